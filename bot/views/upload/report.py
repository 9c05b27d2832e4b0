"""The one message about a dropped file: what it was taken for, what was found, what can be done, what was done."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial

from bot.kit.ids import Action, encode
from bot.kit.text import foreign, plural, sentence
from bot.rules.importing.days import DateOrder
from bot.rules.importing.kinds import Kind, title
from bot.rules.importing.words import Counts, counted, not_read
from bot.views.blocks import (
    Block,
    Drawing,
    Element,
    actions,
    button,
    confirm,
    context,
    option,
    section,
    select,
)
from bot.views.upload.faults import FIRST, first_faults
from models.upload import Upload, UploadState

MOST_IGNORED = 30
LONGEST_SAID = 2500
ORDERS: Mapping[DateOrder, str] = {
    DateOrder.DAY_FIRST: "The day comes first",
    DateOrder.MONTH_FIRST: "The month comes first",
}


class How(StrEnum):
    """What *Import* does about rows that are faulty."""

    WHOLE = "whole"
    SKIP_BAD = "skip_bad"


def _name(upload: Upload) -> str:
    return foreign(upload.name, 150) if upload.name else "That file"


def _at_work(doing: str, upload: Upload) -> Drawing:
    name = foreign(upload.name, 150) if upload.name else "your file"
    far = f" {upload.percent} %" if upload.percent else ""
    return _alone(f"{doing} {name} …{far}")


def _alone(text: str) -> Drawing:
    return Drawing(text, [section(text)])


def _counts(upload: Upload, *, would: bool) -> str:
    counts = Counts(upload.rows, upload.new, upload.updated, upload.unchanged, upload.faulty)
    return counted(_name(upload), counts, would=would)


def _checked(upload: Upload) -> Drawing:
    said = _counts(upload, would=True)
    blocks = [*_taken_for(upload), section(said), *_remarks(upload), *_faults(upload)]
    if not upload.new + upload.updated:
        nothing = "All of it is here already" if upload.unchanged else "There is nothing in it to import"
        blocks.append(section(f"{nothing}." if not upload.faulty else f"{nothing}, besides the faulty rows."))
    return Drawing(said, [*blocks, actions(_buttons(upload), block_id="decide")])


def _buttons(upload: Upload) -> list[Element]:
    round_ = str(upload.round)
    buttons = []
    if upload.new + upload.updated and not upload.faulty:
        whole = encode(upload.id, round_, How.WHOLE)
        buttons.append(button("Import", Action.TAKE_UPLOAD, whole, style="primary"))
    elif upload.new + upload.updated:
        without = (
            "without the faulty row" if upload.faulty == 1 else f"without the {upload.faulty:,} faulty rows"
        )
        sure = confirm(
            f"Import {without}?",
            f"{plural(upload.new + upload.updated, 'row')} will be written. The faulty ones can be mended and "
            "dropped again later.",
            "Import",
            "Back",
        )
        skip = encode(upload.id, round_, How.SKIP_BAD)
        buttons.append(button(f"Import {without}", Action.TAKE_UPLOAD, skip, confirm=sure))
    if upload.faulty:
        buttons.append(_show(upload))
    return [*buttons, button("Leave it", Action.LEAVE_UPLOAD, encode(upload.id, round_))]


def _show(upload: Upload) -> Element:
    return button("Show all rows", Action.SHOW_FAULTS, upload.id)


def _done(upload: Upload) -> Drawing:
    said = f"Imported. {_counts(upload, would=False)}"
    blocks = [section(said), *_remarks(upload)]
    if upload.faulty:
        left = f"{sentence(plural(upload.faulty, 'faulty row'))} {'was' if upload.faulty == 1 else 'were'} left out."
        blocks += [section(left), actions([_show(upload)], block_id="decide")]
    return Drawing(said, blocks)


def _refused(upload: Upload) -> Drawing:
    said = foreign(upload.refusal, LONGEST_SAID)
    blocks = [section(said), *_taken_for(upload)]
    leave = button("Leave it", Action.LEAVE_UPLOAD, encode(upload.id, str(upload.round)))
    return Drawing(said, [*blocks, actions([leave], block_id="decide")])


def _taken_for(upload: Upload) -> list[Block]:
    """What it holds as we read it, and menus to say otherwise."""
    kind = Kind(upload.kind) if upload.kind else None
    said = f"{_name(upload)} holds *{title(kind)}*." if kind else "What does it hold?"
    if kind and upload.state is UploadState.REFUSED:
        said = f"{_name(upload)} was read as *{title(kind)}*."
    return [section(said, _kinds(upload, kind)), *_dates(upload)]


def _kinds(upload: Upload, kind: Kind | None) -> Element:
    offered = {each: (sentence(title(each)), encode(upload.id, str(upload.round), each)) for each in Kind}
    menu = select("Choose what it holds", list(offered.values())) | {"action_id": Action.UPLOAD_KIND}
    return menu | {"initial_option": option(*offered[kind])} if kind else menu


def _dates(upload: Upload) -> list[Block]:
    if not (upload.asks_dates or upload.dates):
        return []
    offered = {order: (label, encode(upload.id, str(upload.round), order)) for order, label in ORDERS.items()}
    menu = select("Choose one", list(offered.values())) | {"action_id": Action.UPLOAD_DATES}
    if upload.dates:
        menu |= {"initial_option": option(*offered[DateOrder(upload.dates)])}
    return [section("Dates like 03/04/2026:", menu)]


def _remarks(upload: Upload) -> list[Block]:
    """What is not read, and what else should be known."""
    ignored = upload.ignored[:MOST_IGNORED]
    if len(upload.ignored) > MOST_IGNORED:
        ignored = [*ignored, f"{len(upload.ignored) - MOST_IGNORED} more"]
    said = [*([not_read(ignored)] if ignored else []), *upload.notes]
    return [context(foreign(each, 1900)) for each in said[:8]]


def _faults(upload: Upload) -> list[Block]:
    if not upload.faulty:
        return []
    cells = len(upload.faults) + upload.more_faults
    which = f"The first {FIRST} of {cells:,} cells" if cells > FIRST else "The cells"
    return [section(f"{which} that can't be taken:"), *first_faults(upload)]


def _left(upload: Upload) -> Drawing:
    return _alone(f"{_name(upload)} was left alone: nothing was imported.")


def _gone(upload: Upload) -> Drawing:
    return _alone(
        f"{_name(upload)} is no longer in Slack, so nothing was imported. Drop it again if you want it."
    )


DRAWN: Mapping[UploadState, Callable[[Upload], Drawing]] = {
    UploadState.CHECKING: partial(_at_work, "Checking"),
    UploadState.CHECKED: _checked,
    UploadState.IMPORTING: partial(_at_work, "Importing"),
    UploadState.DONE: _done,
    UploadState.REFUSED: _refused,
    UploadState.LEFT: _left,
    UploadState.GONE: _gone,
}


def report(upload: Upload) -> Drawing:
    return DRAWN[upload.state](upload)
