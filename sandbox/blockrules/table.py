"""All rules together, and the one question that they answer."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sandbox.blockrules.fault import Fault
from sandbox.blockrules.fields import FIELDS
from sandbox.blockrules.fields import Found as FoundInFields
from sandbox.blockrules.pages import PAGES, Found, Page, Surface
from sandbox.blockrules.shapes import Node, Schema, compiled
from sandbox.errors import Json

HOME = Path(__file__).parent
CONTENT = frozenset({"blocks", "text", "attachments"})
TERMS = "terms"  # the one schema that is no shape


@dataclass(frozen=True, slots=True)
class Table:
    """`kinds` are the groups: type to shape; `fields` and `pages` the rules in Python."""

    shapes: Mapping[str, Node]
    kinds: Mapping[str, Mapping[str, str]]
    limits: Json
    fields: Mapping[str, tuple[Callable[[Json], FoundInFields], ...]]
    pages: tuple[Callable[[Page], Found], ...]

    def faults(self, payload: Any, surface: Surface) -> list[Fault]:
        """See the function of the same name."""
        if isinstance(payload, list):
            return _once(self._of_blocks(payload, surface, ""))
        if not isinstance(payload, dict):
            return [Fault("", "must provide an object", "payload")]
        if surface == "message":
            return _once(self._of_message(payload))
        if payload.get("type") != surface:
            return [Fault("/type", f"must be one of: {surface}", "payload")]
        found = self.of_shape(surface, payload, "")
        if "blocks" in payload:
            found += self._of_blocks(payload["blocks"], surface, "/blocks", payload)
        return _once(found)

    def of_shape(self, name: str, value: Json, pointer: str) -> list[Fault]:
        """What is wrong with one shape and all that stands in it."""
        found = list(self._within(self.shapes[name], value, pointer))
        if not found:
            found = [
                Fault(pointer + where, wrong, f"{name}: {rule.__name__}")
                for rule in self.fields.get(name, ())
                for where, wrong in rule(value)
            ]
        return found

    def _within(self, node: Node, value: Any, pointer: str) -> Iterator[Fault]:
        yield from node.faults(value, pointer)
        if isinstance(value, dict):
            for name, field in node.fields.items():
                if name in value:
                    yield from self._within(field, value[name], f"{pointer}/{name}")
        elif node.items and isinstance(value, list):
            for number, each in enumerate(value):
                yield from self._within(node.items, each, f"{pointer}/{number}")
        if node.kinds:
            yield from self._of_kind(node.kinds, value, pointer, f"{node.rule}/kinds")
        elif node.shape:
            if isinstance(value, dict):
                yield from self.of_shape(node.shape, value, pointer)
            else:
                yield Fault(pointer, "must provide an object", f"{node.rule}/shape")

    def _of_kind(self, group: str, value: Any, pointer: str, rule: str) -> list[Fault]:
        if not isinstance(value, dict):
            return [Fault(pointer, "must provide an object", rule)]
        if "type" not in value:
            return [Fault(pointer, "missing required field: type", rule)]
        name = self.kinds[group].get(str(value["type"]))
        if name is None:
            return [Fault(f"{pointer}/type", f"unsupported type: {value['type']}", rule)]
        return self.of_shape(name, value, pointer)

    def _of_message(self, message: Json) -> list[Fault]:
        if not message.keys() & CONTENT:
            return [Fault("", "missing required field: blocks", "payload")]
        found = self._of_blocks(message.get("blocks", []), "message", "/blocks")
        attachments = message.get("attachments")
        for number, each in enumerate(attachments if isinstance(attachments, list) else []):
            if isinstance(each, dict) and "blocks" in each:
                found += self._of_blocks(each["blocks"], "message", f"/attachments/{number}/blocks")
        return found

    def _of_blocks(self, blocks: Any, surface: Surface, place: str, view: Json | None = None) -> list[Fault]:
        if not isinstance(blocks, list):
            return [Fault(place, "must provide an array", "payload")]
        found: list[Fault] = []
        sound: list[tuple[str, Json]] = []
        for number, block in enumerate(blocks):
            at = f"{place}/{number}"
            wrong = self._of_kind("blocks", block, at, "kinds#/blocks")
            found += wrong
            if not wrong:
                sound += _with_children(at, block)
        page = Page(surface, self.limits, len(blocks), place, sound, view)
        for rule in self.pages:
            found += [Fault(where, wrong, rule.__name__) for where, wrong in rule(page)]
        return found


def faults(payload: Any, surface: Surface) -> list[Fault]:
    """What Slack would refuse in a list of blocks, a message or a view, on this surface; nothing if it is taken.

    Pointers start at what was given: `/0/text` of a list, `/blocks/0/text` of a message or view.
    """
    return standard().faults(payload, surface)


def judged(payload: Any) -> list[tuple[str, str]]:
    """(pointer, what is wrong) of each fault in a payload that says itself what it is."""
    return [(fault.pointer, fault.message) for fault in faults(payload, surface_of(payload))]


def surface_of(payload: Any) -> Surface:
    """Where a payload of unknown kind would stand: a view says its type, all else is of a message."""
    kind = payload.get("type", "message") if isinstance(payload, dict) else "message"
    return "home" if kind == "home" else "message" if kind == "message" else "modal"


@cache
def standard() -> Table:
    """The rules of the files, compiled once."""
    kinds = json.loads((HOME / "kinds.json").read_text("utf-8"))
    limits = json.loads((HOME / "limits.json").read_text("utf-8"))
    return Table(
        shapes_of(schemas()), {name: _group(each) for name, each in kinds.items()}, limits, FIELDS, PAGES
    )


def schemas() -> dict[str, Schema]:
    """The files as they are written, the terms among them."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in (HOME / "schemas").glob("*.json")}


def shapes_of(files: Mapping[str, Schema]) -> dict[str, Node]:
    terms = files[TERMS]["properties"]
    return {name: shape(name, each, terms) for name, each in files.items() if name != TERMS}


def shape(name: str, schema: Schema, terms: Mapping[str, Schema]) -> Node:
    node = compiled(schema, terms, f"{name}#")
    if node is None:
        raise ValueError(f"{name}.json asks for nothing")
    return node


def _group(listed: list[str]) -> dict[str, str]:
    """`["text as leaf_text"]` means: the type `text` has the shape `leaf_text`."""
    return {each.split(" as ")[0]: each.split(" as ")[-1] for each in listed}


def _with_children(pointer: str, block: Json) -> Iterator[tuple[str, Json]]:
    yield pointer, block
    for name in ("child_blocks", "fallback", *(["elements"] if block["type"] == "carousel" else [])):
        for number, child in enumerate(block.get(name, [])):
            yield from _with_children(f"{pointer}/{name}/{number}", child)


def _once(found: list[Fault]) -> list[Fault]:
    """A text that breaks two limits of its length is told the stricter: it stands outside, and comes first."""
    first: dict[tuple[str, str], Fault] = {}
    for each in found:
        first.setdefault((each.pointer, each.message.partition(" than ")[0]), each)
    return list(first.values())
