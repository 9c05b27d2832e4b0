"""Customers who carry about as much as they may, and how uneven it is."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.kit.ids import Action, encode, variant
from bot.kit.text import plural
from bot.rules.weeks import ENOUGH
from bot.views import dates
from bot.views.blocks import Block, button, confirm, section
from bot.views.digest.part import At, Do, Part, act, number, who
from models.figures import Loaded

DAYS = 30
ENOUGH_TO_SAY = 10  # calls; of fewer it says nothing that three people took most


def people(
    loaded: Sequence[Loaded], total: int, rests: Mapping[str, datetime | None], calls: str, at: At
) -> Part:
    """`rests`: until when somebody is kept free by now; `calls`: how uneven the calls are."""
    if not loaded:
        return Part(calls, [section(f"*{calls}*")])
    are = plural(
        total, "customer is near what they may be asked for", "customers are near what they may be asked for"
    )
    said = f"{calls} {are}.".strip()
    rows = [[_row(each, rests, at)] for each in loaded]
    return Part(said, rows=rows, total=total, which=", who carry most", waits=len(loaded) - len(rests))


def _row(each: Loaded, rests: Mapping[str, datetime | None], at: At) -> Block:
    text = (
        f"{who(each.title, each.account)}\n{plural(each.in_year, 'favour')} in a year (at most {each.year_cap}), "
        f"{each.in_quarter} in 90 days (at most {each.quarter_cap})."
    )
    if each.advocate_id not in rests:
        return section(text, _rest(each))
    until = rests[each.advocate_id]
    kept = f"until {dates.on(until, zone=at.zone, now=at.now)}" if until else "until somebody ends it"
    return section(f"{text} Kept free {kept}.", act("End the rest", Do.END_REST, each.advocate_id))


def _rest(each: Loaded) -> dict[str, object]:
    sure = confirm(
        "Keep them free?",
        f"Nobody asks this customer for {DAYS} days. Colleagues of theirs can still be asked.",
        "Keep them free",
        "Not now",
    )
    value = encode(Do.REST, each.advocate_id)
    return button(f"Rest {DAYS} days", variant(Action.DIGEST, Do.REST), value, confirm=sure)


def calls_taken(top: Sequence[int], all_: int) -> str:
    """Three people took 61 % of the calls; in numbers where there are too few for per cent."""
    if all_ < ENOUGH_TO_SAY:
        return ""
    took = sum(top)
    share = f"{round(100 * took / all_)} % of the calls" if all_ >= ENOUGH else f"{took} of {all_} calls"
    n = f" ({took} of {all_})" if all_ >= ENOUGH else ""
    whose = "One person" if len(top) == 1 else f"{number(len(top))} people"
    return f"{whose} took {share} of the last 12 months{n}."
