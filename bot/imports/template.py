"""An empty file with a line of help for each column, that can be imported as it is."""

import csv
import io

from bot.imports.reading import HELP
from bot.rules.importing.kinds import Kind, columns


def of(kind: Kind) -> str:
    """The heading line, and below it lines that an import leaves out."""
    shown = [column for column in columns(kind) if not column.quiet]
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow([column.name for column in shown])
    for column in shown:
        rows.writerow([f"{HELP}{column.name}: {column.help}"])
    return written.getvalue()
