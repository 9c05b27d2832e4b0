"""A schema, compiled once into a tree: one node for each value that it speaks of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from jsonschema import Draft202012Validator, ValidationError, validators

from sandbox.blockrules.fault import Fault
from sandbox.blockrules.wording import left_to_nodes, named_additional, named_required, sentence

Schema = dict[str, Any]
Terms = Mapping[str, Schema]
TERM = "terms.json#/properties/"
OF_NODES = frozenset({"items", "kinds", "shape"})  # keywords that are no business of jsonschema
KEYWORDS = {
    "required": named_required,
    "additionalProperties": named_additional,
    "properties": left_to_nodes,
}
Checker: Any = validators.extend(Draft202012Validator, KEYWORDS)  # type: ignore[no-untyped-call]


class Validator(Protocol):
    def iter_errors(self, instance: Any) -> Iterator[ValidationError]: ...


@dataclass(frozen=True, slots=True)
class Node:
    """`validator` checks the value itself, `fields` and `items` what is in it.

    Where another shape stands, `kinds` names the group that its type chooses from, or `shape` the one that it
    has. Going down the tree spares jsonschema's way from schema to schema, which takes most of its time.
    """

    rule: str
    validator: Validator | None
    fields: Mapping[str, "Node"]
    items: "Node | None"
    kinds: str
    shape: str

    def faults(self, value: Any, pointer: str) -> Iterator[Fault]:
        """What is wrong with the value itself."""
        for error in self.validator.iter_errors(value) if self.validator else ():
            rule = f"{self.rule}/{error.validator}"
            if error.validator == "required":
                yield Fault(pointer, sentence(error), f"{rule}/{error.message}", error.message)
            else:
                yield Fault(pointer, sentence(error), rule, error.validator_value)


def compiled(schema: Any, terms: Terms, rule: str) -> Node | None:
    """The node of a schema that stands at `rule`; None where it asks for nothing."""
    if schema is True:
        return None
    if "$ref" in schema:
        term = schema["$ref"].removeprefix(TERM)
        return compiled(terms[term], terms, f"{rule}/$ref > terms#/properties/{term}")
    own = {keyword: value for keyword, value in schema.items() if keyword not in OF_NODES}
    below = {
        name: compiled(each, terms, f"{rule}/properties/{name}")
        for name, each in schema.get("properties", {}).items()
    }
    return Node(
        rule,
        Checker(own) if own.keys() - {"properties"} else None,
        {name: node for name, node in below.items() if node},
        compiled(schema["items"], terms, f"{rule}/items") if "items" in schema else None,
        schema.get("kinds", ""),
        schema.get("shape", ""),
    )
