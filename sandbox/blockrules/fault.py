"""One thing that Slack would refuse."""

from dataclasses import dataclass, replace
from typing import Any

from sandbox.errors import Json


@dataclass(frozen=True, slots=True)
class Fault:
    """`pointer` is a JSON pointer into what was judged; `rule` the place in the tables that refuses it.

    A rule is `file#/pointer/to/keyword` of a schema, with ` > ` before the term it refers to, or the name of
    a rule in Python. `expected` is what a schema's keyword demands.
    """

    pointer: str
    message: str
    rule: str
    expected: Any = None

    def within(self, place: str) -> "Fault":
        """The same fault, seen from around what was judged."""
        return replace(self, pointer=place + self.pointer)

    @property
    def constraint(self) -> Json:
        """What blocks.validate tells of the rule."""
        keyword = self.rule.removesuffix(f"/{self.expected}").rsplit("/", 1)[-1]
        return {"type": keyword, "expected": self.expected} if "#" in self.rule else {"type": self.rule}

    def __str__(self) -> str:
        """As Slack words it."""
        return f"{self.message} [json-pointer:{self.pointer}]"
