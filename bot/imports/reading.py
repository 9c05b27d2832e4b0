"""A file's bytes as rows of cells: encodings, separators, quotes, and what is wrong with the file as a whole."""

import contextlib
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO

from bot.imports import encodings
from bot.kit.errors import BotError

SEPARATORS = ",;\t"
LONGEST_LINE = 4_000_000  # characters; what is behind them in the same line is dropped
HELP = "# "  # how the lines of help of a template begin
FOOTER = "copyright (c) 2000"  # how Salesforce signs its reports, below a blank line and the report's name
MOST_FOOTER = 5


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import. `open` is called once to check it, and again to write."""

    name: str
    size: int  # bytes
    open: Callable[[], BinaryIO]


def of_path(path: Path) -> Source:
    return Source(path.name, path.stat().st_size, lambda: path.open("rb"))


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it stands in the file; `torn` says why it can't be read, if it can't."""

    number: int
    cells: Sequence[str]
    torn: str = ""


@contextlib.contextmanager
def table(source: Source, on_bytes: Callable[[int], None] | None = None) -> Iterator["Table"]:
    """The file, opened; raises BotError, also while it is read, where it is no CSV in UTF-8 or UTF-16."""
    with contextlib.closing(source.open()) as raw:
        head = raw.read(encodings.HEAD)
        encoding = encodings.of(head, file=source.name)
        raw.seek(0)
        counted = _Counted(raw, on_bytes)
        with io.TextIOWrapper(io.BufferedReader(counted), encoding, newline="") as text:
            try:
                yield Table(source.name, text)
            except UnicodeError:
                raise encodings.not_utf8(source.name) from None


class Table:
    """The heading line, and the rows below it."""

    def __init__(self, file: str, text: TextIO) -> None:
        self._lines = _Lines(text)
        separator, first = _beginning(self._lines)
        if not first:
            raise BotError(f"{file} is empty.")
        self._reader = csv.reader(self._lines, delimiter=separator, strict=True)
        self._lines.push(first)
        self._before = self._lines.taken - 1  # physical lines that the reader did not see
        self.headings: list[str] = next(self._reader, [])
        if all(not each.strip() for each in self.headings):
            raise BotError(f"{file} is empty.")

    def rows(self) -> Iterator[Line]:
        """Each row with the number of the line where it begins; blank lines and lines of help are left out."""
        blank, held, begun = False, list[Line](), False
        for line in self._records():
            if not any(cell.strip() for cell in line.cells) and not line.torn:
                blank = True
            elif not begun and line.cells and line.cells[0].startswith(HELP):
                continue
            elif (blank or held) and _alone(line) and len(self.headings) > 1 and len(held) < MOST_FOOTER:
                if line.cells[0].strip().casefold().startswith(FOOTER):
                    return
                held.append(line)
            else:
                yield from held
                held, blank, begun = [], False, True
                yield line
        yield from held

    def _records(self) -> Iterator[Line]:
        while True:
            number = self._reader.line_num + self._before + 1
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error as problem:
                yield Line(number, (), _why(problem))
            else:
                yield Line(number, cells)


def _alone(line: Line) -> bool:
    return bool(line.cells) and not any(cell.strip() for cell in line.cells[1:])


def _why(problem: csv.Error) -> str:
    said = str(problem)
    if "field larger" in said:
        return f"A cell here is longer than {csv.field_size_limit():,} characters. Is a quotation mark not closed?"
    if "unexpected end" in said:
        return "A quotation mark is opened here and not closed until the end of the file."
    return "A quotation mark stands in the middle of a cell here. Inside quotation marks, write it twice."


def _beginning(lines: "_Lines") -> tuple[str, str]:
    """The separator, and the heading line."""
    named = None
    for line in lines:
        bare = line.strip().strip('"')
        if bare.casefold().startswith("sep=") and len(bare) <= len("sep=;"):
            named = line.strip().strip('"')[4:] or "\t"
        elif bare and not bare.startswith(HELP):
            found = named or max(SEPARATORS, key=_outside_quotes(line).count)
            return found, line
    return ",", ""


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[0::2])


class _Lines:
    """Physical lines; one that is far too long is cut, so that memory stays flat."""

    def __init__(self, text: TextIO) -> None:
        self._text, self._pushed, self.taken = text, "", 0

    def push(self, line: str) -> None:
        self._pushed = line

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._pushed:
            line, self._pushed = self._pushed, ""
            return line
        line = self._text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.taken += 1
        rest = line
        while len(rest) == LONGEST_LINE and not rest.endswith(("\n", "\r")):
            rest = self._text.readline(LONGEST_LINE)
        return line


class _Counted(io.RawIOBase):
    """Says how many bytes were read."""

    def __init__(self, raw: BinaryIO, on_bytes: Callable[[int], None] | None) -> None:
        self._raw, self._on_bytes = raw, on_bytes

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        count = self._raw.readinto(buffer)  # type: ignore[attr-defined]
        if count and self._on_bytes:
            self._on_bytes(count)
        return int(count or 0)
