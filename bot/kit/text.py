"""The one place where foreign text is made safe for Slack, and where long text is cut."""

import re
import unicodedata

ELLIPSIS = "…"
# Control characters, blanks without a width, and the marks that flip the reading direction of what follows: no name
# needs them. The two joiners stay: scripts and emoji are written with them.
UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    r"\ufff9-\ufffb\ud800-\udfff]"
)
# Slack styles what marks hug at a word's edge; inside a word (snake_case) they are letters like any other.
MARKUP = re.compile(r"`|(?<![^\W_])[*_~]|[*_~](?![^\W_])")
NO_ASCII_LETTER = re.compile(r"[^a-z0-9]+")
MOST_LINES = 20
NEVER_ONE = ".invalid"  # of an address that is none: a customer who was erased (RFC 2606)
LINKABLE = re.compile(r"https?://[^\s<>|]+")
LOOKALIKES = str.maketrans("*_~`", "\u2217\u02cd\u223c\u02cb")
ZERO_WIDTH_JOINER = "\u200d"


def cut(text: str, most: int) -> str:
    """At most `most` characters: cut on a word where there is one, with an ellipsis."""
    if len(text) <= most:
        return text
    if most < 1:
        return ""
    head = text[: most - 1]
    at_word = head.rsplit(None, 1)[0] if re.search(r"\S\s", head) else head
    kept = at_word if len(at_word) > most // 2 else head
    return kept.rstrip().rstrip(ZERO_WIDTH_JOINER) + ELLIPSIS


def plain(text: str, most: int = 150) -> str:
    """One line of foreign text for a `plain_text` object: no unseen characters, no line breaks, cut."""
    return cut(" ".join(UNSEEN.sub("", text).split()), most) or ELLIPSIS


def foreign(text: str, most: int = 300) -> str:
    """One line of foreign text for `mrkdwn`: it can mention nobody, link nowhere and change no style."""
    return _fitting(plain(text, most), most)


def foreign_lines(text: str, most: int = 1500) -> str:
    """Several lines of foreign text for `mrkdwn`, each made safe and quoted."""
    lines = [line for line in UNSEEN.sub("", text).splitlines() if line.strip()][:MOST_LINES]
    each = most // max(len(lines), 1) - len("> \n")
    return "\n".join("> " + _fitting(line, each) for line in lines)


def linked(url: str, label: str) -> str:
    """A link for `mrkdwn` with foreign text on both sides; only the label where the address is not a web page's."""
    return f"<{escape(url)}|{foreign(label, 150)}>" if LINKABLE.fullmatch(url) else foreign(label, 150)


def mail(address: str) -> str:
    """An e-mail address that can be pressed; nothing for what can be none."""
    line = plain(address, 320)
    if line.endswith(NEVER_ONE):
        return ""
    safe = foreign(line, 320)
    return f"<mailto:{line}|{safe}>" if re.fullmatch(r"[^\s<>|&]+@[^\s<>|&]+", line) else safe


def _fitting(text: str, most: int) -> str:
    """Unstyled and escaped, and cut so that the escaped text fits: an entity is never cut in two."""
    length = most = max(most, 1)
    while len(safe := escape(_unstyled(cut(text, length)))) > most:
        length -= max(1, (len(safe) - most) // len("&amp;"))
    return safe


def _unstyled(text: str) -> str:
    return MARKUP.sub(lambda mark: mark.group().translate(LOOKALIKES), text)


def escape(text: str) -> str:
    """Slack's three control characters as entities, the ampersand first."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    """Safe mrkdwn as it reads: for where Slack shows plain text."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def key(text: str) -> str:
    """A name folded for comparison: case, accents, spacing and punctuation do not count."""
    if text.isascii():  # the same, and much faster: imports fold names by the hundred thousand
        return " ".join(NO_ASCII_LETTER.sub(" ", text.lower()).split())[:200]
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = (c for c in decomposed if not unicodedata.combining(c))
    letters = "".join(c if c.isalnum() or unicodedata.category(c).startswith("M") else " " for c in bare)
    return " ".join(letters.split())[:200]


def listed(items: list[str], last: str = "and") -> str:
    """The items as said aloud: commas between them, "and" or another word before the last."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def sentence(words: str) -> str:
    """The words with a capital at their beginning, the rest as it is."""
    return words[:1].upper() + words[1:]


def times(count: int) -> str:
    """Never, once, twice, 3 times."""
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


def few(count: int) -> str:
    """One to ten as words, more in digits."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[count] if count < len(words) else str(count)


def duration(minutes: int) -> str:
    """60 minutes, but 4 hours."""
    hours, rest = divmod(minutes, 60)
    return plural(hours, "hour") if hours > 1 and rest == 0 else plural(minutes, "minute")


def plural(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
