"""What is said of each broken keyword, in Slack's manner."""

from collections.abc import Callable, Iterator
from typing import Any

from jsonschema import ValidationError

ARTICLES = {"array": "an array", "integer": "an integer", "object": "an object"}


def named_required(_: Any, required: list[str], value: Any, __: Any) -> Iterator[ValidationError]:
    """The keyword `required`: an error for each name, which is its message."""
    if isinstance(value, dict):
        yield from (ValidationError(name) for name in required if name not in value)


def named_additional(_: Any, __: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    """The keyword `additionalProperties`: an error for each name, which is its message."""
    if isinstance(value, dict):
        yield from (ValidationError(name) for name in value if name not in schema["properties"])


def left_to_nodes(*_: Any) -> Iterator[ValidationError]:
    """The keyword `properties`: each field has a node of its own."""
    return iter(())


def sentence(error: ValidationError) -> str:
    """What is wrong. A pattern is described where it stands."""
    keyword, limit = str(error.validator), error.validator_value
    if keyword == "pattern" and isinstance(error.schema, dict):
        return str(error.schema["description"])
    if keyword in NAMES:
        return NAMES[keyword] + error.message
    return SENTENCES[keyword](limit)


def _kind(wanted: Any) -> str:
    names = [wanted] if isinstance(wanted, str) else wanted
    return "must provide " + " or ".join(ARTICLES.get(name, f"a {name}") for name in names)


def _either(limit: list[dict[str, list[str]]]) -> str:
    return " or ".join(f"`{each['required'][0]}`" for each in limit)


NAMES = {"required": "missing required field: ", "additionalProperties": "invalid additional property: "}

SENTENCES: dict[str, Callable[[Any], str]] = {
    "type": _kind,
    "enum": lambda limit: "must be one of: " + ", ".join(str(each) for each in limit),
    "minLength": lambda limit: f"must be more than {limit - 1} characters",
    "maxLength": lambda limit: f"must be less than {limit + 1} characters",
    "minItems": lambda limit: f"no fewer than {limit} items allowed",
    "maxItems": lambda limit: f"no more than {limit} items allowed",
    "uniqueItems": lambda _: "must not have the same item twice",
    "minProperties": lambda _: "must not be empty",
    "minimum": lambda limit: f"must be at least {limit}",
    "maximum": lambda limit: f"must be at most {limit}",
    "exclusiveMinimum": lambda limit: f"must be more than {limit}",
    "anyOf": lambda limit: f"must define {_either(limit)}",
    "oneOf": lambda limit: f"must define either {_either(limit)}",
    "not": lambda limit: "must not define both " + " and ".join(f"`{each}`" for each in limit["required"]),
}
