"""One shape: its schema, compiled once, and the places in it where other shapes stand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from jsonschema import Draft202012Validator, ValidationError, validators

from sandbox.blockrules.fault import Fault
from sandbox.blockrules.wording import named_additional, named_required, sentence

Schema = dict[str, Any]
Terms = Mapping[str, Schema]
TERM = "terms.json#/properties/"

Checker: Any = validators.extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, {"required": named_required, "additionalProperties": named_additional}
)


class Validator(Protocol):
    def iter_errors(self, instance: Any) -> Iterator[ValidationError]: ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where another shape stands: `path` leads to it, None is each item of a list.

    Either `kinds` names the group that its type chooses from, or `shape` the one that it has.
    """

    path: tuple[str | None, ...]
    rule: str
    kinds: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    schema: Schema
    validator: Validator
    places: tuple[Place, ...]

    def faults(self, value: Any, pointer: str) -> Iterator[Fault]:
        """What is wrong with this one, apart from what stands in its places."""
        for error in self.validator.iter_errors(value):
            at = pointer + "".join(f"/{step}" for step in error.absolute_path)
            rule = _trail(self.name, self.schema, [str(step) for step in error.absolute_schema_path])
            if error.validator == "required":
                yield Fault(at, sentence(error), f"{rule}/{error.message}", error.message)
            else:
                yield Fault(at, sentence(error), rule, error.validator_value)


def compiled(name: str, schema: Schema, terms: Terms) -> Shape:
    return Shape(
        name, schema, Checker(_spelt_out(schema, terms)), tuple(_places(schema, terms, f"{name}#", ()))
    )


def reached(value: Any, path: tuple[str | None, ...], pointer: str) -> Iterator[tuple[str, Any]]:
    """(pointer, what is there) at the end of each way along the path."""
    if not path:
        yield pointer, value
        return
    step, rest = path[0], path[1:]
    if step is None:
        for number, each in enumerate(value if isinstance(value, list) else []):
            yield from reached(each, rest, f"{pointer}/{number}")
    elif isinstance(value, dict) and step in value:
        yield from reached(value[step], rest, f"{pointer}/{step}")


def _spelt_out(schema: Any, terms: Terms) -> Any:
    """The schema with each term in the place of what refers to it."""
    if isinstance(schema, list):
        return [_spelt_out(each, terms) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _spelt_out(terms[schema["$ref"].removeprefix(TERM)], terms)
    return {key: _spelt_out(each, terms) for key, each in schema.items() if key not in {"kinds", "shape"}}


def _places(
    schema: Any, terms: Terms, rule: str, path: tuple[str | None, ...], trail: str = ""
) -> Iterator[Place]:
    if not isinstance(schema, dict):
        return
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(TERM)
        yield from _places(terms[name], terms, f"terms#/properties/{name}", path, f"{trail}{rule}/$ref > ")
    elif "kinds" in schema:
        yield Place(path, f"{trail}{rule}/kinds", kinds=schema["kinds"])
    elif "shape" in schema:
        yield Place(path, f"{trail}{rule}/shape", shape=schema["shape"])
    else:
        for name, each in schema.get("properties", {}).items():
            yield from _places(each, terms, f"{rule}/properties/{name}", (*path, name), trail)
        yield from _places(schema.get("items"), terms, f"{rule}/items", (*path, None), trail)


def _trail(name: str, schema: Any, steps: list[str]) -> str:
    """The rule at the end of the steps through the spelt out schema, as the files have it."""
    written = f"{name}#"
    for step in steps:
        if isinstance(schema, dict) and "$ref" in schema:
            term = schema["$ref"].removeprefix(TERM)
            written += f"/$ref > terms#/properties/{term}"
            schema = {}
        written += f"/{step}"
        schema = schema[step] if isinstance(schema, dict) and step in schema else None
    return written
