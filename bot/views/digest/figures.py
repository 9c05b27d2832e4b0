"""The week in figures against the last, each with its n; a chart that Slack draws, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.kit.text import plural
from bot.views import dates
from bot.views.blocks import Block, context, section
from bot.views.digest.part import Part

CHART_TITLE, CHART_LABEL = 50, 20  # characters, Slack's limits


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one week. `days`: the median from the need to a yes, None where there are too few."""

    asked: int
    yes: int
    no: int
    silent: int
    filled: int
    ended: int
    days: float | None
    held: int


@dataclass(frozen=True, slots=True)
class Weeks:
    """The last ones, the oldest first: each one's Monday, asks and yeses; and the newest two in full."""

    mondays: Sequence[date]
    asked: Sequence[int]
    yes: Sequence[int]
    now: Figures
    before: Figures


def figures(weeks: Weeks) -> Part:
    now, before = weeks.now, weeks.before
    monday = weeks.mondays[-1]
    title = f"The week of {dates.day(monday, monday)}; in brackets the week before"
    answers, old_answers = now.yes + now.no, before.yes + before.no
    lines = [
        f"Asked: {now.asked} ({before.asked}) · no answer: {now.silent} ({before.silent})",
        f"Yes: {now.yes} of {plural(answers, 'answer')} ({before.yes} of {old_answers})",
        f"Needs filled: {now.filled} of {now.ended} ({before.filled} of {before.ended})",
        f"Median days to a yes: {_days(now)} ({_days(before)})",
        f"Favours held: {now.held} ({before.held})",
    ]
    said = (
        f"In the week of {dates.day(monday, monday)}: {now.asked} asked, {now.yes} said yes; "
        f"{now.filled} of {now.ended} needs filled (the week before {before.filled} of {before.ended})."
    )
    blocks = [section("\n".join([f"*{title}*", *lines]))]
    if any(weeks.asked) or any(weeks.yes):
        blocks += [chart(weeks), context(in_words(weeks))]
    return Part(said, blocks)


def _days(week: Figures) -> str:
    if week.days is None:
        return f"{plural(week.yes, 'yes is', 'yeses are') if week.yes else 'no yes,'} too few to say"
    return f"{week.days:g}, from {plural(week.yes, 'yes', 'yeses')}"


def chart(weeks: Weeks) -> Block:
    labels = [_label(monday) for monday in weeks.mondays]
    return {
        "type": "data_visualization",
        "title": "Asks and yeses a week",
        "chart": {
            "type": "bar",
            "series": [_series("Asked", labels, weeks.asked), _series("Yes", labels, weeks.yes)],
            "axis_config": {"categories": labels, "x_label": "Week of", "y_label": "Customers"},
        },
    }


def _series(name: str, labels: Sequence[str], values: Sequence[int]) -> dict[str, object]:
    data = [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]
    return {"name": name, "data": data}


def _label(monday: date) -> str:
    return f"{monday.day} {monday:%b}"


def in_words(weeks: Weeks) -> str:
    """The chart for those who can't see it."""
    each = zip(weeks.mondays, weeks.asked, weeks.yes, strict=True)
    told = ", ".join(f"{_label(monday)} {asked} and {yes}" for monday, asked, yes in each)
    return f"The chart in words, asks and yeses by week: {told}."
