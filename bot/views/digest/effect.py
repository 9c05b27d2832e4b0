"""Whether proposals do anything: one sentence with its interval, what guards them, and why they are paused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.rules.effect import HOLDS_OUT_FROM, Effect, Sums
from bot.rules.harm import Harm, Seen, Share
from bot.views import dates
from bot.views.blocks import Block, Drawing, context, section
from bot.views.digest.part import At, Part

ABOUT = "Proposals of a next step"
RESUME = "Nobody gets one until a manager lets them go out again with `/rung settings`."
RECORDED = (
    "Counted are months in which somebody did something that no ask of yours led to. What nobody recorded is not in "
    "it, and who took up a proposal is asked how it went."
)


@dataclass(frozen=True, slots=True)
class Takes:
    """How many people it would take to see one point more within a year, and two, where so many act in a month."""

    rate: float
    one: int
    two: int


@dataclass(frozen=True, slots=True)
class Measured:
    """Whole months from the first to the last of them: people of both arms, the effect, and guards by arm."""

    first: date
    last: date
    people: tuple[int, int]
    effect: Effect
    left: tuple[float, float]
    declined: tuple[float, float] | None  # None: too few answers to asks


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one Monday. `by_quarter`: figures of the quarter before the last, and of the last."""

    joined: int
    counted_from: date | None  # the first month, where people are held out
    measured: Measured | None
    takes: Takes
    by_quarter: Mapping[str, Sequence[int]]
    paused_at: datetime | None = None
    why: str = ""


def effect(told: Told, at: At) -> Part:
    body = _effect(told, at)
    lines = [f"*{ABOUT}*{body}"]
    said = f"{ABOUT}{body}"
    if told.paused_at is not None:
        day = dates.on(told.paused_at, zone=at.zone, now=at.now)
        paused = f"Proposals are paused since {day}."
        lines.insert(0, f"*{paused}* {told.why} {RESUME}")
        said = f"{paused} {said}"
    if told.measured is not None:
        lines.append(_by_arm(told.measured))
    lines.append(_by_quarter(told.by_quarter))
    blocks: list[Block] = [section("\n".join(lines))]
    if told.measured is not None:
        blocks.append(context(RECORDED))
    return Part(said, blocks)


def _effect(told: Told, at: At) -> str:
    """What follows the words that it is about."""
    if told.measured is None:
        return f": whether they do anything can't be told{_not_yet(told, at)} {takes(told.takes)}"
    measured, found = told.measured, told.measured.effect
    span = _span(measured, dates.today(at.now, at.zone))
    compared = rates(measured.people, (found.nudged, found.held_out))
    said = f", {span}: of {compared}: {difference(found)}."
    return said if found.told else f"{said} That can't be told from no effect. {takes(told.takes)}"


def _not_yet(told: Told, at: At) -> str:
    if told.counted_from is None:
        enough = f"{HOLDS_OUT_FROM:,} people at least, a tenth of whom gets none"
        return f". It takes {enough}, and you have {told.joined:,}."
    month = dates.month(told.counted_from, dates.today(at.now, at.zone))
    return (
        f" yet. A tenth of your {told.joined:,} people gets none, and it takes three months from {month} on."
    )


def _span(measured: Measured, today: date) -> str:
    first, last = (dates.month(day, today) for day in (measured.first, measured.last))
    return f"{first} to {last}"


def takes(found: Takes) -> str:
    """The numbers are rounded to two digits: they stand on an estimate."""
    return (
        f"Where {percent(found.rate)} do something in a month, one point more shows within a year among "
        f"about {_rounded(found.one)} people, two points more among {_rounded(found.two)}."
    )


def _rounded(count: int) -> str:
    return f"{int(float(f'{count:.1e}')):,}"


def percent(share: float) -> str:
    return f"{share * 100:.1f} %"


def rates(people: tuple[int, int], shares: tuple[float, float]) -> str:
    return (
        f"{people[0]:,} people who can get proposals {percent(shares[0])} did something each month, "
        f"of {people[1]:,} who get none {percent(shares[1])}"
    )


def difference(found: Effect) -> str:
    """In percentage points: 1.9 points more, between 1.0 and 2.8."""
    low, high = (f"{abs(bound) * 100:.1f}" for bound in (found.low, found.high))
    word = "more" if found.difference >= 0 else "less"
    points = f"{abs(found.difference) * 100:.1f}"
    size = f"{points} points {word}" if points != "0.0" else "no difference"
    if found.low >= 0:
        return f"{size}, between {low} and {high}"
    if found.high <= 0:
        return f"{size}, between {high} and {low}"
    return f"{size}, between {low} less and {high} more"


def _by_arm(measured: Measured) -> str:
    left = f"{percent(measured.left[0])} of those who can get proposals, {percent(measured.left[1])} of the others"
    said = f"Left the programme since then: {left}"
    if measured.declined is None:
        return f"{said}."
    return (
        f"{said} · asks they declined: {percent(measured.declined[0])} and {percent(measured.declined[1])}."
    )


def _by_quarter(figures: Mapping[str, Sequence[int]]) -> str:
    """In numbers, each beside the quarter before; without what there was none of."""

    def of(what: str, hits: str, *whole: str) -> list[str]:
        totals = [sum(figures[name][place] for name in whole) for place in (0, 1)]
        before, now = (f"{figures[hits][place]} of {totals[place]}" for place in (0, 1))
        return [f"{what}: {now} ({before})"] if any(totals) else []

    told = [
        f"left: {figures['left'][1]} ({figures['left'][0]})",
        *of("answers to proposals that were *Stop*", "stopped", "answers"),
        *of("that were *Later*", "later", "answers"),
        *of("asks declined", "declined", "asks"),
        *of("needs filled", "filled", "filled", "unfilled"),
    ]
    return f"The last 13 weeks, in brackets the 13 before: {' · '.join(told)}."


def why(harm: Harm, seen: Seen) -> str:
    """What was seen, for whoever asks why nothing goes out any more."""
    arms = seen.by_arm.get(harm)
    told = _of_arms(harm, *arms) if arms else _of_quarters(harm, *seen.by_quarter[harm])
    return f"{told}: more than chance explains."


def _of_arms(harm: Harm, nudged: Sums, held_out: Sums) -> str:
    people, shares = (nudged.people, held_out.people), (nudged.rate, held_out.rate)
    if harm is Harm.ACTS:
        return f"Of {rates(people, shares)}"
    if harm is Harm.LEFT:
        return (
            f"Of {people[0]:,} people who can get proposals {percent(shares[0])} left the programme, "
            f"of {people[1]:,} who get none {percent(shares[1])}"
        )
    return (
        f"People who can get proposals said no to {percent(shares[0])} of what they were asked, "
        f"those who get none to {percent(shares[1])}"
    )


def _of_quarters(harm: Harm, now: Share, before: Share) -> str:
    said = {Harm.STOPPED: "answers to proposals were *Stop*", Harm.LATER: "answers to proposals were *Later*"}
    what = said.get(harm, "needs found nobody")
    return (
        f"In the last 13 weeks {now.hits} of {now.of} {what}, in the 13 before {before.hits} of {before.of}"
    )


def paused_note(why: str | None) -> Drawing:
    """To each manager, the same day. Without a reason: they go out again by now."""
    if why is None:
        text = f"{ABOUT} were paused, and go out again."
        return Drawing(text, [section(text)])
    text = f"{ABOUT} are paused."
    more = "What nobody had seen yet is taken back; whoever has one can still answer it."
    return Drawing(f"{text} {why}", [section(f"*{text}* {why} {RESUME} {more}")])
