"""What the seller, and the colleagues they keep informed, see of a reference from the first yes on."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from datetime import date
from typing import Any

import pytest
from inline_snapshot import snapshot

from bot.views.reference.line import Line, reference_line
from models.advocate import Reach
from models.ask import AskState, WholeAsk
from models.deal import Status
from models.reference import ReferenceState
from tests.views.people import BERLIN, NOW, Names, activity, advocate, at, deal, reference, whole
from tests.views.shorthand import written

NAMES = Names()
HELD = frozenset({"ask-1"})


def line(
    *asks: WholeAsk,
    state: ReferenceState = ReferenceState.LOOKING,
    theirs: bool = True,
    kind: str = "reference_call",
) -> str:
    shown = Line(reference(NAMES, state=state), deal(NAMES), activity(kind), asks)
    return written(reference_line(shown, zone=BERLIN, theirs=theirs, now=NOW))


def test_a_yes_brings_name_and_contact_and_a_day_to_enter() -> None:
    yes = whole(AskState.ACCEPTED, due_at=None)
    assert line(yes, state=ReferenceState.FOUND) == snapshot("""\
(Reference call for Kestrel Pay: Ledger rollout: Found.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
Found.
*Priya Raman*, Head of Finance Operations, Nordlicht Pay
<@U0PRIYA> · <mailto:priya@nordlicht.example|priya@nordlicht.example>
Find a time together, then enter it here.
  [“Enter the day”] datepicker held_on #ask-1
  overflow line_more options=[{text: “Change”, value: 'change|ref-1'}, {text: “Share to the deal's channel”, value: 'share|ref-1'}, {text: “Add colleagues”, value: 'colleagues|ref-1'}, {text: “No longer needed”, value: 'give_up|ref-1'}]
""")


def test_an_informed_colleague_sees_the_yes_but_enters_no_day() -> None:
    yes = whole(AskState.ACCEPTED, due_at=None, held_on=date(2026, 3, 12))
    assert line(yes, state=ReferenceState.FOUND, theirs=False) == snapshot("""\
(Reference call for Kestrel Pay: Ledger rollout: Found.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
Found.
*Priya Raman*, Head of Finance Operations, Nordlicht Pay
<@U0PRIYA> · <mailto:priya@nordlicht.example|priya@nordlicht.example>
Agreed for Thursday 12 March.
""")


def test_an_informed_colleague_is_not_told_to_enter_a_day() -> None:
    yes = whole(AskState.ACCEPTED, due_at=None)
    shown = line(yes, state=ReferenceState.FOUND, theirs=False)
    assert shown.splitlines()[-1] == "No day is agreed yet."


def test_with_a_day_agreed_it_can_still_be_changed() -> None:
    yes = whole(AskState.ACCEPTED, due_at=None, held_on=date(2026, 3, 12))
    assert line(yes, state=ReferenceState.FOUND) == snapshot("""\
(Reference call for Kestrel Pay: Ledger rollout: Found.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
Found.
*Priya Raman*, Head of Finance Operations, Nordlicht Pay
<@U0PRIYA> · <mailto:priya@nordlicht.example|priya@nordlicht.example>
Agreed for Thursday 12 March.
  [“Enter the day”] datepicker held_on initial_date='2026-03-12' #ask-1
  overflow line_more options=[{text: “Change”, value: 'change|ref-1'}, {text: “Share to the deal's channel”, value: 'share|ref-1'}, {text: “Add colleagues”, value: 'colleagues|ref-1'}, {text: “No longer needed”, value: 'give_up|ref-1'}]
""")


def test_a_customer_outside_slack_is_reached_by_mail() -> None:
    outside = whole(AskState.ACCEPTED, due_at=None, parts={"advocate": advocate(NAMES, slack_user_id=None)})
    assert (
        line(outside, state=ReferenceState.FOUND).splitlines()[4]
        == "<mailto:priya@nordlicht.example|priya@nordlicht.example>"
    )


@pytest.mark.parametrize("key", ["quote", "rfp", "written_reference"])
@pytest.mark.parametrize("theirs", [True, False])
def test_what_is_written_needs_no_time_together(key: str, theirs: bool) -> None:  # noqa: FBT001
    yes = whole(AskState.ACCEPTED, due_at=None, parts={"activity": activity(key)})
    shown = line(yes, state=ReferenceState.FOUND, theirs=theirs, kind=key)
    assert "*Priya Raman*" in shown
    assert "Find a time together" not in shown


def test_the_second_of_two_is_still_looked_for_beside_the_first_yes() -> None:
    yes = whole(AskState.ACCEPTED, due_at=None)
    assert line(yes, whole(AskState.ASKED, due_at=at(3, 10, 30), id="ask-2")) == snapshot("""\
(Reference call for Kestrel Pay: Ledger rollout: Head of Finance Operations, Nordlicht Pay: asked, an answer is due by Tuesday 10:30.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
Head of Finance Operations, Nordlicht Pay: asked, an answer is due by Tuesday 10:30.
*Priya Raman*, Head of Finance Operations, Nordlicht Pay
<@U0PRIYA> · <mailto:priya@nordlicht.example|priya@nordlicht.example>
Find a time together, then enter it here.
  [“Enter the day”] datepicker held_on #ask-1
  [“Change”] button line_more:change=change|ref-1
  [“Cancel”] button cancel_reference=ref-1 confirm={title: “Cancel this reference?”, text: “Whoever was asked will see that it is settled.”, confirm: “Cancel it”, deny: “Keep looking”}
  overflow line_more options=[{text: “Share to the deal's channel”, value: 'share|ref-1'}, {text: “Add colleagues”, value: 'colleagues|ref-1'}]
""")


def test_a_day_that_is_not_known_is_asked_for_even_after_the_favour() -> None:
    yes = whole(AskState.ACCEPTED, due_at=None)
    shown = Line(reference(NAMES, state=ReferenceState.FOUND), deal(NAMES), activity(), [yes], held=HELD)
    assert "Find a time together" in written(reference_line(shown, zone=BERLIN, theirs=True, now=NOW))


@pytest.mark.parametrize(
    ("values", "may"), [({}, True), ({"slack_user_id": None, "reach": Reach.ASSISTANT}, False)]
)
def test_only_whoever_is_in_slack_can_be_told_of_the_deal(values: dict[str, Any], may: bool) -> None:  # noqa: FBT001
    won = whole(
        AskState.ACCEPTED,
        due_at=None,
        held_on=date(2026, 2, 12),
        parts={"deal": deal(NAMES, status=Status.WON), "advocate": advocate(NAMES, **values)},
    )
    shown = Line(reference(NAMES, state=ReferenceState.FOUND), deal(NAMES), activity(), [won], held=HELD)
    said = written(reference_line(shown, zone=BERLIN, theirs=True, now=NOW))
    assert ("what came of it" in said) is may


def test_that_they_were_told_of_the_deal_is_said_afterwards() -> None:
    for told_at in (None, NOW):
        yes = whole(AskState.ACCEPTED, due_at=None, held_on=date(2026, 2, 12), told_at=told_at)
        shown = Line(reference(NAMES, state=ReferenceState.FOUND), deal(NAMES), activity(), [yes], held=HELD)
        said = written(reference_line(shown, zone=BERLIN, theirs=True, now=NOW))
        assert ("They know what came of it." in said) is bool(told_at)
