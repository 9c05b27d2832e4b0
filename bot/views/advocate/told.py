"""What a customer answered, what was drafted of it, proposed and given to them, and what came unasked: kept on them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.kit.text import foreign, foreign_lines, listed
from bot.rules.wording import Wording
from bot.views import dates
from models.contact import Contact
from models.draft import Draft
from models.giveback import Giveback
from models.nps import NpsAnswer
from models.nudge import BEGUN, NOT_AGREED, NudgeState, WholeNudge
from models.survey import Survey

SHORT = 200
OPEN = frozenset({NudgeState.OFFERED, NudgeState.WITH_OWNER})


@dataclass(frozen=True, slots=True)
class Told:
    """Of each the newest."""

    answers: Sequence[NpsAnswer] = ()
    surveys: Sequence[Survey] = ()
    drafts: Sequence[Draft] = ()
    nudges: Sequence[WholeNudge] = ()
    given: Sequence[Giveback] = ()
    contacts: Sequence[Contact] = ()


def told(found: Told, wording: Wording, *, zone: str, now: datetime) -> list[str]:
    """A paragraph for each kind that there is."""
    today = dates.today(now, zone)

    def on(moment: datetime | date) -> str:
        if isinstance(moment, datetime):
            return dates.on(moment, zone=zone, now=now, language=wording.language)
        return dates.day(moment, today, wording.language)

    kinds = {
        "kept_answers": _answers(found.answers, wording, on),
        "kept_surveys": _surveys(found.surveys, wording, on),
        "kept_drafts": _drafts(found.drafts, wording, on),
        "kept_nudges": _nudges(found.nudges, wording, on),
        "kept_given": _given(found.given, wording, on),
        "kept_contacts": _contacts(found.contacts, wording, on),
    }
    said = {key: list(lines) for key, lines in kinds.items()}
    return ["\n".join([wording.say(key), *lines]) for key, lines in said.items() if lines]


_On = Callable[[datetime | date], str]


def _answers(answers: Sequence[NpsAnswer], wording: Wording, on: _On) -> Iterator[str]:
    """What somebody wrote beside a number is not repeated: others may read their messages."""
    for each in answers:
        key = "kept_answer_words" if each.comment else "kept_answer"
        yield wording.say(key, score=str(each.score), day=on(each.day))


def _surveys(surveys: Sequence[Survey], wording: Wording, on: _On) -> Iterator[str]:
    for each in surveys:
        numbers = " → ".join(number for number in (each.before, each.after) if number)
        written = [each.goal, f"{numbers} {each.unit or ''}".strip(), each.time_to_value, each.most_useful]
        words = " · ".join(foreign(said, SHORT) for said in written if said)
        more = [wording.say("kept_survey_change")] if each.to_change else []
        key = "kept_survey" if words or more else "kept_survey_nothing"
        yield wording.say(key, day=on(each.asked_at), words=" · ".join([*([words] if words else []), *more]))


def _drafts(drafts: Sequence[Draft], wording: Wording, on: _On) -> Iterator[str]:
    for each in drafts:
        state = wording.say(f"kept_draft_{each.state}")
        yield f"{wording.say('kept_draft', day=on(each.state_at), state=state)}\n{foreign_lines(each.text, SHORT)}"


def _nudges(nudges: Sequence[WholeNudge], wording: Wording, on: _On) -> Iterator[str]:
    for each in nudges:
        state = wording.say(f"kept_nudge_{_state(each.nudge.state)}")
        activity = foreign(each.activity.phrase, 100)
        yield wording.say("kept_nudge", day=on(each.nudge.made_at), activity=activity, state=state)


def _state(state: NudgeState) -> str:
    if state in OPEN:
        return "open"
    if state in BEGUN:
        return "begun"
    if state is NudgeState.LAPSED:
        return "silent"
    return "no" if state in NOT_AGREED else "done" if state is NudgeState.DONE else "ended"


def _given(given: Sequence[Giveback], wording: Wording, on: _On) -> Iterator[str]:
    for each in given:
        what = wording.say(f"got_{each.kind}")
        yield wording.say("kept_gift", what=what, day=on(each.given_on or each.state_at))


def _contacts(contacts: Sequence[Contact], wording: Wording, on: _On) -> Iterator[str]:
    said = [f"{wording.say(f'kept_contact_{each.kind}')} ({on(each.at)})" for each in contacts]
    if said:
        yield listed(said, wording.say("climb_and"))
