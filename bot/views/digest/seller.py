"""To a seller, on Monday: one line for each need for which something moved."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.kit.text import foreign, listed, plural
from bot.views import dates
from bot.views.blocks import Drawing, context, section
from models.ask import AskState
from models.reference import ReferenceState

# In the order in which they are said; each with its words for one and for several.
WORDS: Sequence[tuple[str, str, str]] = (
    (AskState.ASKED, "{n} asked", "{n} asked"),
    (AskState.ACCEPTED, "1 said yes", "{n} said yes"),
    (AskState.DECLINED, "1 said no", "{n} said no"),
    (AskState.PASSED_ON, "1 would rather a colleague is asked", "{n} would rather a colleague is asked"),
    (AskState.SILENT, "1 did not answer", "{n} did not answer"),
    (AskState.REFUSED, "1 owner said no", "{n} owners said no"),
    (AskState.UNAPPROVED, "1 not decided in time", "{n} not decided in time"),
    (AskState.BACKED_OUT, "1 can't make it any more", "{n} can't make it any more"),
    (AskState.NOT_HELD, "1 did not happen", "{n} did not happen"),
)
ENDS = {ReferenceState.FOUND: "Found.", ReferenceState.UNFILLED: "It ended without a customer."}
Moved = tuple[str, date, Mapping[str, int]]


def seller_week(moved: Sequence[Moved], *, more: bool, today: date) -> Drawing:
    said = f"What moved for you in the last week: {plural(len(moved), 'reference')}"
    lines = [section(f"*{said}*"), *(section(_line(*each, today)) for each in moved)]
    where = "*References* on Home shows each as it stands now."
    return Drawing(f"{said}.", [*lines, context(f"There is more. {where}" if more else where)])


def _line(deal: str, needed_on: date, happened: Mapping[str, int], today: date) -> str:
    told = [
        (one if happened[state] == 1 else many).format(n=happened[state])
        for state, one, many in WORDS
        if state in happened
    ]
    ends = [said for state, said in ENDS.items() if state in happened]
    what = f"{listed(told)}." if told else ""
    needed = f"Needed by {dates.weekday(needed_on, today)}."
    return f"*{foreign(deal, 150)}*: " + " ".join([*([what] if what else []), *ends, needed])
