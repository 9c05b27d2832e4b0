"""Home for each role, for several at once, and for somebody without one; and the short notices."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

import pytest
from inline_snapshot import snapshot

from bot.homes import PAGE
from bot.rules.wording import Wording
from bot.views.ask.known import Carried
from bot.views.blocks import Block
from bot.views.home.asked import asked_of_you
from bot.views.home.decisions import decisions
from bot.views.home.page import Tab, home_view
from bot.views.home.references import own_references
from bot.views.notice import REASONS, said_in_a_window, workspace_paused, workspace_resumed
from bot.views.reference.line import Line
from models.ask import AskState, Stage, WholeAsk
from models.member import Role
from models.reference import ReferenceState
from tests.views.people import BERLIN, NOW, Names, activity, actor, at, deal, reference, whole
from tests.views.shorthand import written, written_view

NAMES = Names()
WAITS = (whole(AskState.APPROVING), Carried(None, 0))
LOOKING = Line(
    reference(NAMES), deal(NAMES), activity(), [whole(AskState.ASKED, due_at=at(3, 10, 30), id="ask-2")]
)
FOUND = Line(
    reference(NAMES, state=ReferenceState.FOUND, id="ref-2"),
    deal(NAMES),
    activity(),
    [whole(AskState.ACCEPTED, due_at=None, id="ask-3")],
)


def drawn(*blocks: Block) -> str:
    """Home of somebody with one tab, holding these blocks."""
    return written_view(home_view([Tab.REFERENCES], Tab.REFERENCES, blocks))


def sold(*lines: Line, page: int = 0, more: bool = False) -> str:
    return drawn(*own_references(lines, page=page, more=more, zone=BERLIN, now=NOW))


def decided(*waiting: tuple[WholeAsk, Carried], member_id: str = "m-U0ANNA") -> str:
    return drawn(*decisions(waiting, [], actor(Role.OWNER, member_id=member_id), now=NOW))


def asked(*shown: WholeAsk) -> str:
    return drawn(*asked_of_you(shown, Wording(), company=NAMES.company, known={"act-1"}, now=NOW))


def test_a_seller_sees_their_references_and_can_request_one() -> None:
    assert sold(LOOKING, FOUND) == snapshot("""\
home
# “Your references”
  [“Request a reference”] button open_need=home style='primary' #request
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
Head of Finance Operations, Nordlicht Pay: asked, an answer is due by Tuesday 10:30.
  [“Change”] button line_more:change=change|ref-1
  [“Cancel”] button cancel_reference=ref-1 confirm={title: “Cancel this reference?”, text: “Whoever was asked will see that it is settled.”, confirm: “Cancel it”, deny: “Keep looking”}
  overflow line_more options=[{text: “Share to the deal's channel”, value: 'share|ref-1'}, {text: “Add colleagues”, value: 'colleagues|ref-1'}]
----
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
Found.
*Priya Raman*, Head of Finance Operations, Nordlicht Pay
<@U0PRIYA> · <mailto:priya@nordlicht.example|priya@nordlicht.example>
Find a time together, then enter it here.
  [“Enter the day”] datepicker held_on #ask-3
  overflow line_more options=[{text: “Change”, value: 'change|ref-2'}, {text: “Share to the deal's channel”, value: 'share|ref-2'}, {text: “Add colleagues”, value: 'colleagues|ref-2'}, {text: “No longer needed”, value: 'give_up|ref-2'}]
----
""")


def test_a_new_seller_is_told_what_to_do_here() -> None:
    assert sold() == snapshot("""\
home
# “Your references”
  [“Request a reference”] button open_need=home style='primary' #request
None yet. Tell Rung what a deal needs, and it finds customers who are glad to be asked.
""")


@pytest.mark.parametrize(
    ("page", "more", "turns"),
    [
        (0, False, snapshot([])),
        (0, True, snapshot(["  [“Older”] button home_older=references|1 #pages"])),
        (
            1,
            True,
            snapshot(
                [
                    "  [“Newer”] button home_newer=references|0",
                    "  [“Older”] button home_older=references|2 #pages",
                ]
            ),
        ),
        (1, False, snapshot(["  [“Newer”] button home_newer=references|0 #pages"])),
    ],
)
def test_the_pages_turn_both_ways(page: int, more: bool, turns: list[str]) -> None:  # noqa: FBT001
    shown = sold(*[LOOKING] * PAGE, page=page, more=more)
    assert [each for each in shown.splitlines() if "er”]" in each] == turns


def test_an_owner_sees_what_waits_for_them() -> None:
    assert decided(WAITS) == snapshot("""\
home
# “Waiting for your decision”
*May we ask Priya Raman, Head of Finance Operations, Nordlicht Pay?*
Reference call, 60 minutes in all, for Kestrel Pay: Ledger rollout. Tom Reyes needs it by Friday 20 March.
Why them: same product, same industry and right level.
Load: not asked through Rung yet.
Favours: none yet.
Consent: they have not said whether they are open to this; you may ask once.
Health: green, as of 23 February, 7 days ago.
NPS: not known. Renewal: not known.
The questions:
> How long did the migration take?
> What would you do differently?
Left out: Prices and the incident in May
~ Nobody is asked without a yes. A reminder comes today 11:30.
  [“Approve”] button approve=ask-1 style='primary'
  [“I'll ask them myself”] button ask_in_person=ask-1
  [“Not now”] button refuse_now=ask-1
  [“Not this deal”] button refuse_deal=ask-1
  overflow more_on_approval options=[{text: “Add a personal line”, value: 'line|ask-1'}, {text: “Standing approval …”, value: 'standing|ask-1'}, {text: “Block account until …”, value: 'hold_back|ask-1'}]
----
""")


def test_a_manager_sees_whose_customer_it_is() -> None:
    late = (whole(AskState.APPROVING, stage=Stage.MANAGERS, due_at=at(3, 13, 30)), Carried(None, 0))
    shown = decided(late, member_id="m-U0MAYA")
    assert shown == snapshot("""\
home
# “Waiting for your decision”
*May we ask Priya Raman, Head of Finance Operations, Nordlicht Pay?*
Reference call, 60 minutes in all, for Kestrel Pay: Ledger rollout. Tom Reyes needs it by Friday 20 March.
Why them: same product, same industry and right level.
Load: not asked through Rung yet.
Favours: none yet.
Consent: they have not said whether they are open to this; you may ask once.
Health: green, as of 23 February, 7 days ago.
NPS: not known. Renewal: not known.
The questions:
> How long did the migration take?
> What would you do differently?
Left out: Prices and the incident in May
~ Anna Schmidt looks after this customer. Nobody is asked without a yes. After Tuesday 13:30 another customer is tried.
  [“Approve”] button approve=ask-1 style='primary'
  [“I'll ask them myself”] button ask_in_person=ask-1
  [“Not now”] button refuse_now=ask-1
  [“Not this deal”] button refuse_deal=ask-1
  overflow more_on_approval options=[{text: “Add a personal line”, value: 'line|ask-1'}, {text: “Block account until …”, value: 'hold_back|ask-1'}]
----
""")


def test_an_approver_with_nothing_to_decide_is_told_so() -> None:
    assert decided() == snapshot("""\
home
# “Waiting for your decision”
Nothing is waiting for you.
""")


def test_a_customer_sees_what_is_open() -> None:
    shown = [whole(AskState.ASKED, due_at=at(3, 10, 30)), whole(AskState.ACCEPTED, due_at=None, id="ask-2")]
    assert asked(*shown) == snapshot("""\
home
# “What we asked of you”
*Anna Schmidt, your contact at Brightwell, thought of you.*
Would you help with a reference call? 60 minutes in all, by Friday 20 March, for a fintech company in Germany with 200–999 people that is choosing a product like ours.
Why you: you use the product they are looking at, you are in the same industry and they would like to hear somebody in your role.
They would like to know:
> How long did the migration take?
> What would you do differently?
They will not ask about: Prices and the incident in May
~ Tom Reyes and somebody from their side will be there. The conversation is not recorded. Your answer goes to Anna Schmidt, Tom Reyes and the few colleagues who look after this programme. No answer is fine: from Tuesday 10:30 on, somebody else is asked.
  [“Yes”] button accept=ask-1|1 style='primary'
  [“Not this one”] button not_this=ask-1
  [“Not now until …”] datepicker not_now_until
  [“Something else …”] static_select something_else options=[{text: “Never this kind”, value: 'never_this_kind'}, {text: “Ask my colleague”, value: 'ask_colleague'}, {text: “Talk to my assistant”, value: 'assistant'}] #ask-1
----
*Anna Schmidt, your contact at Brightwell, thought of you.*
Thank you for saying yes to a reference call, by Friday 20 March.
Meet Tom Reyes (<@U0TOM>), who leads on our side.
Tom Reyes will write to you to find a time that suits you.
  [“Can't make it any more”] button back_out=ask-2 confirm={title: “Take your yes back?”, text: “Our side learns of it at once and finds somebody else. Nobody minds.”, confirm: “Take it back”, deny: “Keep it”}
----
""")


def test_a_customer_with_nothing_open_is_reassured() -> None:
    assert asked() == snapshot("""\
home
# “What we asked of you”
Nothing is open. You are asked seldom, and your contact always knows.
""")


def test_whoever_has_several_roles_has_tabs_and_one_of_them_is_open() -> None:
    assert written_view(home_view([Tab.DECISIONS, Tab.REFERENCES], Tab.REFERENCES, [])) == snapshot("""\
home
  [“To decide”] button home_tab:decisions=decisions
  [“References”] button home_tab:references=references style='primary' #tabs
""")


def test_somebody_without_a_role_is_told_what_this_is_and_whom_to_ask() -> None:
    assert written_view(home_view([], None, [])) == snapshot("""\
home
Rung finds customers who are glad to speak for us, and asks them politely. You have no role here yet.
~ A manager of the programme can give you one.
""")


def test_managers_are_told_that_a_workspace_no_longer_lets_us_send() -> None:
    assert written(workspace_paused("Brightwell", "missing_scope", None)) == snapshot("""\
(Slack no longer lets Rung send in Brightwell: a permission is missing. Nothing is lost: install Rung again and it goes on where it stopped.)
Slack no longer lets Rung send in Brightwell: a permission is missing. Nothing is lost: install Rung again and it goes on where it stopped.
""")
    assert written(workspace_paused("Brightwell", "token_revoked", "8 March")) == snapshot("""\
(Slack no longer lets Rung send in Brightwell: its key was withdrawn. Install Rung again before 8 March and it goes on where it stopped. On that day everything that it knows of this workspace is deleted.)
Slack no longer lets Rung send in Brightwell: its key was withdrawn. Install Rung again before 8 March and it goes on where it stopped. On that day everything that it knows of this workspace is deleted.
""")


def test_managers_are_told_that_a_workspace_lets_us_send_again() -> None:
    assert written(workspace_resumed("Brightwell")) == snapshot("""\
(Slack did not let Rung send in Brightwell for a while, and does again. Nothing was lost: what waited goes out now.)
Slack did not let Rung send in Brightwell for a while, and does again. Nothing was lost: what waited goes out now.
""")


@pytest.mark.parametrize("reason", [*REASONS, "invalid_auth", "something_new", "<!channel>"])
def test_why_nothing_is_sent_is_said_in_words(reason: str) -> None:
    shown = workspace_paused("Brightwell", reason, None).text
    assert reason not in shown
    assert shown.startswith("Slack no longer lets Rung send in Brightwell: ")
    assert REASONS.get(reason, "Slack refuses its key") in shown


def test_a_sentence_stands_in_a_window_where_there_is_no_message_to_answer() -> None:
    assert written_view(said_in_a_window("Choose a day from tomorrow on.")) == snapshot("""\
modal callback_id=notice title=“Rung” close=“Close” private_metadata=
Choose a day from tomorrow on.
""")
