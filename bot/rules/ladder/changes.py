"""What changes between two ladders, in sentences."""

from collections.abc import Collection, Iterator

from bot.kit.text import duration, plural
from bot.rules.ladder.steps import Ladder, Step

STARTS = {
    "form": "a yes leads to a form",
    "owner": "a yes leads to their contact, who gets in touch",
    "link": "a yes leads to a page",
}
TICKS = {
    "for_deals": ("sellers may ask for it", "sellers may no longer ask for it"),
    "spoken": ("somebody talks with the customer", "nobody talks with the customer"),
    "lasting": ("it is served for a time", "it is done once"),
}


def changes(before: Ladder, after: Ladder, retired: Collection[str] = ()) -> list[str]:
    """Nothing where they are the same. `retired`: keys that were on the ladder once."""
    return [*_rungs(before, after), *_steps(before, after, retired)]


def _rungs(before: Ladder, after: Ladder) -> Iterator[str]:
    for number in range(1, max(len(before.names), len(after.names)) + 1):
        was = before.names[number - 1] if number <= len(before.names) else None
        name = after.names[number - 1] if number <= len(after.names) else None
        if was is None:
            yield f"Rung {number} is new: {name}."
        elif name is None:
            yield f"Rung {number}, {was}, is gone."
        elif name != was:
            yield f"Rung {number} is called {name} instead of {was}."


def _steps(before: Ladder, after: Ladder, retired: Collection[str]) -> Iterator[str]:
    for step in after.steps:
        was = before.step(step.key)
        if was is None:
            yield f"{step.name} is {'back' if step.key in retired else 'new'} on {after.called(step.rung)}."
        else:
            yield from _step(was, step, before, after)
    for step in before.steps:
        if after.step(step.key) is None:
            yield f"{step.name} is retired."


def _step(was: Step, now: Step, before: Ladder, after: Ladder) -> Iterator[str]:
    name = was.name
    if now.name != was.name:
        yield f"{was.name} is called {now.name}."
    if now.rung != was.rung:
        yield f"{name} moves from {before.called(was.rung)}, to {after.called(now.rung)}."
    if now.minutes != was.minutes:
        yield f"{name}: {duration(now.minutes)} of their time instead of {duration(was.minutes)}."
    if now.rest_days != was.rest_days:
        yield f"{name}: {plural(now.rest_days, 'day')} of rest instead of {was.rest_days}."
    if now.credit != was.credit:
        yield f"{name}: credit {now.credit} instead of {was.credit}."
    if now.role != was.role:
        yield f"{name}: whoever does it is {_a(now.role)} instead of {_a(was.role)}."
    yield from _words(was, now)


def _words(was: Step, now: Step) -> Iterator[str]:
    name = was.name
    if now.phrase != was.phrase:
        yield f"{name}: customers are asked for “{now.phrase}” instead of “{was.phrase}”."
    if now.consent_text != was.consent_text:
        yield f"{name}: a yes allows “{now.consent_text}”"
        yield f"{name}: whoever agreed before agreed to “{was.consent_text}”"
    if now.start != was.start:
        yield f"{name}: {STARTS[now.start]}."
    if now.start_link not in {was.start_link, None}:
        yield f"{name}: the page is {now.start_link}"
    for tick, (ticked, unticked) in TICKS.items():
        if getattr(now, tick) != getattr(was, tick):
            yield f"{name}: {ticked if getattr(now, tick) else unticked}."


def _a(role: str) -> str:
    return f"{'an' if role[0] in 'aeiou' else 'a'} {role}"
