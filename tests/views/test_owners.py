"""What owners read: the question to pass on, their windows, and their desk on Home."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from dataclasses import replace
from datetime import date

import pytest
from inline_snapshot import snapshot

from bot.rules.wording import Wording
from bot.views.owner.desk import Desk, own_desk
from bot.views.owner.forms import hold_back_form, line_form, quarter_end, standing_form
from bot.views.owner.forward import forward_text
from bot.views.owner.relay import OUTCOMES, answer_form, relay_card, relay_reminder
from bot.views.task import task_card
from models.ask import AskState, Road
from models.member import Member
from models.task import TaskKind, WholeTask
from tests.views.gallery.owners import desk, relay
from tests.views.people import BERLIN, NOW, Names, at, member, reference, whole
from tests.views.shorthand import written, written_blocks, written_view

NAMES = Names()
ANNA, BEN = member("Anna Schmidt", "U0ANNA"), member("Ben Okafor", "U0BEN")
WAITING = whole(AskState.APPROVING)


def card(task: WholeTask) -> str:
    return written(relay_card(task, BERLIN, NOW))


def test_a_question_to_pass_on_comes_with_its_text_and_why() -> None:
    assert card(relay(NAMES)) == snapshot("""\
(Please pass a question on to Priya Raman, Nordlicht Pay, until Monday 11:30, their time.)
*Please pass this on to Priya Raman, Nordlicht Pay.*
Rung can't reach them: Slack does not let Rung write to them. Ready to copy:
```
Hello Priya Raman,

Would you help with a reference call? 60 minutes in all, by Friday 20 March, for a fintech company in Germany with 200–999 people that is choosing a product like ours.
Why you: you use the product they are looking at, you are in the same industry and they would like to hear somebody in your role.

Eleven days became four.

They would like to know:
> How long did the migration take?
> What would you do differently?
They will not ask about: Prices and the incident in May
The conversation is not recorded.

A short line back is enough: yes, not this one, not now until a day you name, or never this kind. Your answer goes to me, Tom Reyes and the few colleagues who look after this programme. No answer is fine: from Monday 11:30 on, somebody else is asked.

Ben Okafor, for Anna Schmidt, your contact at Brightwell
```
~ It counts as an ask once you say that they have it. If nobody passes it on by Monday 11:30, their time, somebody else is asked.
  [“I have passed it on”] button passed_on=task-1
  [“Record answer”] button record_answer=task-1 style='primary'
  [“Try Slack again”] button try_slack=task-1
""")


def test_until_somebody_says_that_they_have_it_they_are_not_asked() -> None:
    task = relay(NAMES)
    assert "I have asked them" in card(relay(NAMES, Road.IN_PERSON, due_at=NOW))
    assert written(relay_reminder(task)) == snapshot("""\
(A reminder: the question for Priya Raman, Nordlicht Pay, still waits to be passed on. Until you say that they have it, nobody has asked them. The card is above and on Home.)
A reminder: the question for Priya Raman, Nordlicht Pay, still waits to be passed on. Until you say that they have it, nobody has asked them. The card is above and on Home.
""")
    assert task.ask is not None
    task.ask.ask.asked_at = NOW
    assert card(task).split("```")[2] == snapshot("""\

~ It counts as an ask. No answer by Monday 11:30, their time, is fine: somebody else is asked then.
  [“Record answer”] button record_answer=task-1 style='primary'
  [“Try Slack again”] button try_slack=task-1
""")
    assert written(relay_reminder(task)) == snapshot("""\
(The question for Priya Raman, Nordlicht Pay, is taken care of. Thank you.)
The question for Priya Raman, Nordlicht Pay, is taken care of. Thank you.
""")


@pytest.mark.parametrize(
    ("road", "said"),
    [
        (
            Road.IN_PERSON,
            snapshot("""\
(Please pass a question on to Priya Raman, Nordlicht Pay, until Monday 11:30, their time.)
*You ask Priya Raman, Nordlicht Pay, yourself.*
Ready to copy:
"""),
        ),
        (
            Road.ASSISTANT,
            snapshot("""\
(Please pass a question on to Priya Raman, Nordlicht Pay, until Monday 11:30, their time.)
*Please pass this on for Priya Raman, Nordlicht Pay. Their assistant, Priya Raman, arranges it.*
Ready to copy:
"""),
        ),
    ],
)
def test_who_speaks_with_whom(road: Road, said: str) -> None:
    assert card(relay(NAMES, road)).split("```")[0] == said


def test_an_assistant_without_a_name() -> None:
    task = relay(NAMES, Road.ASSISTANT)
    assert task.advocate is not None
    task.advocate.assistant = None
    assert "Their assistant arranges it." in card(task)


def test_without_its_ask_the_card_is_short() -> None:
    task = relay(NAMES)
    assert card(replace(task, ask=None, forward="")) == snapshot("""\
(A question for Priya Raman, Nordlicht Pay, waits to be passed on.)
A question for Priya Raman, Nordlicht Pay, waits to be passed on.
  [“Record answer”] button record_answer=task-1 style='primary'
  [“Try Slack again”] button try_slack=task-1
""")


def test_without_questions_the_text_is_a_short_letter() -> None:
    bare = whole(
        AskState.ASKED, reasons=[], parts={"reference": reference(NAMES, questions="", off_limits="")}
    )
    text = forward_text(bare, ANNA, Wording(), company="Brightwell", now=NOW)
    assert text == snapshot("""\
Hello Priya Raman,

Would you help with a reference call? 60 minutes in all, by Friday 20 March, for a fintech company in Germany with 200–999 people that is choosing a product like ours.

The conversation is not recorded.

A short line back is enough: yes, not this one, not now until a day you name, or never this kind. Your answer goes to me, Tom Reyes and the few colleagues who look after this programme. No answer is fine: from Monday 11:30 on, somebody else is asked.

Anna Schmidt, your contact at Brightwell\
""")


def test_once_done_it_says_by_whom() -> None:
    done = relay(NAMES, done_at=at(3, 9), outcome="accepted")
    assert written(task_card(done, zone=BERLIN, now=NOW)) == snapshot("""\
(Priya Raman: said yes, thank you for asking (Anna Schmidt, 3 March))
Priya Raman: said yes, thank you for asking (Anna Schmidt, 3 March)
""")


def test_however_an_ask_ends_the_task_says_so() -> None:
    assert {outcome for _, outcome in OUTCOMES} >= set(AskState)
    assert {kind for kind, _ in OUTCOMES} == {TaskKind.RELAY}


def test_the_windows() -> None:
    assert written_view(line_form(WAITING)) == snapshot("""\
modal callback_id=personal_line title=“A personal line” close=“Close” private_metadata=ask-1 submit=“Approve with this line”
Priya Raman reads it on the question, under your name.
“In your own words” (optional):
  plain_text_input line multiline=True max_length=300 #line
  [“Save without approving”] button save_line=ask-1 #save
""")
    assert written_view(standing_form(WAITING, today=NOW.date())) == snapshot("""\
modal callback_id=standing title=“Standing approval” close=“Close” private_metadata=ask-1 submit=“Approve them”
This question to Priya Raman is approved, and the next ones as well, without asking you again. You see each of them, and can withdraw this on Home.
“How many after this one”:
  [“Choose”] static_select count options=[{text: “1 more ask”, value: '1'}, {text: “2 more asks”, value: '2'}, {text: “3 more asks”, value: '3'}, {text: “4 more asks”, value: '4'}, {text: “5 more asks”, value: '5'}] initial_option={text: “2 more asks”, value: '2'} #count
“What for”:
  [“Choose”] static_select kind options=[{text: “Only this: Reference call”, value: 'this'}, {text: “Whatever is asked”, value: 'any'}] initial_option={text: “Only this: Reference call”, value: 'this'} #kind
“Until which day”:
  [“Choose a day”] datepicker until initial_date='2026-03-31' #until
""")
    assert written_view(hold_back_form(WAITING)) == snapshot("""\
modal callback_id=hold_back title=“Block account until …” close=“Close” private_metadata=ask-1 submit=“Block until then”
Nobody at Nordlicht Pay is asked for anything before that day. This question ends as “not now”.
“Until”:
  [“Choose a day”] datepicker until #until
""")
    assert written_view(answer_form(relay(NAMES))) == snapshot("""\
modal callback_id=relay_answer title=“Record answer” close=“Close” private_metadata=task-1 submit=“Record”
What did Priya Raman, Nordlicht Pay, say?
“Their answer”:
  radio_buttons answer options=[{text: “Yes”, value: 'accepted'}, {text: “Not this one”, value: 'not_this'}, {text: “Not now until a day”, value: 'not_now'}, {text: “Never this kind”, value: 'never_this_kind'}] #answer
“Not now until” (optional):
  [“Choose a day”] datepicker until
  “Only for “Not now”: from this day on they may be asked again. Nobody can override it.” #until
""")


@pytest.mark.parametrize(
    ("today", "end"),
    [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 9, 30), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_quarter_ends(today: date, end: date) -> None:
    assert quarter_end(today) == end


def test_the_desk_of_somebody_away_with_something_approved_ahead() -> None:
    assert written_blocks(desk(NAMES)[:5]) == snapshot("""\
# “When you are away”
You are away until 5 March. Ben Okafor decides meanwhile.
  [“Away until …”] datepicker away_until
  [“I'm back”] button back=m-U0ANNA
  [“Choose a backup”] users_select backup initial_user='U0BEN' #desk
Approved ahead for Priya Raman, Nordlicht Pay: Whatever is asked, 1 of 2 left until 30 March.
  [“Withdraw”] button withdraw_standing=standing-0
Approved ahead for Priya Raman, Nordlicht Pay: Reference call, 1 of 2 left until 30 March.
  [“Withdraw”] button withdraw_standing=standing-1
""")


@pytest.mark.parametrize(
    ("who", "backup", "said"),
    [
        (ANNA, BEN, snapshot("You are here. When you are silent or away, Ben Okafor decides.")),
        (
            ANNA,
            None,
            snapshot(
                "You are here. Nobody stands in for you yet: when you are silent or away, the managers decide."
            ),
        ),
        (
            member("Anna Schmidt", "U0ANNA", away_until=at(5, 0)),
            None,
            snapshot("You are away until 5 March. The managers decide meanwhile."),
        ),
        (
            member("Anna Schmidt", "U0ANNA", away_until=at(1, 0)),
            BEN,
            snapshot("You are here. When you are silent or away, Ben Okafor decides."),
        ),
    ],
)
def test_who_decides_when_they_do_not(who: Member, backup: Member | None, said: str) -> None:
    assert written_blocks(own_desk(Desk(who, backup), zone=BERLIN, now=NOW)).splitlines()[1] == said
