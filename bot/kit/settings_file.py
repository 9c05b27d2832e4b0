"""The settings file: read as it stands, and written for its owner's eyes alone."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkstemp

from dotenv import dotenv_values

from bot.kit.errors import BotError

OWNER_ONLY = 0o600
PLAIN = re.compile(r"[\w.,:;/@%+=~?&-]+", re.ASCII)
HEADING = "# Rung's settings, written by `rung init`. It holds secrets: keep it out of version control."


def read(file: Path) -> dict[str, str]:
    """The settings that stand in the file, by name; none where there is no file. Raises BotError."""
    if not file.exists():
        return {}
    try:
        return {name: value for name, value in dotenv_values(file).items() if value}
    except (OSError, UnicodeDecodeError) as problem:
        raise BotError(f"{file} can't be read: {problem}. Mend it or move it away, and try again.") from None


def write(file: Path, values: Mapping[str, str]) -> None:
    """Put these settings into the file, whole or not at all; what else stands in it stays. Raises BotError."""
    lines = file.read_text("utf-8").splitlines() if file.exists() else [HEADING]
    kept = [line for line in lines if _name(line) not in values]
    text = "\n".join([*kept, *(f"{name}={_quoted(name, value)}" for name, value in values.items())]) + "\n"
    try:
        number, draft = mkstemp(dir=file.absolute().parent, prefix=".env-")  # made with OWNER_ONLY
        with os.fdopen(number, "w", encoding="utf-8") as out:
            out.write(text)
        Path(draft).replace(file)
    except OSError as problem:
        raise BotError(f"{file} can't be written: {problem}.") from None


def _name(line: str) -> str:
    return line.partition("=")[0].removeprefix("export ").strip()


def _quoted(name: str, value: str) -> str:
    """As it stands where that needs no quotes, which not everybody who reads such a file takes off.

    Else in single quotes, where nothing but a quote and a backslash is special; ${…} would be filled in even there.
    """
    if PLAIN.fullmatch(value):
        return value
    if "${" in value or "\n" in value or "\r" in value:
        raise BotError(f"{name} can't hold a line break or “${{”. Choose another value.")
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
