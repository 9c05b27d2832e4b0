"""YAML as a tree that knows its lines, and no more of YAML than a ladder needs."""

from dataclasses import dataclass
from typing import Any

from yaml import AliasEvent, Node, SafeLoader
from yaml.error import MarkedYAMLError
from yaml.reader import ReaderError

LARGEST = 200_000  # bytes
DEEPEST = 8  # a ladder needs five


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong, in a sentence, and on which line of the file."""

    line: int
    said: str


class UnreadableError(ValueError):
    def __init__(self, line: int, said: str) -> None:
        super().__init__(said)
        self.fault = Fault(line, said)


def line_of(node: Node) -> int:
    return int(node.start_mark.line) + 1


def node_of(data: bytes) -> Node:
    """The tree of a file; raises UnreadableError."""
    if len(data) > LARGEST:
        raise UnreadableError(1, f"The file is too large: a ladder has {LARGEST // 1000} kB at most.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise UnreadableError(line, "This is not written in UTF-8. Save the file as UTF-8.") from None
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except ReaderError as problem:
        line = text.count("\n", 0, problem.position) + 1
        raise UnreadableError(line, "Here stands a character that no text has.") from None
    except MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise UnreadableError(
            mark.line + 1 if mark else 1, f"This is not YAML: {problem.problem or problem.context}."
        ) from None
    if node is None:
        raise UnreadableError(1, "The file is empty.")
    return node


class _Loader(SafeLoader):
    """Refuses what makes a small file large, deep or strange: aliases, anchors, tags, nesting."""

    depth = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent) or event.anchor is not None:
            raise UnreadableError(line, "A ladder file has no anchors and aliases (& and *): write it out.")
        if event.tag not in {None, "!"}:
            raise UnreadableError(line, "A ladder file has no tags (!).")
        if self.depth >= DEEPEST:
            raise UnreadableError(line, "Lists stand in lists here, deeper than a ladder has them.")
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1
