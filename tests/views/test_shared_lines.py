"""A line that others follow: channels, colleagues who were taken off; and one whose yes was let go."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from typing import Any

import pytest
from inline_snapshot import snapshot

from bot.views.reference.line import Line, no_longer_informed, reference_line
from models.ask import AskState
from models.reference import ReferenceState
from tests.views.people import BERLIN, NOW, Names, activity, deal, reference, whole
from tests.views.shorthand import written

NAMES = Names()


def drawn(shown: Line, *, theirs: bool = True, in_channel: bool = False) -> str:
    return written(reference_line(shown, zone=BERLIN, theirs=theirs, in_channel=in_channel, now=NOW))


def test_the_line_says_where_it_is_shared_and_where_it_could_not_be() -> None:
    shared = reference(NAMES, shared=["C1", "C2", "C3"])
    shown = Line(shared, deal(NAMES), activity(), [], unshown={"C2": "not_in_channel", "C3": "is_archived"})
    assert drawn(shown) == snapshot("""\
(Reference call for Kestrel Pay: Ledger rollout: Looking for the next customer.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
Looking for the next customer.
~ Shared to <#C1>.
Not shared to <#C2>: invite Rung there with /invite, then share again.
Not shared to <#C3>: Slack does not let Rung post there. Choose another channel.
  [“Change”] button line_more:change=change|ref-1
  [“Cancel”] button cancel_reference=ref-1 confirm={title: “Cancel this reference?”, text: “Whoever was asked will see that it is settled.”, confirm: “Cancel it”, deny: “Keep looking”}
  overflow line_more options=[{text: “Share to the deal's channel”, value: 'share|ref-1'}, {text: “Add colleagues”, value: 'colleagues|ref-1'}]
""")
    assert "C1" not in drawn(shown, theirs=False)


def test_a_channel_reads_company_and_role_even_after_the_yes() -> None:
    found = reference(NAMES, state=ReferenceState.FOUND)
    shown = Line(found, deal(NAMES), activity(), [whole(AskState.ACCEPTED, due_at=None)])
    assert drawn(shown, theirs=False, in_channel=True) == snapshot("""\
(Reference call for Kestrel Pay: Ledger rollout: Found.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
Found.
*Head of Finance Operations, Nordlicht Pay*
No day is agreed yet.
""")


def test_a_colleague_who_was_taken_off_reads_nothing_else() -> None:
    shown = Line(reference(NAMES), deal(NAMES), activity(), [whole(AskState.ASKED)])
    assert written(no_longer_informed(shown)) == snapshot("""\
(You are no longer kept informed.)
*Reference call* for Kestrel Pay: Ledger rollout
You are no longer kept informed.
""")


def test_fewer_than_wanted_is_said() -> None:
    found = reference(NAMES, state=ReferenceState.FOUND, wanted=2)
    shown = Line(found, deal(NAMES), activity(), [whole(AskState.ACCEPTED, due_at=None)])
    assert "\nFound 1 of 2. Nobody else we asked can help.\n" in drawn(shown)


def test_whoever_was_let_go_after_a_yes_is_not_named_any_more() -> None:
    let_go = whole(AskState.WITHDRAWN, due_at=None, answered_at=NOW)
    shown = Line(reference(NAMES, state=ReferenceState.CANCELLED), deal(NAMES), activity(), [let_go])
    assert drawn(shown) == snapshot("""\
(Reference call for Kestrel Pay: Ledger rollout: No longer needed. Whoever said yes reads that it is settled, with thanks.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
No longer needed. Whoever said yes reads that it is settled, with thanks.
""")


def test_a_yes_that_came_to_nothing_offers_to_look_again() -> None:
    lost = whole(AskState.NOT_HELD, due_at=None, answered_at=NOW)
    shown = Line(reference(NAMES, state=ReferenceState.FOUND), deal(NAMES), activity(), [lost])
    assert drawn(shown) == snapshot("""\
(Reference call for Kestrel Pay: Ledger rollout: It did not come about after all.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
It did not come about after all.
~ Nordlicht Pay: agreed, did not happen
  [“Look again”] button look_again=ref-1
""")


def test_a_channel_that_rung_cannot_see_is_one_to_invite_it_to() -> None:
    shared = reference(NAMES, shared=["C1"])
    shown = Line(shared, deal(NAMES), activity(), [], unshown={"C1": "channel_not_found"})
    assert "invite Rung there with /invite" in drawn(shown)


ANSWERED, UNANSWERED = {"answered_at": NOW}, {"answered_at": None}


@pytest.mark.parametrize(
    ("ended", "let_go"),
    [
        ([(AskState.WITHDRAWN, ANSWERED), (AskState.WITHDRAWN, UNANSWERED)], True),
        ([(AskState.WITHDRAWN, UNANSWERED)], False),
        ([(AskState.DECLINED, ANSWERED)], False),
    ],
)
def test_only_whoever_said_yes_is_let_go_with_thanks(
    ended: list[tuple[AskState, dict[str, Any]]],
    let_go: bool,  # noqa: FBT001
) -> None:
    asks = [whole(state, due_at=None, **values) for state, values in ended]
    shown = Line(reference(NAMES, state=ReferenceState.CANCELLED), deal(NAMES), activity(), asks)
    assert ("Whoever said yes reads that it is settled" in drawn(shown)) is let_go
    assert ("Nobody will be asked any more." in drawn(shown)) is not let_go
