"""Pasts of a few people, drawn at random and written as rows."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from bot.rules.standing import Act
from models.advocate import Advocate
from models.ask import AskState
from models.debrief import Debrief, Side
from models.participation import Participation, ParticipationState
from tests.eligibility.builder import NOW, Customers

RUNGS = {1: "survey", 2: "quote", 3: "case_study", 4: "reference_call", 5: "talk", 6: "beta"}
SEATS = {5: "user_group", 6: "advisory_board"}
# Around the edges of twelve months, where most goes wrong.
DAYS = st.one_of(st.integers(-2, 2), st.integers(363, 368), st.integers(0, 800))
LATER = st.one_of(st.none(), st.integers(-400, 400))


@dataclass(frozen=True)
class Past:
    """One thing of somebody's past: `ago` in days, `ends` in days from today; what became of it, in order."""

    rung: int
    ago: int
    lasting: bool
    ends: int | None
    score: int | None
    said_nothing: bool
    fates: tuple[ParticipationState, ...]


pasts = st.builds(
    Past,
    rung=st.integers(1, 6),
    ago=DAYS,
    lasting=st.booleans(),
    ends=LATER,
    score=st.one_of(st.none(), st.integers(1, 5)),
    said_nothing=st.booleans(),
    fates=st.lists(st.sampled_from(list(ParticipationState)), min_size=1, max_size=3).map(tuple),
)
people = st.lists(st.lists(pasts, max_size=6), min_size=1, max_size=4)


def write(here: Customers, person: Advocate, past: Past, on: date) -> Act | None:
    """One thing as rows, the earlier ones superseded; what counts of it by the rule, None where nothing does."""
    lasting = past.lasting and past.rung in SEATS
    kind = SEATS[past.rung] if lasting else RUNGS[past.rung]
    done_on = on - timedelta(days=past.ago)
    until = on + timedelta(days=past.ends) if past.ends is not None else None
    ask = None
    if past.score is not None or past.said_nothing:
        ask = here.ask(
            person, state=AskState.ACCEPTED, kind=kind, asked=NOW, answered_at=NOW, held_on=done_on
        )
        here.add(Debrief, ask_id=ask.id, side=Side.ADVOCATE, score=past.score)
        here.add(
            Debrief, ask_id=ask.id, side=Side.SELLER, score=1
        )  # what the seller says is not how it was for them
    last: Participation | None = None
    for fate in past.fates:
        last = here.favour(person, done_on=done_on, kind=kind, state=fate, ask=ask, supersedes=last)
        last.serves_until = until
    if last is None or last.state not in {ParticipationState.VERIFIED, ParticipationState.CORRECTED}:
        return None
    good = past.score is None or past.score >= 3
    return Act(last.id, past.rung, done_on, good, lasting, until)
