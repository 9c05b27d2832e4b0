"""Which text a file holds, told by its first bytes; and which files are no text at all."""

import codecs

from bot.kit.errors import BotError

HEAD = 4096  # bytes that are looked at
NO_TEXT = (
    (b"PK\x03\x04", "an Excel workbook"),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a compressed file"),
    (b"{\\rtf", "a text document"),
)
BY_MARK = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def of(head: bytes, *, file: str) -> str:
    """The encoding of a file that begins like this; raises BotError for what is no text."""
    for magic, name in NO_TEXT:
        if head.startswith(magic):
            raise BotError(
                f"{file} is {name} with another name. Open it, save it as “CSV UTF-8”, and import that."
            )
    if head.lstrip()[:6].lower().startswith((b"<html", b"<table", b"<!doct", b"<?xml")):
        raise BotError(f"{file} is a web page, not CSV. Export it again as CSV.")
    for mark, encoding in BY_MARK:
        if head.startswith(mark):
            if not encoding:
                raise not_utf8(file)
            return encoding
    return _without_mark(head)


def _without_mark(head: bytes) -> str:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 8:
        return "utf-16-le" if odd > even else "utf-16-be"
    return "utf-8"


def not_utf8(file: str) -> BotError:
    return BotError(
        f"{file} is not in UTF-8. Save it as “CSV UTF-8” (in Excel: Save as, CSV UTF-8), and import that."
    )
