"""What both sides and the owner read around a favour."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from inline_snapshot import snapshot

from bot.rules.wording import Wording, defaults
from bot.views.favour.brief import customer_brief, seller_brief
from bot.views.favour.debrief import customer_debrief, debrief_reminder, seller_debrief
from bot.views.favour.not_held import moved_form, not_held_card
from bot.views.favour.outcome import outcome
from bot.views.favour.overdue import Owed, overdue_form
from bot.views.reference.line import Line, reference_line
from models.ask import AskState, WholeAsk
from models.deal import Status
from models.debrief import Debrief
from models.reference import ReferenceState
from models.task import TaskKind
from tests.views.people import (
    BERLIN,
    NOW,
    Names,
    activity,
    advocate,
    at,
    deal,
    debrief,
    member,
    reference,
    task,
    whole,
)
from tests.views.shorthand import written, written_view

NAMES = Names()
DAY = date(2026, 3, 12)
YES = whole(AskState.ACCEPTED, held_on=DAY)
NAMED = whole(AskState.ACCEPTED, held_on=DAY, parts={"reference": reference(NAMES, named=True)})
ASKED = debrief(asked_at=at(12, 18))
HELD = debrief(asked_at=at(12, 18), answered_at=at(13, 9), held=True, score=4)
NOT_HELD = debrief(asked_at=at(12, 18), answered_at=at(13, 9), held=False)
MOVED = debrief()


def brief(shown: WholeAsk) -> str:
    return written(customer_brief(shown, Wording(), company="Brightwell", now=NOW))


def question(shown: WholeAsk, asked: Debrief, wording: Wording | None = None) -> str:
    card = customer_debrief(shown, asked, wording or Wording(), company="Brightwell", now=NOW)
    return written(card)


def test_the_customers_brief() -> None:
    assert brief(YES) == snapshot("""\
(Anna Schmidt, your contact at Brightwell, with a few lines before Thursday 12 March.)
*Anna Schmidt, your contact at Brightwell, with a few lines before Thursday 12 March.*
You agreed to a reference call, 60 minutes in all, for a fintech company in Germany with 200–999 people that is choosing a product like ours.
Meet Tom Reyes (<@U0TOM>), who leads on our side.
They would like to know:
> How long did the migration take?
> What would you do differently?
They will not ask about: Prices and the incident in May
~ The conversation is not recorded.
""")


def test_the_brief_of_somebody_for_whom_a_colleague_decided_speaks_for_both() -> None:
    by_backup = replace(YES, decider=member("Ben Okafor", "U0BEN"))
    assert brief(by_backup).startswith("(Ben Okafor, for Anna Schmidt, your contact at Brightwell, with")


def test_a_prospect_is_named_where_the_seller_allowed_it() -> None:
    assert "Kestrel" not in brief(YES)
    assert "for Kestrel Pay: Ledger rollout." in brief(NAMED)


def test_what_is_written_is_not_recorded() -> None:
    quote = replace(YES, activity=activity("quote"))
    assert "recorded" not in brief(quote) + written(seller_brief(quote, now=NOW))


def test_the_sellers_brief() -> None:
    assert written(seller_brief(YES, now=NOW)) == snapshot("""\
(Thursday 12 March: Reference call with Priya Raman)
*Reference call* for Kestrel Pay: Ledger rollout, Thursday 12 March
*Priya Raman*, Head of Finance Operations, Nordlicht Pay
<@U0PRIYA> · <mailto:priya@nordlicht.example|priya@nordlicht.example>
Why them: same product, same industry and right level.
The questions:
> How long did the migration take?
> What would you do differently?
Leave out: Prices and the incident in May
~ They agreed to 60 minutes in all. Please do not record it.
""")


@pytest.mark.parametrize(
    ("state", "said"),
    [(AskState.NOT_HELD, "does not count as a favour"), (AskState.BACKED_OUT, "settled in the meantime")],
)
def test_a_brief_for_what_is_off_says_so(state: AskState, said: str) -> None:
    off = whole(state, held_on=DAY)
    assert said in brief(off)
    assert "nothing to prepare" in written(seller_brief(off, now=NOW))


def test_the_question_to_the_customer_thanks_first() -> None:
    assert question(YES, ASKED) == snapshot("""\
(Anna Schmidt, your contact at Brightwell, would like to know how it went.)
*Anna Schmidt, your contact at Brightwell, would like to know how it went.*
Thank you for giving us a reference call on Thursday 12 March. How was it, and would you do it again?
  [“Gladly again”] button experience:5=ask-1|5
  [“It was fine”] button experience:3=ask-1|3
  [“Rather not again”] button experience:1=ask-1|1
  [“It did not happen”] button not_happened=ask-1
~ Your answer goes to Anna Schmidt and the few colleagues who look after this programme.
""")


@pytest.mark.parametrize(
    ("asked", "state", "said"),
    [
        (HELD, AskState.ACCEPTED, snapshot("Thank you for telling us.")),
        (
            NOT_HELD,
            AskState.ACCEPTED,
            snapshot("Thank you for telling us. Anna Schmidt will find out what happened."),
        ),
        (
            MOVED,
            AskState.ACCEPTED,
            snapshot("It was moved to Thursday 12 March. Thank you for your patience."),
        ),
        (
            NOT_HELD,
            AskState.NOT_HELD,
            snapshot(
                "It did not happen in the end, and it does not count as a favour. Thank you for being ready to help."
            ),
        ),
        (
            ASKED,
            AskState.BACKED_OUT,
            snapshot("This has been settled in the meantime, so there is nothing left to do."),
        ),
    ],
)
def test_without_a_question_the_customer_reads_one_sentence(
    asked: Debrief, state: AskState, said: str
) -> None:
    shown = question(whole(state, held_on=DAY), asked)
    assert shown.splitlines()[-1] == said
    assert "button" not in shown


def test_the_customers_texts_are_the_programmes_own() -> None:
    own = {key: f"<{key}>" for key in defaults()}
    card = question(YES, ASKED, Wording("de", own))
    for key in ("gladly_again", "it_was_fine", "rather_not_again", "did_not_happen"):
        assert f"“<{key}>”" in card
    for key in ("debrief_greeting", "debrief_question", "debrief_terms"):
        assert f"&lt;{key}&gt;" in card


def test_the_question_to_the_seller() -> None:
    assert written(seller_debrief(YES, ASKED, now=NOW)) == snapshot("""\
(Was it held, and how useful was it? Reference call with Priya Raman, Nordlicht Pay)
*Was it held, and how useful was it?*
Reference call with Priya Raman, Nordlicht Pay, Thursday 12 March.
  [“1”] button useful:1=ask-1|1
  [“2”] button useful:2=ask-1|2
  [“3”] button useful:3=ask-1|3
  [“4”] button useful:4=ask-1|4
  [“5”] button useful:5=ask-1|5
  [“It did not happen”] button did_not_happen=ask-1
  [“It was moved to …”] datepicker held_on #ask-1
~ 1: of no use · 5: decisive
""")


def test_without_a_day_the_seller_is_told_which_one_is_meant() -> None:
    undated = written(seller_debrief(whole(AskState.ACCEPTED), ASKED, now=NOW))
    assert "Friday 20 March. No day was entered, so this is about the day it was needed by." in undated


@pytest.mark.parametrize(
    ("asked", "state", "said"),
    [
        (HELD, AskState.ACCEPTED, snapshot("You said that it was held: 4 of 5. Thank you.")),
        (
            NOT_HELD,
            AskState.ACCEPTED,
            snapshot("You said that it did not happen. Anna Schmidt finds out, and decides what comes next."),
        ),
        (
            MOVED,
            AskState.ACCEPTED,
            snapshot("It was moved to Thursday 12 March. You are asked again afterwards."),
        ),
        (
            NOT_HELD,
            AskState.NOT_HELD,
            snapshot(
                "It did not happen, so nothing counts as a favour. Start again with /reference to ask somebody else."
            ),
        ),
        (ASKED, AskState.BACKED_OUT, snapshot("This is off. There is nothing left to say.")),
    ],
)
def test_without_a_question_the_seller_reads_one_sentence(asked: Debrief, state: AskState, said: str) -> None:
    shown = written(seller_debrief(whole(state, held_on=DAY), asked, now=NOW))
    assert shown.splitlines()[-1] == said


def test_the_reminder() -> None:
    assert written(debrief_reminder(YES, ASKED, now=NOW)) == snapshot("""\
(A reminder: how was it? Reference call with Priya Raman, Nordlicht Pay, Thursday 12 March. The question is above. In two working days it comes before your next reference.)
A reminder: how was it? Reference call with Priya Raman, Nordlicht Pay, Thursday 12 March. The question is above. In two working days it comes before your next reference.
""")
    for asked in (HELD, NOT_HELD, MOVED):
        assert "This is settled." in written(debrief_reminder(YES, asked, now=NOW))


def test_the_form_that_comes_before_the_next_reference() -> None:
    owed = [Owed("ask-1", "Reference call", "Priya Raman", "Nordlicht Pay", DAY)]
    assert written_view(overdue_form(owed, now=NOW)) == snapshot("""\
modal callback_id=overdue_debriefs title=“How did it go?” close=“Later” private_metadata= submit=“Go on”
*Before the next one: how did these go?* One tap for each, then the form opens.
“Reference call with Priya Raman, Nordlicht Pay, 12 March”:
  radio_buttons ask-1 options=[{text: “5”, value: '5'}, {text: “4”, value: '4'}, {text: “3”, value: '3'}, {text: “2”, value: '2'}, {text: “1”, value: '1'}, {text: “It did not happen”, value: 'none'}]
  “1: of no use · 5: decisive” #ask-1
""")


def test_the_owners_card() -> None:
    card = task(TaskKind.NOT_HELD, NAMES, said="Reference call\nTom Reyes: it did not happen")
    assert written(not_held_card(card, BERLIN, NOW)) == snapshot("""\
(Did it happen? Priya Raman)
*Did it happen?* Priya Raman, Nordlicht Pay
> Reference call
> Tom Reyes: it did not happen
One side says that it did not happen. Ask them, then decide.
  [“It was held”] button it_was_held=task-1 style='primary'
  [“It did not happen”] button it_was_not_held=task-1 confirm={title: “It did not happen?”, text: “It will not count as a favour, and both sides will read so.”, confirm: “It did not happen”, deny: “Go back”}
  [“It was moved”] button it_was_moved=task-1
  [“What they did”] button open_ledger=adv-1
""")
    assert "What they did" not in written(not_held_card(replace(card, advocate=None), BERLIN, NOW))
    assert written_view(moved_form("task-1")) == snapshot("""\
modal callback_id=moved title=“It was moved” close=“Close” private_metadata=task-1 submit=“Set the day”
“The new day”:
  [“Choose a day”] datepicker moved_to
  “Both sides are briefed, and asked again afterwards.” #moved_to
""")


def test_what_came_of_it() -> None:
    said = [
        written(outcome(shown, Wording(), company="Brightwell", now=NOW)).splitlines()[-1]
        for shown in (YES, NAMED, whole(AskState.ACCEPTED, held_on=date(2025, 11, 4)))
    ]
    assert said == snapshot(
        [
            "In March you gave us a reference call. It helped: they signed. Thank you.",
            "In March you gave us a reference call. It helped: Kestrel Pay: Ledger rollout signed. Thank you.",
            "In November 2025 you gave us a reference call. It helped: they signed. Thank you.",
        ]
    )
    german = outcome(YES, Wording("de", {"outcome": "Im {month} half {activity}."}), company="B", now=NOW)
    assert "Im März half a reference call." in written(german)


def held_line(*, theirs: bool = True, status: Status = Status.WON, **ask: Any) -> str:
    kept = whole(
        AskState.ACCEPTED, due_at=None, held_on=DAY, parts={"deal": deal(NAMES, status=status)}, **ask
    )
    shown = Line(
        reference(NAMES, state=ReferenceState.FOUND),
        deal(NAMES),
        activity(),
        [kept],
        held=frozenset({kept.ask.id}),
    )
    return written(reference_line(shown, zone=BERLIN, theirs=theirs, now=NOW))


def test_a_held_favour_of_a_won_deal_can_be_told() -> None:
    assert held_line() == snapshot("""\
(Reference call for Kestrel Pay: Ledger rollout: Found.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
Found.
*Priya Raman*, Head of Finance Operations, Nordlicht Pay
<@U0PRIYA> · <mailto:priya@nordlicht.example|priya@nordlicht.example>
Held on Thursday 12 March.
  [“Tell Head of Finance Operations, Nordlicht Pay what came of it”] button tell_outcome=ask-1 confirm={title: “Tell them that the deal is won?”, text: “They read, in their contact's name, that what they did helped.”, confirm: “Tell them”, deny: “Not yet”} #ask-1
""")


@pytest.mark.parametrize(
    "shown",
    [held_line(theirs=False), held_line(status=Status.OPEN), held_line(told_at=at(13, 9))],
    ids=["a colleague's", "open", "told"],
)
def test_else_there_is_nothing_to_press(shown: str) -> None:
    assert "Held on Thursday 12 March." in shown
    assert "button" not in shown
    assert "datepicker" not in shown


def test_a_line_whose_favour_did_not_happen_offers_another_try() -> None:
    fell = whole(AskState.NOT_HELD, due_at=None, held_on=DAY)
    shown = Line(reference(NAMES, state=ReferenceState.FOUND), deal(NAMES), activity(), [fell])
    assert written(reference_line(shown, zone=BERLIN, theirs=True, now=NOW)) == snapshot("""\
(Reference call for Kestrel Pay: Ledger rollout: It did not come about after all.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
It did not come about after all.
~ Nordlicht Pay: agreed, did not happen
  [“Look again”] button look_again=ref-1
""")


def test_without_a_day_of_its_own_a_favour_is_on_the_day_it_is_needed() -> None:
    undated = whole(AskState.ACCEPTED)
    assert "before Friday 20 March." in brief(undated)
    assert "Friday 20 March" in written(seller_brief(undated, now=NOW))
    assert "In March" in written(outcome(undated, Wording(), company="Brightwell", now=NOW))


def test_a_brief_for_what_is_off_holds_nothing_else() -> None:
    off = whole(AskState.BACKED_OUT, held_on=DAY)
    assert brief(off) == snapshot("""\
(This has been settled in the meantime, so there is nothing left to do.)
*Anna Schmidt, your contact at Brightwell, with a few lines before Thursday 12 March.*
This has been settled in the meantime, so there is nothing left to do.
""")
    assert written(seller_brief(off, now=NOW)) == snapshot("""\
(This is off. There is nothing to prepare.)
*Reference call* for Kestrel Pay: Ledger rollout, Thursday 12 March
This is off. There is nothing to prepare.
""")


def test_a_brief_without_questions_topics_reasons_or_slack() -> None:
    parts = {
        "reference": reference(NAMES, questions="", off_limits=""),
        "advocate": advocate(NAMES, slack_user_id=None),
        "activity": activity("quote"),
    }
    bare = whole(AskState.ACCEPTED, held_on=DAY, reasons=[], parts=parts)
    assert brief(bare) == snapshot("""\
(Anna Schmidt, your contact at Brightwell, with a few lines before Thursday 12 March.)
*Anna Schmidt, your contact at Brightwell, with a few lines before Thursday 12 March.*
You agreed to a quote, 30 minutes in all, for a fintech company in Germany with 200–999 people that is choosing a product like ours.
Meet Tom Reyes (<@U0TOM>), who leads on our side.
""")
    assert written(seller_brief(bare, now=NOW)) == snapshot("""\
(Thursday 12 March: Quote with Priya Raman)
*Quote* for Kestrel Pay: Ledger rollout, Thursday 12 March
*Priya Raman*, Head of Finance Operations, Nordlicht Pay
<mailto:priya@nordlicht.example|priya@nordlicht.example>
~ They agreed to 30 minutes in all.
""")
