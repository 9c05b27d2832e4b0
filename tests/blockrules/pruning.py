"""The rules one by one, and the table without one of them."""

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sandbox.blockrules.table import TERMS, Table, schemas, shape, standard

SAID = "description"
FILES = schemas()


def rules() -> list[str]:
    """Every leaf of the schemas, and every rule in Python, by the name that a fault gives it."""
    written = [rule for name, schema in FILES.items() for rule in _leaves(schema, f"{name}#")]
    between_fields = [f"{name}: {rule.__name__}" for name, each in standard().fields.items() for rule in each]
    return [*written, *between_fields, *(rule.__name__ for rule in standard().pages)]


def _leaves(schema: Any, rule: str) -> Iterator[str]:
    for keyword, value in schema.items() if isinstance(schema, dict) else ():
        if keyword == "properties":
            for name, each in value.items():
                yield from _leaves(each, f"{rule}/properties/{name}")
        elif keyword == "items":
            yield from _leaves(value, f"{rule}/items")
        elif keyword == "required":
            yield from (f"{rule}/required/{name}" for name in value)
        elif keyword != SAID:
            yield f"{rule}/{keyword}"


def without(rule: str) -> Table:
    """The table that lacks this rule and keeps all others."""
    table = standard()
    if "#" in rule:
        return _without_leaf(table, rule)
    if ": " in rule:
        name, wanted = rule.split(": ")
        kept = tuple(each for each in table.fields[name] if each.__name__ != wanted)
        return replace(table, fields={**table.fields, name: kept})
    return replace(table, pages=tuple(each for each in table.pages if each.__name__ != rule))


def _without_leaf(table: Table, rule: str) -> Table:
    name, way = rule.split("#/")
    schema = copy.deepcopy(FILES[name])
    *steps, last = way.split("/")
    place: Any = schema
    for step in steps:
        place = place[step]
    if isinstance(place, list):
        place.remove(last)
    else:
        del place[last]
    return with_schema(table, name, schema)


def with_schema(table: Table, name: str, schema: dict[str, Any]) -> Table:
    """The table with another schema in one file; only what depends on it is compiled again."""
    if name != TERMS:
        terms = FILES[TERMS]["properties"]
        return replace(table, shapes={**table.shapes, name: shape(name, schema, terms)})
    terms = schema["properties"]
    changed = [term for term in terms if terms[term] != FILES[TERMS]["properties"][term]]
    again = {
        file: shape(file, each, terms)
        for file, each in FILES.items()
        if file != TERMS and any(f'/{term}"' in json.dumps(each) for term in changed)
    }
    return replace(table, shapes={**table.shapes, **again})
