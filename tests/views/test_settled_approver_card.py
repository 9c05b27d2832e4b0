"""What the owner, their backup and the managers see of an ask once it is decided."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from dataclasses import replace
from datetime import date

import pytest
from inline_snapshot import snapshot

from bot.views.ask.approval import approval_card
from bot.views.ask.known import Carried
from models.ask import AskState, Declined, Refused, Road, WholeAsk
from models.block import Block, BlockKind
from models.member import Member
from models.standing import StandingApproval
from tests.views.people import BERLIN, NOW, Names, account, at, member, whole
from tests.views.shorthand import written

ANNA, BEN = member("Anna Schmidt", "U0ANNA"), member("Ben Okafor", "U0BEN")
MAYA, OMAR = member("Maya Patel", "U0MAYA"), member("Omar Haddad", "U0OMAR")


def card(shown: WholeAsk, *, reader: Member) -> str:
    return written(approval_card(shown, Carried(None, 0), reader=reader.id, zone=BERLIN, now=NOW))


ROADS = {
    Road.IN_PERSON: snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: Anna Schmidt asks them in person, until Tuesday 10:30.)
Anna Schmidt asks them in person, until Tuesday 10:30.\
"""),
    Road.RELAY: snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: Anna Schmidt approved. The question is passed on to them by one of ours, until Tuesday 10:30.)
Anna Schmidt approved. The question is passed on to them by one of ours, until Tuesday 10:30.\
"""),
    Road.ASSISTANT: snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: Anna Schmidt approved. Their assistant arranges it, until Tuesday 10:30.)
Anna Schmidt approved. Their assistant arranges it, until Tuesday 10:30.\
"""),
}
ENDS = [
    (
        whole(AskState.APPROVED, due_at=at(3, 9)),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: Anna Schmidt approved. They will be asked on Tuesday 09:00, in their working hours.)
Anna Schmidt approved. They will be asked on Tuesday 09:00, in their working hours.\
"""),
    ),
    (
        whole(AskState.ASKED, due_at=at(3, 10, 30)),
        BEN,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: Ben Okafor approved. They were asked, and have until Tuesday 10:30.)
Ben Okafor approved. They were asked, and have until Tuesday 10:30.\
"""),
    ),
    (
        whole(AskState.ASKED, due_at=at(16, 10, 30)),
        None,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: A colleague approved. They were asked, and have until 16 March 10:30.)
A colleague approved. They were asked, and have until 16 March 10:30.\
"""),
    ),
    (
        whole(AskState.ACCEPTED, due_at=None),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They said yes. Thank you for opening the door.)
They said yes. Thank you for opening the door.\
"""),
    ),
    (
        whole(AskState.DECLINED, due_at=None, declined=Declined.NOT_THIS),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They said no to this one, and are left alone.)
They said no to this one, and are left alone.\
"""),
    ),
    (
        whole(AskState.DECLINED, due_at=None, declined=Declined.NOT_NOW),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They asked for a pause. Nobody will ask them before it ends.)
They asked for a pause. Nobody will ask them before it ends.\
"""),
    ),
    (
        whole(AskState.DECLINED, due_at=None, declined=Declined.NEVER_THIS_KIND),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They do not want this kind any more. Nobody will ask them for it.)
They do not want this kind any more. Nobody will ask them for it.\
"""),
    ),
    (
        whole(AskState.DECLINED, due_at=None),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They said no, and are left alone.)
They said no, and are left alone.\
"""),
    ),
    (
        whole(AskState.CHECKING, due_at=at(3, 10, 30)),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They said yes, if there is no conflict, and are looking at the name.)
They said yes, if there is no conflict, and are looking at the name.\
"""),
    ),
    (
        whole(AskState.SPARE, due_at=None),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They said yes too, and were thanked: somebody else had said yes before.)
They said yes too, and were thanked: somebody else had said yes before.\
"""),
    ),
    (
        whole(AskState.PASSED_ON, due_at=None),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They would rather a colleague is asked.)
They would rather a colleague is asked.\
"""),
    ),
    (
        whole(AskState.BACKED_OUT, due_at=None),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They had said yes, and can't make it any more.)
They had said yes, and can't make it any more.\
"""),
    ),
    (
        whole(AskState.NOT_HELD, due_at=None),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They had said yes, and it did not take place.)
They had said yes, and it did not take place.\
"""),
    ),
    (
        whole(AskState.SILENT, due_at=None),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They did not answer in time, and are left alone.)
They did not answer in time, and are left alone.\
"""),
    ),
    (
        whole(AskState.NOT_PASSED_ON, due_at=None),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: It was not passed on to them in time, so they were not asked.)
It was not passed on to them in time, so they were not asked.\
"""),
    ),
    (
        whole(AskState.REFUSED, due_at=None, refused=Refused.NOT_NOW),
        MAYA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: Maya Patel said “not now”. Nobody there was bothered.)
Maya Patel said “not now”. Nobody there was bothered.\
"""),
    ),
    (
        whole(AskState.REFUSED, due_at=None, refused=Refused.NOT_THIS_DEAL),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: Anna Schmidt said “not this deal”. Nobody there was bothered.)
Anna Schmidt said “not this deal”. Nobody there was bothered.\
"""),
    ),
    (
        whole(AskState.UNAPPROVED, due_at=None),
        None,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: Nobody decided in time, so somebody else is asked.)
Nobody decided in time, so somebody else is asked.\
"""),
    ),
    (
        whole(AskState.BLOCKED, due_at=None),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They are no longer free, so they were not asked.)
They are no longer free, so they were not asked.\
"""),
    ),
    (
        whole(AskState.TOO_LATE, due_at=None),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: It became too late to ask them politely, so they were not asked.)
It became too late to ask them politely, so they were not asked.\
"""),
    ),
    (
        whole(AskState.WITHDRAWN, due_at=None),
        None,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: No longer needed. There is nothing left to do.)
No longer needed. There is nothing left to do.\
"""),
    ),
    (
        whole(AskState.CHECKING, due_at=at(3, 10, 30)),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They said yes, if there is no conflict, and are looking at the name.)
They said yes, if there is no conflict, and are looking at the name.\
"""),
    ),
    (
        whole(AskState.SPARE, due_at=None),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They said yes too, and were thanked: somebody else had said yes before.)
They said yes too, and were thanked: somebody else had said yes before.\
"""),
    ),
    (
        whole(AskState.PASSED_ON, due_at=None),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They would rather a colleague is asked.)
They would rather a colleague is asked.\
"""),
    ),
    (
        whole(AskState.BACKED_OUT, due_at=None),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They had said yes, and can't make it any more.)
They had said yes, and can't make it any more.\
"""),
    ),
    (
        whole(AskState.NOT_HELD, due_at=None),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They had said yes, and it did not take place.)
They had said yes, and it did not take place.\
"""),
    ),
    (
        whole(AskState.DECLINED, due_at=None, declined=Declined.CONFLICT),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: They can't help this company, and are left alone.)
They can't help this company, and are left alone.\
"""),
    ),
    (
        whole(AskState.APPROVED, due_at=at(3, 9), road=Road.IN_PERSON),
        ANNA,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: Anna Schmidt asks them in person. The card for it comes on Tuesday 09:00, in their working hours.)
Anna Schmidt asks them in person. The card for it comes on Tuesday 09:00, in their working hours.\
"""),
    ),
    *((whole(AskState.ASKED, due_at=at(3, 10, 30), road=road), ANNA, said) for road, said in ROADS.items()),
    (
        whole(AskState.DROPPED, due_at=None),
        None,
        snapshot("""\
(Priya Raman, Head of Finance Operations, Nordlicht Pay: Taken off the list. There is nothing left to do.)
Taken off the list. There is nothing left to do.\
"""),
    ),
]


@pytest.mark.parametrize(
    ("shown", "decider", "said"),
    ENDS,
    ids=lambda value: value.ask.state if isinstance(value, WholeAsk) else None,
)
def test_once_decided_the_card_keeps_the_question_and_loses_its_buttons(
    shown: WholeAsk, decider: Member | None, said: str
) -> None:
    text, asked, what, *outcome = card(replace(shown, decider=decider), reader=OMAR).splitlines()
    assert asked == "*May we ask Priya Raman, Head of Finance Operations, Nordlicht Pay?*"
    assert what.startswith("Reference call, 60 minutes in all, for Kestrel Pay: Ledger rollout.")
    assert "\n".join([text, *outcome]) == said


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (
            whole(AskState.APPROVED, due_at=at(3, 9)),
            "You approved. They will be asked on Tuesday 09:00, in their working hours.",
        ),
        (
            whole(AskState.ASKED, due_at=at(3, 10, 30)),
            "You approved. They were asked, and have until Tuesday 10:30.",
        ),
        (
            whole(AskState.REFUSED, due_at=None, refused=Refused.NOT_NOW),
            "You said “not now”. Nobody there was bothered.",
        ),
        (
            whole(AskState.REFUSED, due_at=None, refused=Refused.NOT_THIS_DEAL),
            "You said “not this deal”. Nobody there was bothered.",
        ),
    ],
)
def test_whoever_decided_reads_you_and_the_others_a_name(shown: WholeAsk, said: str) -> None:
    decided = replace(shown, decider=BEN)
    assert card(decided, reader=BEN).splitlines()[-1] == said
    for other in (ANNA, MAYA):
        assert card(decided, reader=other).splitlines()[-1] == said.replace("You", "Ben Okafor")


def left(shown: WholeAsk, *, reader: Member = ANNA, **given: object) -> str:
    """The last line of the card, with what else is known."""
    carried = Carried(None, 0, **given)  # type: ignore[arg-type]
    return written(approval_card(shown, carried, reader=reader.id, zone=BERLIN, now=NOW)).splitlines()[-1]


@pytest.mark.parametrize("state", [AskState.APPROVED, AskState.ASKED, AskState.CHECKING, AskState.ACCEPTED])
def test_a_consent_given_ahead_is_said_with_what_came_of_it(state: AskState) -> None:
    approval = StandingApproval(member_id=ANNA.id, granted=2, used=1, until=date(2026, 3, 31))
    shown = whole(state, stage=None, decided_by=ANNA.id, parts={"decider": ANNA})
    own = "By your standing approval, 1 of 2 left until 31 March. "
    assert left(shown, standing=approval).startswith(own)
    assert left(shown, reader=BEN, standing=approval).startswith(own.replace("your", "Anna Schmidt's"))
    waived = whole(state, stage=None, parts={"account": account(Names(), tier="key")})
    said = "Asked without your consent, as the programme does for key accounts. "
    assert left(waived).startswith(said)
    assert left(waived, reader=BEN).startswith(said.replace("your", "Anna Schmidt's"))


def test_an_account_held_back_is_said_with_its_day() -> None:
    shown = whole(AskState.REFUSED, due_at=None, refused=Refused.NOT_NOW, parts={"decider": ANNA})
    block = Block(kind=BlockKind.HELD_BACK, until=at(1, 0, month=4))
    other = Block(kind=BlockKind.INCIDENT, until=None)
    assert left(shown, blocks=[other, block]) == (
        "You said “not now”. Nobody there was bothered. Nordlicht Pay is kept free until 1 April."
    )


def test_every_state_has_a_card() -> None:
    drawn = {shown.ask.state for shown, _, _ in ENDS} | {AskState.APPROVING}
    assert drawn == set(AskState) - {AskState.LISTED}  # nobody has a card before anybody is asked
