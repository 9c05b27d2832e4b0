"""What the seller, and the colleagues they keep informed, see of a reference: one line."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from inline_snapshot import snapshot

from bot.views.reference.line import Line, reference_line
from models.ask import AskState, Declined, Refused, Road, Stage, WholeAsk
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
    waited_for = {each.ask.id: deciders for each in asks}
    shown = Line(reference(NAMES, state=state), deal(NAMES), activity(), asks, waited_for)
    return written(reference_line(shown, zone=zone, theirs=theirs, now=NOW))


def ended(state: AskState, company: str, **values: Any) -> WholeAsk:
    return whole(state, due_at=None, parts={"account": account(NAMES, name=company)}, **values)


def test_the_seller_sees_what_it_waits_for_and_can_cancel() -> None:
    assert line(whole(AskState.APPROVING), deciders=[ANNA]) == snapshot("""\
(Reference call for Kestrel Pay: Ledger rollout: Head of Finance Operations, Nordlicht Pay: waiting for Anna Schmidt to agree; a reminder follows today 11:30.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
Head of Finance Operations, Nordlicht Pay: waiting for Anna Schmidt to agree; a reminder follows today 11:30.
  [“Remind once”] button remind=ref-1
  [“Change”] button line_more:change=change|ref-1
  [“Cancel”] button cancel_reference=ref-1 confirm={title: “Cancel this reference?”, text: “Whoever was asked will see that it is settled.”, confirm: “Cancel it”, deny: “Keep looking”}
  overflow line_more options=[{text: “Share to the deal's channel”, value: 'share|ref-1'}, {text: “Add colleagues”, value: 'colleagues|ref-1'}]
""")


def test_an_informed_colleague_sees_the_same_without_buttons() -> None:
    assert line(whole(AskState.APPROVING), deciders=[ANNA], theirs=False) == snapshot("""\
(Reference call for Kestrel Pay: Ledger rollout: Head of Finance Operations, Nordlicht Pay: waiting for Anna Schmidt to agree; a reminder follows today 11:30.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
Head of Finance Operations, Nordlicht Pay: waiting for Anna Schmidt to agree; a reminder follows today 11:30.
""")


WAITING = [
    (
        whole(AskState.APPROVING, stage=Stage.OWNER),
        [ANNA],
        snapshot(
            "Head of Finance Operations, Nordlicht Pay: waiting for Anna Schmidt to agree; a reminder follows today 11:30."
        ),
    ),
    (
        whole(AskState.APPROVING, stage=Stage.REMINDED, due_at=at(2, 13, 30)),
        [ANNA],
        snapshot(
            "Head of Finance Operations, Nordlicht Pay: waiting for Anna Schmidt to agree; their backup joins today 13:30."
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
            "Head of Finance Operations, Nordlicht Pay: waiting for Ben Okafor, since Anna Schmidt is away until 5 March; the managers join today 14:00."
        ),
    ),
    (
        whole(AskState.APPROVING, stage=Stage.MANAGERS, due_at=at(2, 14), parts=AWAY),
        [MAYA, OMAR],
        snapshot(
            "Head of Finance Operations, Nordlicht Pay: waiting for Maya Patel or Omar Haddad, since Anna Schmidt is away until 5 March; after today 14:00 another customer is tried."
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
        snapshot(
            "Head of Finance Operations, Nordlicht Pay: said yes, if there is no conflict; an answer is due by Tuesday 10:30."
        ),
    ),
    (whole(AskState.LISTED, due_at=None), [], snapshot("Looking for the next customer.")),
    *(
        (whole(AskState.ASKED, due_at=at(3, 10, 30), road=road, parts=parts), [], said)
        for road, parts, said in (
            (
                Road.IN_PERSON,
                {},
                snapshot(
                    "Head of Finance Operations, Nordlicht Pay: Anna Schmidt asks them in person, an answer is due by Tuesday 10:30."
                ),
            ),
            (
                Road.RELAY,
                {"decider": BEN},
                snapshot(
                    "Head of Finance Operations, Nordlicht Pay: Ben Okafor passes the question on, an answer is due by Tuesday 10:30."
                ),
            ),
            (
                Road.ASSISTANT,
                {},
                snapshot(
                    "Head of Finance Operations, Nordlicht Pay: Anna Schmidt arranges it with their assistant, an answer is due by Tuesday 10:30."
                ),
            ),
        )
    ),
]


@pytest.mark.parametrize(
    ("shown", "deciders", "said"),
    WAITING,
    ids=[f"{shown.ask.state}-{shown.ask.stage}-{number}" for number, (shown, _, _) in enumerate(WAITING)],
)
def test_the_line_names_what_it_waits_for(shown: WholeAsk, deciders: list[Member], said: str) -> None:
    text, title, status, *_ = line(shown, deciders=deciders).splitlines()
    assert title == "*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March"
    assert text == f"(Reference call for Kestrel Pay: Ledger rollout: {status})"
    assert status == said
    informed = line(shown, deciders=deciders, theirs=False).splitlines()
    assert informed == [text, title, status]


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("parts", [{}, AWAY], ids=["present", "away"])
def test_where_nobody_is_there_to_decide_the_line_says_so(stage: Stage, parts: dict[str, Member]) -> None:
    shown = line(whole(AskState.APPROVING, stage=stage, due_at=at(2, 14), parts=parts), deciders=[])
    assert shown.splitlines()[2] == snapshot(
        "Head of Finance Operations, Nordlicht Pay: nobody of ours is there to decide; the next step comes today 14:00."
    )


def test_where_the_owner_has_no_backup_the_managers_are_said_to_join_after_the_reminder() -> None:
    alone = whole(AskState.APPROVING, stage=Stage.REMINDED, parts={"owner": ANNA})
    status = line(alone, deciders=[ANNA]).splitlines()[2]
    assert status.endswith("waiting for Anna Schmidt to agree; the managers join today 11:30.")


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
    ended(AskState.PASSED_ON, "Felsbank"),
    ended(AskState.BACKED_OUT, "Seeblick"),
    ended(AskState.NOT_HELD, "Waldkasse"),
    ended(AskState.NOT_PASSED_ON, "Lindhof"),
    ended(AskState.WITHDRAWN, "Unseen One"),
    ended(AskState.DROPPED, "Unseen Two"),
    ended(AskState.SPARE, "Unseen Three"),
]


@pytest.mark.parametrize("theirs", [True, False])
def test_what_was_tried_stands_below_in_a_word_each_and_no_reason_is_told(theirs: bool) -> None:  # noqa: FBT001
    shown = line(*TRIED, whole(AskState.ASKED, due_at=at(3, 10, 30)), theirs=theirs)
    assert "Unseen" not in shown
    tried = next(each for each in shown.splitlines() if each.startswith("~"))
    assert tried == snapshot(
        "~ Talerhaus: said no · Edelgrat Finanz: did not answer · Brunnen: would rather a colleague is asked · Cedern: can't make it any more · Dorn: agreed, did not happen · Kontoria: kept free by their owner · Morgenrot: nobody on our side decided in time · Blauhafen: no longer free · Steinweg: too late to ask politely · Felsbank: would rather a colleague is asked · Seeblick: can't make it any more · Waldkasse: agreed, did not happen · Lindhof: was not passed on in time"
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
(Reference call for Kestrel Pay: Ledger rollout: Nobody we asked can help this time.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
Nobody we asked can help this time.
~ Talerhaus: did not answer
"""),
        ),
    ],
)
def test_a_closed_line_says_how_it_ended(state: ReferenceState, said: str) -> None:
    shown = line(ended(AskState.SILENT, "Talerhaus"), state=state, theirs=False)
    assert shown == said


def test_a_cancelled_line_has_no_buttons_and_an_unfilled_one_looks_again() -> None:
    silent = ended(AskState.SILENT, "Talerhaus")
    theirs = line(silent, state=ReferenceState.CANCELLED)
    assert theirs == line(silent, state=ReferenceState.CANCELLED, theirs=False)
    assert line(silent, state=ReferenceState.UNFILLED).splitlines()[-1] == snapshot(
        "  [“Look again”] button look_again=ref-1"
    )


def test_a_reminder_is_offered_once_and_only_while_it_can_reach_somebody() -> None:
    offered = [
        (whole(AskState.APPROVING, stage=Stage.OWNER), [ANNA]),
        (whole(AskState.APPROVING, stage=Stage.BACKUP), [ANNA, BEN]),
        (whole(AskState.APPROVING, stage=Stage.MANAGERS), [MAYA]),
    ]
    not_offered = [
        (whole(AskState.APPROVING, stage=Stage.REMINDED), [ANNA]),
        (whole(AskState.APPROVING, stage=Stage.OWNER), []),
        (whole(AskState.APPROVING, stage=Stage.BACKUP, nudged_at=NOW), [ANNA, BEN]),
        (whole(AskState.APPROVED), [ANNA]),
        (whole(AskState.ASKED), []),
    ]
    assert all("Remind once" in line(shown, deciders=deciders) for shown, deciders in offered)
    assert not any("Remind once" in line(shown, deciders=deciders) for shown, deciders in not_offered)


def test_two_who_are_asked_together_have_a_line_each() -> None:
    second = whole(AskState.APPROVING, id="ask-2", parts={"account": account(NAMES, name="Talerhaus")})
    both = line(whole(AskState.ASKED, due_at=at(3, 10, 30)), second, deciders=[ANNA], theirs=False)
    assert both == snapshot("""\
(Reference call for Kestrel Pay: Ledger rollout: Head of Finance Operations, Nordlicht Pay: asked, an answer is due by Tuesday 10:30. Head of Finance Operations, Talerhaus: waiting for Anna Schmidt to agree; a reminder follows today 11:30.)
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
Head of Finance Operations, Nordlicht Pay: asked, an answer is due by Tuesday 10:30.
Head of Finance Operations, Talerhaus: waiting for Anna Schmidt to agree; a reminder follows today 11:30.
""")


def test_a_question_without_a_road_or_a_clock_is_one_in_slack_that_is_due_now() -> None:
    assert "asked, an answer is due by today 09:30" in line(whole(AskState.ASKED, road=None, due_at=None))


@pytest.mark.parametrize("back", [at(1, 9), at(2, 9, 30)])
def test_an_owner_who_is_back_is_not_said_to_be_away(back: datetime) -> None:
    parts = {"owner": member("Anna Schmidt", "U0ANNA", away_until=back)}
    assert "is away" not in line(whole(AskState.APPROVING, parts=parts), deciders=[BEN])
