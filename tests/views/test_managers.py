"""What a manager reads: the queue, the settings, the roles, the owners, the texts."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from typing import Any

from inline_snapshot import snapshot

from bot.rules.settings import Section
from bot.rules.wording import defaults
from bot.views.manager.exception import Exceptions, exception_form
from bot.views.manager.handed import approval_handed, not_ours, task_handed
from bot.views.manager.owners import OwnersNow, hand_over_form, owners_view
from bot.views.manager.queue import KINDS, QueueTab, Waiting, decide_form, queue_view
from bot.views.manager.roles import RoleOf, RolesNow, group_form, role_form, roles_view
from bot.views.manager.setting_form import Choices, settings_form
from bot.views.manager.settings import SettingsNow, settings_view
from bot.views.manager.texts import Place, TextNow, TextsNow, name_of, text_form, texts_view
from models.ask import AskState, Stage
from models.group import UserGroup
from models.member import Role
from models.ownership import Ownership
from models.reference import ReferenceState
from models.task import TaskKind
from sandbox.as_text import message_as_text
from tests.views import people
from tests.views.gallery.asks import CARRIED
from tests.views.gallery.managers import queue, strict, task
from tests.views.gallery.programs import program
from tests.views.people import BERLIN, NOW, Names, at, member, standing

NAMES = Names()
ANNA, MAYA = member("Anna Schmidt", "U0ANNA"), member("Maya Patel", "U0MAYA")


def read(view: dict[str, Any]) -> str:
    """A window as it is read: its title, its text, and the button that sends it."""
    sent = f"\n[[{view['submit']['text']}]]" if "submit" in view else ""
    return "\n".join([f"== {view['title']['text']}", *message_as_text(view["blocks"], {})]) + sent


def test_the_queue() -> None:
    whole = people.whole(AskState.APPROVING, stage=Stage.BACKUP, due_at=at(2, 15))
    waiting = [Waiting(whole, at(2, 9), [ANNA, MAYA])]
    counts = {QueueTab.APPROVALS: 1, QueueTab.TASKS: 2, QueueTab.REFERENCES: 0}
    full = queue(NAMES, QueueTab.APPROVALS, approvals=waiting, counts=counts, stuck=1)
    assert read(queue_view(full, zone=BERLIN, now=NOW)) == snapshot("""\
== What waits
[Approvals (1)]  [Tasks (2)]  [References (0)]
  Sending to Brightwell rests: its key was withdrawn. 1 message could not be sent; whoever runs Rung finds the reason in its log.
────
Head of Finance Operations, Nordlicht Pay for Kestrel Pay: Ledger rollout
Owner: Anna Schmidt. Waiting since today 09:00 for Anna Schmidt or Maya Patel; the next step comes today 15:00.
[Decide] [Take over] [Hand to somebody else]\
""")


def test_tasks_and_references_of_the_queue() -> None:
    tasks = queue(NAMES, QueueTab.TASKS, tasks=[task(NAMES), task(NAMES, TaskKind.CLAIM)], paused=[])
    assert read(queue_view(tasks, zone=BERLIN, now=NOW)) == snapshot("""\
== What waits
[Approvals (0)]  [Tasks (0)]  [References (0)]  [Next steps (0)]  [Blocks (0)]
────
Head of Finance Operations, Nordlicht Pay
Pass a question on, and record the answer. With Anna Schmidt since today 09:00.
[Take over] [Hand to somebody else]
Head of Finance Operations, Nordlicht Pay
A customer says that they did something: verify it. With Anna Schmidt since today 09:00.
[Take over] [Hand to somebody else]\
""")
    needed = [people.reference(NAMES, id=f"r-{state}", state=state) for state in list(ReferenceState)[1:4:2]]
    rows = [(each, people.deal(NAMES), member(NAMES.seller, "U0TOM")) for each in needed]
    shown = queue(NAMES, QueueTab.REFERENCES, references=rows, paused=[], page=1, more=True)
    assert read(queue_view(shown, zone=BERLIN, now=NOW)) == snapshot("""\
== What waits
[Approvals (0)]  [Tasks (0)]  [References (0)]  [Next steps (0)]  [Blocks (0)]
────
Kestrel Pay: Ledger rollout
Still looking for a customer. Tom Reyes needs it by 20 March.
[Make an exception]
Kestrel Pay: Ledger rollout
Nobody was found. Tom Reyes needs it by 20 March.
[Make an exception]
[Before]  [More]\
""")
    assert KINDS.keys() == set(TaskKind)


def test_deciding_and_making_an_exception() -> None:
    whole = people.whole(AskState.APPROVING)
    assert read(decide_form(whole, CARRIED, zone=BERLIN, now=NOW)) == snapshot("""\
== Decide
May we ask Priya Raman, Head of Finance Operations, Nordlicht Pay?
Reference call, 60 minutes in all, for Kestrel Pay: Ledger rollout. Tom Reyes needs it by Friday 20 March.
Why them: same product, same industry and right level.
Load: last asked on 3 February, twice in the past year.
Favours: 2 in the past year, the last on 16 February. Resting until 3 March.
Consent: agreed to this on 14 January (invitation).
Health: green, as of 23 February, 7 days ago.
NPS: not known. Renewal: not known.
:warning: Has a severe incident open (CRM, 12 February, 18 days ago).
:warning: Is in a dispute with us (CRM, 12 February, 18 days ago).
:warning: Has an overdue invoice (CRM, 12 February, 18 days ago).
:warning: Has given notice (CRM, 12 February, 18 days ago).
:warning: Is no longer a customer (CRM, 12 February, 18 days ago).
:warning: Their contract forbids it (CRM, 12 February, 18 days ago).
:warning: Is kept free by their owner (CRM, 12 February, 18 days ago).
:warning: Somebody there is not happy with us right now (CRM, 12 February, 18 days ago).
:warning: Their company does not allow this kind (CRM, 12 February, 18 days ago).
:warning: Has a conflict with this prospect (CRM, 12 February, 18 days ago).
The questions:
> How long did the migration take?
> What would you do differently?
Left out: Prices and the incident in May
  Anna Schmidt looks after this customer. Nobody is asked without a yes. A reminder comes today 11:30.
Your decision: ☐ Approve  ☐ Not now  ☐ Not this deal
[[Decide]]\
""")
    needed, deal = people.reference(NAMES), people.deal(NAMES)
    near = [standing(until={"asked_lately": at(16, 9)}, free_at=at(16, 9))]
    assert read(exception_form(Exceptions(needed, deal, near), now=NOW)) == snapshot("""\
== Make an exception
Kestrel Pay: Ledger rollout, needed by Friday 20 March
Only the programme's own caps keep these customers from being asked. Whoever you choose is tried next; their owner is asked first, as always.
Whom: ☐ Head of Finance Operations, Nordlicht Pay
Why: [… ▾]
[[Make an exception]]\
""")
    assert read(exception_form(Exceptions(needed, deal, []), now=NOW)) == snapshot("""\
== Make an exception
Kestrel Pay: Ledger rollout, needed by Friday 20 March
Nobody is kept from this by the programme's own caps alone. What a customer said, a contract, a conflict or an open problem can't be overridden.\
""")


def test_what_is_left_of_a_card() -> None:
    assert approval_handed(people.whole(AskState.APPROVING), MAYA).text == snapshot(
        "Nordlicht Pay: Maya Patel decides now. There is nothing left to do."
    )
    assert task_handed(task(NAMES)).text == snapshot(
        "Nordlicht Pay: Anna Schmidt decides now. There is nothing left to do."
    )
    assert not_ours("U0OUT").text == snapshot(
        "<@U0OUT> can have no role here: Slack says that they are a guest, from another company, an app, or switched off. Nothing was given to them."
    )


def test_the_settings() -> None:
    assert read(settings_view(SettingsNow(program(NAMES)))) == snapshot("""\
== Settings
How often we ask
The same person is asked again after 14 days at the earliest.
A person does at most 2 larger favours (rung 3 and up, such as a case study or a reference call) in 90 days and 6 in a year; an executive at most 2 in a year.
A company is asked at most 3 times in 30 days, and does at most 4 larger favours in 90 days.
Nobody is asked in the 60 days before their company's contract is renewed.
Whoever gave us less than 7 out of 10, when asked whether they would recommend us, is not asked.
Where a customer or their company has stricter limits of their own, those hold.
[Change]
How long we wait
An owner who has not decided is reminded after 2 working hours. After 2 more their backup may decide, too, and after another 4 the managers. When 4 more have passed, another customer is tried.
A customer has 9 working hours to answer; then somebody else is asked.
[Change]
When we ask
Customers are asked between 9:00 and 16:00 where they live, on Fridays until 14:00.
Two customers are asked together when fewer than three working days are left.
[Change]
For which deals
Sellers may request a reference for any deal.
[Change]
What we ask unasked
Nobody is asked whether they would recommend us; answers come by the import.
90 days after their company went live, customers get a short survey.
Whom to ask is looked up once a day; it reaches each of them in their own contact hours.
[Change]
Whose customers
Nobody is asked before the owner of the relationship has agreed.
When two deals want the same customer, whoever asked first goes first.
[Change]
Next steps
Once a week, on Tuesday, customers who are rested and were given something back may be proposed one next step, in their own hours. `/rung queue` shows which.
[Change]
Where and when
What needs a manager's decision goes to each manager. The programme's own days and hours are those of Europe/Berlin.
A customer's yes to a kind of help holds for 24 months.
[Change]\
""")
    refused = SettingsNow(strict(NAMES), channel_refused="not_in_channel")
    assert read(settings_view(refused, saved=True)) == snapshot("""\
== Settings
  Saved. It holds from now on.
How often we ask
The same person is asked again after 14 days at the earliest.
A person does at most 2 larger favours (rung 3 and up, such as a case study or a reference call) in 90 days and 6 in a year; an executive at most 2 in a year.
A company is asked at most 3 times in 30 days, and does at most 4 larger favours in 90 days.
Nobody is asked in the 60 days before their company's contract is renewed.
Whoever gave us less than 7 out of 10, when asked whether they would recommend us, is not asked.
Where a customer or their company has stricter limits of their own, those hold.
[Change]
How long we wait
An owner who has not decided is reminded after 2 working hours. After 2 more their backup may decide, too, and after another 4 the managers. When 4 more have passed, another customer is tried.
A customer has 9 working hours to answer; then somebody else is asked.
[Change]
When we ask
Customers are asked between 9:00 and 16:00 where they live, but not on Fridays.
One customer is asked at a time, even when fewer than three working days are left.
[Change]
For which deals
Sellers may request a reference only for deals of 50,000 and more that have reached the stage Proposal.
[Change]
What we ask unasked
Nobody is asked whether they would recommend us; answers come by the import.
90 days after their company went live, customers get a short survey.
Whom to ask is looked up once a day; it reaches each of them in their own contact hours.
[Change]
Whose customers
Customers of the tier standard are asked without their owner's consent; for all others the owner decides.
Customers of the tier strategic are kept for deals of 200,000 and more.
When two deals want the same customer, the larger deal goes first.
[Change]
Next steps
Once a week, on Tuesday, customers who are rested and were given something back may be proposed one next step, in their own hours. `/rung queue` shows which.
[Change]
Where and when
What needs a manager's decision is posted in <#C0CIRCLE>. The programme's own days and hours are those of Europe/Berlin.
A customer's yes to a kind of help holds for 24 months.
[Change]
  Slack lets us post nothing in that channel (not_in_channel): invite Rung to it. Until then each manager gets the cards.\
""")


def test_each_form_of_the_settings() -> None:
    offered = Choices(strict(NAMES), ["key", "standard", "strategic"], ["Proposal", "Negotiation"])
    forms = "\n".join(read(settings_form(part, offered)) for part in Section)
    assert forms == snapshot("""\
== How often we ask
Days between two asks of one person: [… ▾]
Favours of one person in 90 days: [… ▾]
Favours of one person in a year: [… ▾]
Favours of an executive in a year: [… ▾]
Asks of one company in 30 days: [… ▾]
Favours of one company in 90 days: [… ▾]
Quiet days before a renewal: [… ▾]
Lowest survey answer of who is asked: [… ▾]
[[Save]]
== How long we wait
Until the owner is reminded: [… ▾]
Then, until their backup joins: [… ▾]
Then, until the managers join: [… ▾]
Then, until another customer is tried: [… ▾]
For the customer's answer: [… ▾]
[[Save]]
== When we ask
Customers are asked from: [… ▾]
Until: [… ▾]
On Fridays until: [… ▾]
Short of time (optional): ☐ Ask two together when fewer than three working days are left
[[Save]]
== For which deals
Smallest deal (optional): [… ▾]
Stages of a deal (optional): [… ▾]
Earliest stage (optional): [Proposal ▾]
[[Save]]
== What we ask unasked
Survey after going live, in days: [… ▾]
Would you recommend us, from 0 to 10 (optional): ☐ Ask, at most twice a year, never in an incident
[[Save]]
== Whose customers
Two deals, one customer (optional): ☒ The larger deal goes first
Asked without their owner's consent (optional): [Nobody ▾]
Kept for large deals (optional): [strategic ▾]
Only for deals from (optional): [… ▾]
[[Save]]
== Next steps
Next steps (optional): ☒ Propose next steps to customers
[[Save]]
== Where and when
A yes to a kind of help holds for months: [… ▾]
Channel for decisions (optional): [Choose a channel ▾]
Decisions (optional): ☒ Post them in that channel, not to each manager
Time zone: [… ▾]
Country of its holidays (optional): [… ▾]
[[Save]]\
""")


def test_the_roles() -> None:
    group = UserGroup(slack_group_id="S0SALES", handle="sales", name="Sales team")
    held = [member("Anna", "U0ANNA", is_owner=True, is_manager=True), member("U9", "U9", unknown=True)]
    shown = RolesNow(
        {Role.SELLER: "S0SALES", Role.OWNER: "S0GONE"}, {"S0SALES": group}, held, page=0, more=True
    )
    assert read(roles_view(shown)) == snapshot("""\
== Roles
Sellers may ask for references.
Whoever is in @sales (Sales team), and nobody else.
[Follow a group]
Owners of customers look after customers, and decide who is asked.
Follows a user group that is gone: who had the role keeps it until you choose another way.
[Follow a group]
Managers run the programme.
Given by hand.
[Follow a group]
Give or take a role by hand
[Choose somebody ▾]
────
@U0ANNA: owner and manager
@U9: Slack is being asked who this is
[More]\
""")
    one = RoleOf("U0TOM", frozenset({Role.SELLER}), frozenset({Role.OWNER}))
    assert read(role_form(one)) == snapshot("""\
== Roles
@U0TOM
  Owners of customers: a user group decides that alone.
Their roles (optional): ☒ Seller: may ask for references  ☐ Manager: run the programme
[[Save]]\
""")
    assert read(group_form(Role.SELLER, shown)) == snapshot("""\
== Sellers
Sellers may ask for references. Once they follow a group, the group alone decides: whoever is not in it loses the role, and nobody gets it by hand.
User group: [@sales · Sales team ▾]
[[Save]]\
""")


def test_the_owners() -> None:
    gone = member("Anna Schmidt", "U0ANNA", active=False)
    owners = [Ownership(gone, accounts=40, approvals=1, tasks=0), Ownership(MAYA, 1, 0, 2)]
    assert read(owners_view(OwnersNow(owners, page=0, more=False))) == snapshot("""\
== Owners
Whose customers should somebody else look after?
Anna Schmidt, no longer with us
40 customers; 1 approval and 0 tasks waiting.
[Hand over]
Maya Patel
1 customer; 0 approvals and 2 tasks waiting.
[Hand over]\
""")
    assert read(hand_over_form(owners[0])) == snapshot("""\
== Hand over
Anna Schmidt, no longer with us: 40 customers; 1 approval and 0 tasks waiting. What waits there goes along.
Who looks after them from now on: [Choose a colleague ▾]
Only this customer (optional): [All of them ▾]
[[Hand over]]\
""")


def test_the_texts() -> None:
    keys = ("ask_speaker", "ask_why", "yes")
    texts = [(key, defaults()[key], "Ja" if key == "yes" else None) for key in keys]
    shown = TextsNow(Place("de"), ["de", "en"], texts, foreign=22, found=217, more=True)
    assert read(texts_view(shown)) == snapshot("""\
== Texts
What customers read
In the language of each, where there is a text in it.
[German ▾]  [All texts ▾]
Words to find (optional): [… ▾]
  22 texts in this language still read in English.
────
Who speaks, on every question (still English)
> {owner}, your contact at {company}
[Edit]
Why this customer (still English)
> Why you: {reasons}.
[Edit]
Button (yours)
> Ja
[Edit]
[More]
[[Find]]\
""")
    now = TextNow("de", "ask_why", defaults()["ask_why"], "Weil: {reasons}.", "Brightwell", Place("de"))
    assert read(text_form(now)) == snapshot("""\
== A text
  Why this customer, in German
Text: [… ▾]
As a customer reads it
> Weil: you use the product they are looking at and you are in the same industry.
[Back to Rung's own]
[[Preview]]\
""")
    assert read(text_form(now, typed="Darum, {reasons}.")) == snapshot("""\
== A text
  Why this customer, in German
Text: [… ▾]
As a customer reads it
> Darum, you use the product they are looking at and you are in the same industry.
[Back to Rung's own]
[[Save]]\
""")
    assert [name_of(code) for code in ("de", "pt-BR", "en", "x-nobody", "")] == snapshot(
        ["German", "Portuguese (Brazil)", "English", "x-nobody", ""]
    )
