"""A ladder file, read and judged: every fault is named with its line, and nothing is taken where there is one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from bot.kit.errors import BotError
from bot.kit.text import key, plain, plural
from bot.rules.ladder.fields import OPTIONAL, READ, WrongError, closest, link_fits, step
from bot.rules.ladder.nodes import Fault, UnreadableError, line_of, node_of
from bot.rules.ladder.steps import MOST_RUNGS, MOST_STEPS, Ladder, Step

__all__ = ["Fault", "FaultyLadderError", "read"]
RUNG = ("rung", "name", "activities")


class FaultyLadderError(BotError):
    """What is wrong with a file, by line."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"The ladder stays as it is: there {_are(len(faults))} in the file.")
        self.faults = sorted(faults)


def _are(count: int) -> str:
    return f"{'is' if count == 1 else 'are'} {plural(count, 'fault')}"


def read(data: bytes) -> Ladder:
    """The ladder of a file; raises FaultyLadderError."""
    try:
        reader = _Reader()
        ladder = reader.ladder(node_of(data))
    except UnreadableError as problem:
        raise FaultyLadderError([problem.fault]) from None
    if reader.faults:
        raise FaultyLadderError(reader.faults)
    return ladder


@dataclass(frozen=True, slots=True)
class _Found:
    """An activity of the file, or None where it can't be read; with the line on which it begins."""

    step: Step | None
    line: int


class _Reader:
    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._keys: dict[str, int] = {}  # by key, and by folded name: the line on which it stands
        self._names: dict[str, int] = {}

    def _wrong(self, node: Node, said: str) -> None:
        self.faults.append(Fault(line_of(node), said))

    def ladder(self, top: Node) -> Ladder:
        listed = self._parts(top, ("rungs",), {}, "The file").get("rungs")
        rungs = self._items(listed, "rungs") if listed is not None else []
        if isinstance(listed, SequenceNode) and not rungs:
            self._wrong(listed, "There is no rung. A ladder has at least one.")
        if len(rungs) > MOST_RUNGS:
            self._wrong(rungs[MOST_RUNGS], f"A ladder has {MOST_RUNGS} rungs at most.")
        names, found = [], list[_Found]()
        places = _Places()
        for node in rungs:
            parts = self._parts(node, RUNG, {}, "A rung")
            number, misplaced = places.number(node, parts.get("rung"))
            if misplaced:
                self._wrong(parts["rung"], misplaced)
            names.append(self._value("name", parts["name"]) if "name" in parts else None)
            found += self._activities(number, node, parts.get("activities"))
        if listed is not None:
            self._whole(listed, found)
        return Ladder(tuple(str(name) for name in names), tuple(each.step for each in found if each.step))

    def _activities(self, number: int, rung: Node, listed: Node | None) -> list[_Found]:
        if listed is None:
            return []
        nodes = self._items(listed, "activities")
        if not nodes and isinstance(listed, SequenceNode):
            self._wrong(rung, f"Rung {number} has no activities. Put one on it, or take the rung out.")
        return [_Found(self._step(number, node), line_of(node)) for node in nodes]

    def _step(self, rung: int, node: Node) -> Step | None:
        before = len(self.faults)
        parts = self._parts(node, tuple(READ), OPTIONAL, "An activity")
        values = {name: self._value(name, part) for name, part in parts.items()}
        self._once(self._keys, parts.get("key"), values.get("key"), "The key")
        self._once(self._names, parts.get("name"), key(values.get("name") or ""), "The name")
        start, link = values.get("start"), values.get("link")
        refused = link_fits(start, link) if start and ("link" not in parts or link) else None
        if refused:
            self._wrong(parts.get("link", parts["start"]), refused)
        return step(rung, values) if len(self.faults) == before else None

    def _once(self, seen: dict[str, int], node: Node | None, folded: str | None, what: str) -> None:
        """An activity stands on one rung, once."""
        if node is None or not folded or not isinstance(node, ScalarNode):
            return
        if folded in seen:
            self._wrong(
                node,
                f"{what} “{plain(node.value, 60)}” stands on line {seen[folded]} already. An activity has one place.",
            )
        seen.setdefault(folded, line_of(node))

    def _whole(self, listed: Node, found: list[_Found]) -> None:
        if len(found) > MOST_STEPS:
            said = f"A ladder has {MOST_STEPS} activities at most; these are {len(found)}."
            self.faults.append(Fault(found[MOST_STEPS].line, said))
        if found and all(each.step and not each.step.for_deals for each in found):
            self._wrong(
                listed,
                "No activity is for deals, so that sellers could ask for nothing. Write for_deals: yes.",
            )

    def _items(self, node: Node, what: str) -> list[Node]:
        if not isinstance(node, SequenceNode):
            self._wrong(node, f"“{what}” holds a list, each item on lines of its own that begin with a dash.")
            return []
        return list(node.value)

    def _parts(
        self, node: Node, known: tuple[str, ...], optional: Mapping[str, Any], what: str
    ) -> dict[str, Node]:
        """What stands there, by name; unknown, doubled and missing names are faults."""
        if not isinstance(node, MappingNode):
            self._wrong(node, f"{what} has {', '.join(known)}, each like “name: value”.")
            return {}
        found: dict[str, Node] = {}
        meant: set[str | None] = {*optional}
        for name, value in node.value:
            word = name.value if isinstance(name, ScalarNode) else ""
            if word not in known:
                close = closest(word, known)
                hint = f"Did you mean {close}?" if close else f"Known are {', '.join(known)}."
                self._wrong(name, f"“{plain(word, 60)}” is not known here. {hint}")
                meant.add(close)
            elif word in found:
                self._wrong(name, f"“{word}” stands here already, on line {line_of(found[word])}.")
            else:
                found[word] = value
        for word in known:
            if word not in found and word not in meant:
                self._wrong(node, f"{what} needs “{word}”, and here it has none.")
        return found

    def _value(self, name: str, node: Node) -> Any:
        if not isinstance(node, ScalarNode):
            self._wrong(node, f"“{name}” is one value, no list.")
            return None
        try:
            return READ[name](node.value)
        except WrongError as problem:
            self._wrong(node, f"“{name}”: {problem}")
            return None


class _Places:
    """The numbers of the rungs: 1, 2, 3 …, from the lowest up."""

    def __init__(self) -> None:
        self._lines: dict[int, int] = {}
        self._next = 1

    def number(self, rung: Node, node: Node | None) -> tuple[int, str | None]:
        """The number that the rung has, or should have; and what is wrong with the one that it has."""
        expected, typed = self._next, node.value if isinstance(node, ScalarNode) else ""
        number = int(typed) if typed.isdecimal() and len(typed) <= 3 else 0
        said = self._said(number, expected) if node is not None and number != expected else None
        place = max(number, expected)
        self._lines.setdefault(number or place, line_of(node or rung))
        self._next = expected if number in range(1, expected) else place + 1
        return place, said

    def _said(self, number: int, expected: int) -> str:
        if number in self._lines:
            return f"Rung {number} stands on line {self._lines[number]} already."
        if number > expected:
            gap = f"rung {expected} is" if number == expected + 1 else f"rungs {expected} to {number - 1} are"
            return f"Here stands rung {number}, but {gap} missing. Number them 1, 2, 3, without a gap."
        return f"Here rung {expected} is expected: the rungs stand from the lowest up, and have numbers from 1 on."
