"""One line of the check-up."""

from dataclasses import dataclass

from bot.connection.asking import SetupError


@dataclass(frozen=True, slots=True)
class Finding:
    """`what` was looked at, whether it is as it has to be, what was found, and what to do where it is not."""

    what: str
    well: bool
    said: str
    todo: str = ""


def good(what: str, said: str) -> Finding:
    return Finding(what, well=True, said=said)


def bad(what: str, trouble: SetupError) -> Finding:
    return Finding(what, well=False, said=trouble.said, todo=trouble.todo)
