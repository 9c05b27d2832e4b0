"""One cell of a file, read as its column wants it. Whatever can't be read raises CellError with a sentence."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from bot.kit.text import UNSEEN, key, listed
from bot.rules.importing import amounts, days, places
from bot.rules.importing.days import DateOrder
from bot.rules.importing.kinds import Column
from bot.rules.importing.refusals import CellError

NOTHING = frozenset(
    {"", "-", "--", "n/a", "#n/a", "null", "(no value)", "(blank)", "no owner"}
)  # as CRMs and Excel write it
EXCEL_ERRORS = frozenset({"#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
FORMULA = "A cell that begins with = is a formula. Save the values instead of the formulas."
# What our own export, and others, put an apostrophe before; spreadsheets take the wide ones for the same.
PROTECTED = "=+-@＝＋－＠"
WITHIN = re.compile(rf"""([;|\t\r\n][\s"']*)'(?=[{re.escape(PROTECTED)}])""")
IN_BRACKETS = re.compile(r"[<(]([^<>()]*@[^<>()]*)[>)]\s*$")
ADDRESS = re.compile(
    r"[^@\s,;<>\"()]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+"
)
LONGEST_ADDRESS = 320
SLACK_USER = re.compile(r"[UW][A-Z0-9]{2,31}")
SALESFORCE_ID = re.compile(r"[0-9A-Za-z]{3}[0-9A-Za-z]{12}")
SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
YES, NO = (
    frozenset({"yes", "y", "true", "1", "ja", "oui", "si"}),
    frozenset({"no", "n", "false", "0", "nein", "non"}),
)
ROLES = ("seller", "owner", "manager")


def tidy(raw: str) -> str:
    """A cell without what surrounds its content; "" where it says nothing. Raises CellError for a formula."""
    value = raw.strip()
    if not value.isprintable():
        value = UNSEEN.sub("", value).strip()
    if "'" in value:
        value = WITHIN.sub(r"\1", value)
    if value[:1] == "'" and value[1:2] and value[1] in PROTECTED:
        return value[1:]
    if value[:1] == "=":
        raise CellError(FORMULA)
    if value[:1] == "#" and value in EXCEL_ERRORS:
        raise CellError("This is an error of Excel's. Mend the formula that it comes from.")
    return "" if len(value) < 11 and value.casefold() in NOTHING else value


def read(value: str, column: Column, order: DateOrder | None) -> Any:
    """The value of a tidy cell that is not empty."""
    found = READERS[column.cell](value, column, order)
    if column.most is not None and _length(found) > column.most:
        raise CellError(f"This is longer than {column.most:,} characters.")
    return found


def _length(found: Any) -> int:
    return max((len(each) for each in found), default=0) if isinstance(found, tuple) else len(found)


def text(value: str) -> str:
    """One line."""
    return " ".join(value.split())


def email(value: str) -> str:
    """An address folded, so that two spellings of it are one: Name <mail>, mailto:, case, width, an IDN's script."""
    folded = unicodedata.normalize("NFKC", value).strip()
    if (inside := IN_BRACKETS.search(folded)) is not None:
        folded = inside[1]
    folded = folded.strip().strip("\"'").lower().removeprefix("mailto:").split("?")[0].strip().rstrip(".")
    name, _, domain = folded.rpartition("@")
    if not domain.isascii():
        domain = _in_ascii(domain)
    folded = f"{name}@{domain}"
    if len(folded) > LONGEST_ADDRESS or not ADDRESS.fullmatch(folded):
        raise CellError("This is no e-mail address.")
    return folded


@lru_cache(maxsize=1024)
def _in_ascii(domain: str) -> str:
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        raise CellError("This is no e-mail address.") from None


def colleague(value: str) -> str:
    """The folded address of a colleague, or their name."""
    return email(value) if "@" in value else text(value)


def domain(value: str) -> str:
    """brightwell.example, from an address of a website too."""
    bare = re.sub(r"^[a-z]+://", "", value.strip().lower()).split("/")[0].split("?")[0]
    return bare.removeprefix("www.")


def url(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>|]+", value):
        raise CellError("This is no address of a web page. It begins with https://.")
    return value


def yes_no(value: str) -> bool:
    said = value.casefold()
    if said not in YES | NO:
        raise CellError("This is neither yes nor no.")
    return said in YES


def words(value: str) -> tuple[str, ...]:
    """A list in one cell, separated by semicolons; each word once."""
    return tuple(dict.fromkeys(word for part in value.split(";") if (word := text(part))))


def roles(value: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(word for word in re.split(r"[\s;,]+", value.lower()) if word))
    if not found or any(word not in ROLES for word in found):
        raise CellError("The roles are seller, owner and manager.")
    return found


def slack_user(value: str) -> str:
    if not SLACK_USER.fullmatch(value):
        raise CellError("This is no Slack user id. It looks like U024BE7LH.")
    return value


def crm_id(value: str) -> str:
    """An id of a CRM. Salesforce's 15 letters become the 18 that mean the same whatever their case."""
    if not (SALESFORCE_ID.fullmatch(value) and value.startswith("006")):
        return value
    bits = [sum(letter.isupper() << at for at, letter in enumerate(value[i : i + 5])) for i in (0, 5, 10)]
    return value + "".join(SUFFIX[each] for each in bits)


def choice(value: str, column: Column) -> str:
    """One of the column's own words, however it is written."""
    said = key(value)
    for own, others in column.choices.items():
        if said in {key(own), *(key(other) for other in others)}:
            return own
    raise CellError(f"This is not one of {listed(list(column.choices), 'or')}.")


Reader = Callable[[str, Column, DateOrder | None], Any]
READERS: dict[str, Reader] = {
    "text": lambda value, _column, _order: text(value),
    "lines": lambda value, _column, _order: value,
    "activity": lambda value, _column, _order: text(value),
    "email": lambda value, _column, _order: email(value),
    "colleague": lambda value, _column, _order: colleague(value),
    "domain": lambda value, _column, _order: domain(value),
    "url": lambda value, _column, _order: url(value),
    "yes_no": lambda value, _column, _order: yes_no(value),
    "words": lambda value, _column, _order: words(value),
    "roles": lambda value, _column, _order: roles(value),
    "slack_user": lambda value, _column, _order: slack_user(value),
    "crm_id": lambda value, _column, _order: crm_id(value),
    "choice": lambda value, column, _order: choice(value, column),
    "day": lambda value, _column, order: days.read(value, order),
    "number": lambda value, _column, _order: amounts.number(value),
    "score": lambda value, _column, _order: amounts.score(value),
    "money": lambda value, _column, _order: amounts.money(value),
    "currency": lambda value, _column, _order: amounts.currency(value),
    "size": lambda value, _column, _order: amounts.size(value),
    "country": lambda value, _column, _order: places.country(value),
    "language": lambda value, _column, _order: places.language(value),
    "zone": lambda value, _column, _order: places.zone(value),
}
