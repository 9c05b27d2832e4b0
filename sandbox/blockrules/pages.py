"""Rules between the blocks of one message or view."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sandbox.errors import Json

Surface = Literal["message", "modal", "home"]
Found = Iterator[tuple[str, str]]
"""(pointer from the page, what is wrong)."""
TABLES = frozenset({"table", "data_table"})


@dataclass(frozen=True, slots=True)
class Page:
    """What the rules look at. `limits` is limits.json, `view` the fields of a view around the blocks.

    `blocks` are those that keep to their schemas, with their pointers; what stands in one of them follows it.
    """

    surface: Surface
    limits: Json
    count: int
    place: str
    blocks: list[tuple[str, Json]]
    view: Json | None = None

    def of_type(self, *types: str) -> Iterator[tuple[str, Json]]:
        return ((pointer, block) for pointer, block in self.blocks if block["type"] in types)


def number_of_blocks(page: Page) -> Found:
    limit = page.limits["blocks"][page.surface]
    if page.count > limit["most"]:
        yield page.place, f"no more than {limit['most']} items allowed"
    elif page.count < limit["least"]:
        yield page.place, f"no fewer than {limit['least']} items allowed"


def surface_of_blocks(page: Page) -> Found:
    for pointer, block in page.blocks:
        if page.surface not in page.limits["surfaces"][block["type"]]:
            yield f"{pointer}/type", f"unsupported type: {block['type']}"


def surface_of_elements(page: Page) -> Found:
    for pointer, block in page.of_type("input"):
        kind = block["element"]["type"]
        if page.surface not in page.limits["elements"].get(kind, [page.surface]):
            yield f"{pointer}/element/type", f"unsupported type: {kind}"


def block_ids(page: Page) -> Found:
    seen = set()
    for pointer, block in page.blocks:
        name = block.get("block_id")
        if name and name in seen:
            yield f"{pointer}/block_id", f'`block_id` "{name}" already exists'
        seen.add(name)


def action_ids(page: Page) -> Found:
    for pointer, block in page.blocks:
        seen = set()
        for place, element in _with_places(block):
            name = element.get("action_id")
            if name and name in seen:
                yield f"{pointer}{place}/action_id", f'`action_id` "{name}" already exists'
            seen.add(name)


def tables(page: Page) -> Found:
    for pointer, _ in list(page.of_type(*TABLES))[page.limits["tables"] :]:
        yield pointer, "only_one_table_allowed"


def charts(page: Page) -> Found:
    most = page.limits["charts"]
    for pointer, _ in list(page.of_type("data_visualization"))[most:]:
        yield pointer, f"no more than {most} charts allowed"


def markdown(page: Page) -> Found:
    """The text of all markdown blocks together."""
    most, length = page.limits["markdown"], 0
    for pointer, block in page.of_type("markdown"):
        before, length = length, length + len(block["text"])
        if before <= most < length:
            yield f"{pointer}/text", f"must be less than {most + 1} characters, with the markdown above"


def cells(page: Page) -> Found:
    """The text of all cells of a data table together."""
    most = page.limits["cells"]
    for pointer, block in page.of_type("data_table"):
        if sum(_letters(cell) for row in block["rows"] for cell in row) > most:
            yield f"{pointer}/rows", f"must be less than {most + 1} characters"


def focus(page: Page) -> Found:
    focused = [
        f"{pointer}{place}"
        for pointer, block in page.blocks
        for place, element in _with_places(block)
        if element.get("focus_on_load")
    ]
    for pointer in focused[1:]:
        yield f"{pointer}/focus_on_load", "must be set for one element only"


def submit(page: Page) -> Found:
    """Slack points at the word `input`, where nothing is."""
    if page.surface == "modal" and page.view is not None and not page.view.get("submit"):
        for pointer, _ in page.of_type("input"):
            yield f"{pointer}/input", "must define `submit` to use an `input` block in modals"


def _with_places(block: Json) -> Iterator[tuple[str, Json]]:
    """Each interactive element of the block itself, with its pointer from there."""
    for name in ("accessory", "element"):
        if name in block:
            yield f"/{name}", block[name]
    for name in ("elements", "actions"):
        for number, each in enumerate(block.get(name, [])):
            yield f"/{name}/{number}", each
    for row, listed in enumerate(block.get("rows", [])):
        for column, cell in enumerate(listed):
            if "element" in cell:
                yield f"/rows/{row}/{column}/element", cell["element"]


def _letters(value: Any) -> int:
    """How long all texts in a cell are together."""
    if isinstance(value, list):
        return sum(_letters(each) for each in value)
    if not isinstance(value, dict):
        return 0
    own = len(value["text"]) if isinstance(value.get("text"), str) else 0
    return own + sum(_letters(each) for each in value.values())


PAGES: tuple[Callable[[Page], Found], ...] = (
    number_of_blocks,
    surface_of_blocks,
    surface_of_elements,
    block_ids,
    action_ids,
    tables,
    charts,
    markdown,
    cells,
    focus,
    submit,
)
