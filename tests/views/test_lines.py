"""What the seller, and the colleagues they keep informed, see of a reference: one line."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from collections.abc import Sequence
from typing import Any

import pytest
from inline_snapshot import snapshot

from bot.views.reference.line import Line, reference_line
from models.ask import AskState, Declined, Refused, Stage, WholeAsk
from models.member import Member
from models.reference import ReferenceState
from tests.views.people import (
    BERLIN,
    NOW,
    Names,
    account,
    activity,
    at,
    deal,
    member,
    reference,
    whole,
)
from tests.views.shorthand import written

NAMES = Names()
ANNA, BEN = member("Anna Schmidt", "U0ANNA"), member("Ben Okafor", "U0BEN")
MAYA, OMAR = member("Maya Patel", "U0MAYA"), member("Omar Haddad", "U0OMAR")
AWAY = {"owner": member("Anna Schmidt", "U0ANNA", away_until=at(5, 9), backup_id="m-U0BEN")}


def line(
    *asks: WholeAsk,
    state: ReferenceState = ReferenceState.LOOKING,
    deciders: Sequence[Member] = (),
    theirs: bool = True,
    zone: str = BERLIN,
) -> str:
    shown = Line(
        reference(NAMES, state=state), deal(NAMES), activity(), asks, {each.ask.id: deciders for each in asks}
    )
    return written(reference_line(shown, zone=zone, theirs=theirs, now=NOW))


def ended(state: AskState, company: str, **values: Any) -> WholeAsk:
    return whole(state, due_at=None, parts={"account": account(NAMES, name=company)}, **values)


def test_the_seller_sees_what_it_waits_for_and_can_cancel() -> None:
    assert line(whole(AskState.APPROVING), deciders=[ANNA]) == snapshot("""\
(Reference call for Kestrel Pay: Ledger rollout: Head of Finance Operations, Nordlicht Pay: waiting for Anna Schmidt to agree; a reminder follows on Monday 11:30.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
Head of Finance Operations, Nordlicht Pay: waiting for Anna Schmidt to agree; a reminder follows on Monday 11:30.
  [“Cancel”] button cancel_reference=ref-1 confirm={title: “Cancel this reference?”, text: “Whoever was asked will see that it is settled.”, confirm: “Cancel it”, deny: “Keep looking”}
""")


def test_an_informed_colleague_sees_the_same_without_buttons() -> None:
    assert line(whole(AskState.APPROVING), deciders=[ANNA], theirs=False) == snapshot("""\
(Reference call for Kestrel Pay: Ledger rollout: Head of Finance Operations, Nordlicht Pay: waiting for Anna Schmidt to agree; a reminder follows on Monday 11:30.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
Head of Finance Operations, Nordlicht Pay: waiting for Anna Schmidt to agree; a reminder follows on Monday 11:30.
""")


WAITING = [
    (
        whole(AskState.APPROVING, stage=Stage.OWNER),
        [ANNA],
        snapshot(
            "Head of Finance Operations, Nordlicht Pay: waiting for Anna Schmidt to agree; a reminder follows on Monday 11:30."
        ),
    ),
    (
        whole(AskState.APPROVING, stage=Stage.REMINDED, due_at=at(2, 13, 30)),
        [ANNA],
        snapshot(
            "Head of Finance Operations, Nordlicht Pay: waiting for Anna Schmidt to agree; their backup joins on Monday 13:30."
        ),
    ),
    (
        whole(AskState.APPROVING, stage=Stage.BACKUP, due_at=at(3, 9, 30)),
        [ANNA, BEN],
        snapshot(
            "Head of Finance Operations, Nordlicht Pay: waiting for Anna Schmidt or Ben Okafor to agree; the managers join on Tuesday 09:30."
        ),
    ),
    (
        whole(AskState.APPROVING, stage=Stage.MANAGERS, due_at=at(3, 13, 30)),
        [ANNA, BEN, MAYA],
        snapshot(
            "Head of Finance Operations, Nordlicht Pay: waiting for Anna Schmidt, Ben Okafor or Maya Patel to agree; after Tuesday 13:30 another customer is tried."
        ),
    ),
    (
        whole(AskState.APPROVING, stage=Stage.MANAGERS, due_at=at(3, 13, 30)),
        [MAYA],
        snapshot(
            "Head of Finance Operations, Nordlicht Pay: waiting for Maya Patel to agree; after Tuesday 13:30 another customer is tried."
        ),
    ),
    (
        whole(AskState.APPROVING, stage=Stage.BACKUP, due_at=at(2, 14), parts=AWAY),
        [BEN],
        snapshot(
            "Head of Finance Operations, Nordlicht Pay: waiting for Ben Okafor, since Anna Schmidt is away until 5 March; the managers join on Monday 14:00."
        ),
    ),
    (
        whole(AskState.APPROVING, stage=Stage.MANAGERS, due_at=at(2, 14), parts=AWAY),
        [MAYA, OMAR],
        snapshot(
            "Head of Finance Operations, Nordlicht Pay: waiting for Maya Patel or Omar Haddad, since Anna Schmidt is away until 5 March; after Monday 14:00 another customer is tried."
        ),
    ),
    (
        whole(AskState.APPROVED, due_at=at(3, 9)),
        [],
        snapshot(
            "Head of Finance Operations, Nordlicht Pay: Anna Schmidt agreed; they are asked on Tuesday 09:00, in their working hours."
        ),
    ),
    (
        whole(AskState.ASKED, due_at=at(3, 10, 30)),
        [],
        snapshot("Head of Finance Operations, Nordlicht Pay: asked, an answer is due by Tuesday 10:30."),
    ),
    (
        whole(AskState.ASKED, due_at=at(16, 10, 30)),
        [],
        snapshot("Head of Finance Operations, Nordlicht Pay: asked, an answer is due by 16 March 10:30."),
    ),
    (
        whole(AskState.CHECKING, due_at=at(3, 10, 30)),
        [],
        snapshot("Head of Finance Operations, Nordlicht Pay: asked, an answer is due by Tuesday 10:30."),
    ),
    (whole(AskState.LISTED, due_at=None), [], snapshot("Looking for the next customer.")),
]


@pytest.mark.parametrize(
    ("shown", "deciders", "said"),
    WAITING,
    ids=[f"{shown.ask.state}-{shown.ask.stage}-{number}" for number, (shown, _, _) in enumerate(WAITING)],
)
def test_the_line_names_what_it_waits_for(shown: WholeAsk, deciders: list[Member], said: str) -> None:
    text, title, status, *rest = line(shown, deciders=deciders).splitlines()
    assert title == "*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March"
    assert text == f"(Reference call for Kestrel Pay: Ledger rollout: {status})"
    assert [each.split()[0] for each in rest] == ["[“Cancel”]"]
    assert status == said
    informed = line(shown, deciders=deciders, theirs=False).splitlines()
    assert informed == [text, title, status]


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("parts", [{}, AWAY], ids=["present", "away"])
def test_where_nobody_is_there_to_decide_the_line_says_so(stage: Stage, parts: dict[str, Member]) -> None:
    shown = line(whole(AskState.APPROVING, stage=stage, due_at=at(2, 14), parts=parts), deciders=[])
    assert shown.splitlines()[2] == snapshot(
        "Head of Finance Operations, Nordlicht Pay: nobody of ours is there to decide; the next step comes on Monday 14:00."
    )


def test_where_the_owner_has_no_backup_the_managers_are_said_to_join_after_the_reminder() -> None:
    alone = whole(AskState.APPROVING, stage=Stage.REMINDED, parts={"owner": ANNA})
    status = line(alone, deciders=[ANNA]).splitlines()[2]
    assert status.endswith("waiting for Anna Schmidt to agree; the managers join on Monday 11:30.")


def test_the_line_names_who_agreed_even_where_it_was_not_the_owner() -> None:
    agreed = whole(AskState.APPROVED, due_at=at(3, 9), parts={"decider": BEN})
    status = line(agreed).splitlines()[2]
    assert status.endswith(
        "Nordlicht Pay: Ben Okafor agreed; they are asked on Tuesday 09:00, in their working hours."
    )


def test_times_are_told_in_the_readers_zone() -> None:
    shown = line(whole(AskState.ASKED, due_at=at(3, 10, 30)), zone="America/New_York")
    assert "an answer is due by Tuesday 04:30" in shown


TRIED = [
    ended(AskState.DECLINED, "Talerhaus", declined=Declined.NOT_NOW),
    ended(AskState.SILENT, "Edelgrat Finanz"),
    ended(AskState.SPARE, "Adler"),
    ended(AskState.PASSED_ON, "Brunnen"),
    ended(AskState.BACKED_OUT, "Cedern"),
    ended(AskState.NOT_HELD, "Dorn"),
    ended(AskState.REFUSED, "Kontoria", refused=Refused.NOT_NOW),
    ended(AskState.UNAPPROVED, "Morgenrot"),
    ended(AskState.BLOCKED, "Blauhafen"),
    ended(AskState.TOO_LATE, "Steinweg"),
    ended(AskState.WITHDRAWN, "Unseen One"),
    ended(AskState.DROPPED, "Unseen Two"),
]


@pytest.mark.parametrize("theirs", [True, False])
def test_what_was_tried_stands_below_in_a_word_each_and_no_reason_is_told(theirs: bool) -> None:  # noqa: FBT001
    shown = line(*TRIED, whole(AskState.ASKED, due_at=at(3, 10, 30)), theirs=theirs)
    assert "Unseen" not in shown
    tried = next(each for each in shown.splitlines() if each.startswith("~"))
    assert tried == snapshot(
        "~ Talerhaus: said no · Edelgrat Finanz: did not answer · Adler: said yes too, and was thanked · Brunnen: would rather that a colleague is asked · Cedern: can't make it any more · Dorn: did not take place · Kontoria: kept free by their owner · Morgenrot: nobody on our side decided in time · Blauhafen: no longer free · Steinweg: too late to ask politely"
    )


def test_every_state_of_an_ask_is_told_or_stays_unseen() -> None:
    shown = {each.ask.state for each in TRIED} | {each.ask.state for each, _, _ in WAITING}
    assert shown | {AskState.ACCEPTED} == set(AskState)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (
            ReferenceState.CANCELLED,
            snapshot("""\
(Reference call for Kestrel Pay: Ledger rollout: Cancelled. Nobody will be asked any more.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
Cancelled. Nobody will be asked any more.
~ Talerhaus: did not answer
"""),
        ),
        (
            ReferenceState.UNFILLED,
            snapshot("""\
(Reference call for Kestrel Pay: Ledger rollout: Nobody we asked can help this time. Start again with /reference to try others.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
Nobody we asked can help this time. Start again with /reference to try others.
~ Talerhaus: did not answer
"""),
        ),
    ],
)
@pytest.mark.parametrize("theirs", [True, False])
def test_a_closed_line_says_how_it_ended_and_has_no_buttons(
    state: ReferenceState,
    said: str,
    theirs: bool,  # noqa: FBT001
) -> None:
    shown = line(ended(AskState.SILENT, "Talerhaus"), state=state, theirs=theirs)
    assert shown == said
