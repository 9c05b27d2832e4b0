"""One change of the ladder, as a manager wrote it down in a form: judged, and put in its place."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.kit.errors import BotError, FormError
from bot.kit.text import duration
from bot.kit.text import key as folded
from bot.rules.ladder.fields import LONGEST_KEY, LONGEST_NAME, READ, WrongError, link_fits, step, text
from bot.rules.ladder.steps import MOST_STEPS, Ladder, Step

GONE = "That is no longer on the ladder. Open /rung ladder again: it shows how it is now."
TICKS = ("for_deals", "spoken", "lasting")
LONGEST_BEGUN = LONGEST_KEY - len("_999")  # of a key, so that a number fits behind it
FIELDS = tuple(name for name in READ if name != "key")


class Do(StrEnum):
    CHANGE = "change"
    ADD = "add"
    RETIRE = "retire"
    BRING_BACK = "bring_back"
    RENAME = "rename"


@dataclass(frozen=True, slots=True)
class Proposal:
    """`version`: of the ladder that it was written for; `target`: an activity's key, or a rung's number."""

    version: int
    do: Do
    target: str = ""
    values: Mapping[str, str] = field(default_factory=dict)  # by the words of the file, and `rung`


def values_of(step: Step) -> dict[str, str]:
    """The activity as a form holds it."""
    ticks = {name: "yes" if getattr(step, name) else "no" for name in TICKS}
    return {
        "name": step.name,
        "phrase": step.phrase,
        "rung": str(step.rung),
        "effort": duration(step.minutes),
        "rest": str(step.rest_days),
        "credit": step.credit,
        "role": step.role,
        "consent": step.consent_text,
        "start": step.start,
        "link": step.start_link or "",
        **ticks,
    }


def proposed(ladder: Ladder, retired: Collection[Step], proposal: Proposal) -> Ladder:
    """The ladder with the change; raises FormError, by input, for what can't be taken."""
    if proposal.do is Do.RENAME:
        return _renamed(ladder, proposal)
    present = ladder.step(proposal.target)
    if proposal.do is Do.ADD:
        return _with(ladder, None, _written(ladder, _new_key(ladder, retired, proposal), proposal))
    if proposal.do is Do.BRING_BACK:
        back = next((each for each in retired if each.key == proposal.target), None)
        if back is None or present is not None:
            raise BotError(GONE)
        return _with(ladder, None, back)
    if present is None:
        raise BotError(GONE)
    if proposal.do is Do.RETIRE:
        return _with(ladder, present, None)
    return _with(ladder, present, _written(ladder, present.key, proposal))


def number_of(ladder: Ladder, target: str) -> int:
    """The rung that is meant; raises BotError where there is none of that number."""
    numbers = {str(number): number for number in range(1, len(ladder.names) + 1)}
    if target not in numbers:
        raise BotError(GONE)
    return numbers[target]


def _renamed(ladder: Ladder, proposal: Proposal) -> Ladder:
    number = number_of(ladder, proposal.target)
    try:
        name = text(LONGEST_NAME, proposal.values.get("name", ""))
    except WrongError as problem:
        raise FormError({"name": str(problem)}) from None
    return replace(ladder, names=(*ladder.names[: number - 1], name, *ladder.names[number:]))


def _written(ladder: Ladder, key: str, proposal: Proposal) -> Step:
    """The activity that the form describes."""
    values, wrong = {"key": key}, {}
    for name in FIELDS:
        typed = proposal.values.get(name, "")
        if typed or name != "link":
            try:
                values[name] = READ[name](typed)
            except WrongError as problem:
                wrong[name] = str(problem)
    rung = proposal.values.get("rung", "")
    number = int(rung) if rung.isascii() and rung.isdecimal() and len(rung) < 3 else 0
    if not 1 <= number <= len(ladder.names):
        wrong["rung"] = "Choose a rung of the ladder."
    if not wrong and (unfit := link_fits(values["start"], values.get("link"))):
        wrong["link"] = unfit
    if wrong:
        raise FormError(wrong)
    return step(number, values)


def _with(ladder: Ladder, before: Step | None, after: Step | None) -> Ladder:
    """One activity in another's place, where the ladder is one then."""
    others = [each for each in ladder.steps if each is not before]
    steps = (*others, after) if after else tuple(others)
    if after and any(folded(each.name) == folded(after.name) for each in others):
        raise FormError({"name": "Another activity has this name. Choose one that tells them apart."})
    if after and after.rung > len(ladder.names):
        raise BotError("Its rung is gone. Import a ladder that has it: rung ladder import.")
    if len(steps) > MOST_STEPS:
        raise BotError(f"A ladder has {MOST_STEPS} activities at most. Retire one first.")
    if before and not any(each.rung == before.rung for each in steps):
        called = ladder.called(before.rung)
        raise _refused(after, "rung", f"Nothing else stands on {called}. Put another activity on it first.")
    if before and before.for_deals and not any(each.for_deals for each in steps):
        raise _refused(
            after, "ticks", "Sellers could ask for nothing then. Mark another activity for deals first."
        )
    return replace(ladder, steps=steps)


def _refused(after: Step | None, where: str, said: str) -> BotError:
    """Under an input of the form, where there is one."""
    return FormError({where: said}) if after else BotError(said)


def _new_key(ladder: Ladder, retired: Collection[Step], proposal: Proposal) -> str:
    """Made from the name: it never changes afterwards."""
    name = proposal.values.get("name", "")
    once = next((each for each in retired if folded(each.name) == folded(name)), None)
    if once is not None and folded(name):
        raise FormError({"name": "This was on the ladder before. Bring it back from what is retired."})
    letters = re.sub(r"[^a-z0-9]+", "_", folded(name)).strip("_")
    begun = (letters if letters[:1].isalpha() else f"activity_{letters}")[:LONGEST_BEGUN].strip("_")
    taken = {each.key for each in (*ladder.steps, *retired)}
    numbered = (begun, *(f"{begun}_{number}" for number in range(2, 1000)))
    return next(each for each in numbered if each not in taken)
