"""The one place where foreign text is made safe for Slack, and where long text is cut."""

import re
import unicodedata

ELLIPSIS = "…"
# Control characters and the marks that flip the reading direction of what follows: no name needs them.
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]")
# Slack styles what marks hug at a word's edge; inside a word (snake_case) they are letters like any other.
MARKUP = re.compile(r"`|(?<!\w)[*_~]|[*_~](?!\w)")
LOOKALIKES = str.maketrans("*_~`", "\u2217\u02cd\u223c\u02cb")
ZERO_WIDTH_JOINER = "\u200d"


def cut(text: str, most: int) -> str:
    """At most `most` characters: cut on a word where there is one, with an ellipsis."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    at_word = head.rsplit(None, 1)[0] if re.search(r"\s", head) else head
    kept = at_word if len(at_word) > most // 2 else head
    return kept.rstrip().rstrip(ZERO_WIDTH_JOINER) + ELLIPSIS


def plain(text: str, most: int = 150) -> str:
    """One line of foreign text for a `plain_text` object: no unseen characters, no line breaks, cut."""
    return cut(" ".join(UNSEEN.sub("", text).split()), most) or ELLIPSIS


def foreign(text: str, most: int = 300) -> str:
    """One line of foreign text for `mrkdwn`: it can mention nobody, link nowhere and change no style."""
    return escape(_unstyled(plain(text, most)))


def foreign_lines(text: str, most: int = 1500) -> str:
    """Several lines of foreign text for `mrkdwn`, each made safe and quoted."""
    lines = [line for line in cut(UNSEEN.sub("", text), most).splitlines() if line.strip()]
    return "\n".join("> " + escape(_unstyled(line)) for line in lines)


def _unstyled(text: str) -> str:
    return MARKUP.sub(lambda mark: mark.group().translate(LOOKALIKES), text)


def escape(text: str) -> str:
    """Slack's three control characters as entities, the ampersand first."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def key(text: str) -> str:
    """A name folded for comparison: case, accents, spacing and punctuation do not count."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(letters.split())[:200]


def listed(items: list[str]) -> str:
    """The items as said aloud: commas between them, "and" before the last."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def plural(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
