"""Which changes are made: what a slip of the hand, a forgotten condition or a wrong table would be.

Comparisons at their boundary, conditions left out, the other branch, numbers one more, sets and statements with one
thing less, a table's value exchanged for another of the same table; and in SQL the other join, aggregate or test.
"""

import ast
import copy
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.mutants.sites import Mutant, Site, sites

Said = tuple[str, ast.AST]
LONGEST = 90  # characters of code in what is said

COMPARED: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
COMPUTED: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
}
_REASONS = "__import__('models.eligibility.reasons', fromlist=['*'])"
FUNCTIONS: Mapping[str, str] = {
    "and_": "__import__('sqlalchemy').or_",
    "or_": "__import__('sqlalchemy').and_",
    "latest": f"{_REASONS}.earliest",
    "earliest": f"{_REASONS}.latest",
    "max": "min",
    "min": "max",
    "any": "all",
    "all": "any",
}
METHODS: Mapping[str, str] = {
    "max": "min",
    "min": "max",
    "is_": "is_not",
    "is_not": "is_",
    "in_": "not_in",
    "join": "outerjoin",
    "outerjoin": "join",
}
LEFT_OUT = frozenset(
    {"where", "order_by", "group_by", "limit", "desc", "not_"}
)  # the call, but for its subject
# Of these each argument may be left out; elsewhere that is no slip, but a call that fails at once.
OF_ANY_NUMBER = frozenset(
    {"and_", "or_", "where", "case", "coalesce", "latest", "earliest", "order_by", "group_by", "over"}
)


def mutants(tree: ast.Module) -> list[Mutant]:
    """All of a module's, each with the number that tells it from others of its function that read alike."""
    seen, found = Counter[tuple[str, str]](), list[Mutant]()
    for site in sites(tree):
        for operator in OPERATORS:
            for said, new in operator(site):
                seen[site.within, said] += 1
                found.append(Mutant(site, said, seen[site.within, said], new))
    return found


def _comparison(site: Site) -> Iterator[Said]:
    node = site.node
    if isinstance(node, ast.Compare) and not _is_left_out(site):
        for at, op in enumerate(node.ops):
            ops = [*node.ops[:at], COMPARED[type(op)](), *node.ops[at + 1 :]]
            yield _becomes(node, _with(node, ops=ops))


def _is_left_out(site: Site) -> bool:
    """Is it a condition that is left out or decided as a whole? Then turning it round as well tells nothing more."""
    node, holder = site.node, site.holder
    turned = isinstance(node, ast.Call | ast.UnaryOp) or (
        isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq | ast.Is | ast.IsNot)
    )
    whole = isinstance(holder, ast.Call) and _name(holder) in OF_ANY_NUMBER and site.field == "args"
    return turned and (whole or (isinstance(holder, ast.If | ast.IfExp) and site.field == "test"))


def _condition(site: Site) -> Iterator[Said]:
    """Each part of an `and` or `or` left out; either way of an `if`; a filter that lets everything through."""
    node = site.node
    if isinstance(node, ast.BoolOp):
        for at, value in enumerate(node.values):
            left = [*node.values[:at], *node.values[at + 1 :]]
            yield _without(value, left[0] if len(left) == 1 else _with(node, values=left))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) and not _is_left_out(site):
        yield _becomes(node, node.operand)
    elif isinstance(node, ast.If | ast.IfExp):
        for taken in (True, False):
            yield f"`if {_code(node.test)}`: always {taken}", _with(node, test=ast.Constant(taken))
    elif isinstance(node, ast.comprehension):
        for at, test in enumerate(node.ifs):
            yield _without(test, _with(node, ifs=[*node.ifs[:at], *node.ifs[at + 1 :]]))


def _value(site: Site) -> Iterator[Said]:
    """Numbers, yes and no, and what is put together; words are compared whole, as people read them."""
    node = site.node
    if isinstance(node, ast.BinOp):
        if type(node.op) in COMPUTED:
            yield _becomes(node, _with(node, op=COMPUTED[type(node.op)]()))
        elif isinstance(node.op, ast.BitOr | ast.BitAnd):
            yield _without(node.left, node.right)
            yield _without(node.right, node.left)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield _becomes(node, ast.Constant(not node.value))
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield _becomes(node, ast.Constant(node.value + 1))


def _statement(site: Site) -> Iterator[Said]:
    """Something that is not done."""
    if isinstance(site.node, ast.Expr | ast.Raise | ast.AugAssign):
        yield _without(site.node, ast.Pass())


def _collection(site: Site) -> Iterator[Said]:
    """A set or list that lacks something; a table that says of one what it says of another."""
    node = site.node
    if isinstance(node, ast.Set | ast.List | ast.Tuple) and _is_data(site):
        for at, each in enumerate(node.elts):
            yield _without(each, _with(node, elts=[*node.elts[:at], *node.elts[at + 1 :]]))
    elif isinstance(node, ast.Dict):
        distinct = {ast.unparse(value): value for value in node.values}
        order = list(distinct)
        for at, (key, value) in enumerate(zip(node.keys, node.values, strict=True)):
            if key is None or len(order) < 2:
                continue
            other = distinct[order[(order.index(ast.unparse(value)) + 1) % len(order)]]
            values = [*node.values[:at], other, *node.values[at + 1 :]]
            yield f"`{_code(key)}` has `{_code(other)}`", _with(node, values=values)


def _is_data(site: Site) -> bool:
    """A tuple only where it holds alike things, not what belongs together."""
    if not isinstance(site.node, ast.Tuple):
        return not isinstance(getattr(site.node, "ctx", None), ast.Store)
    several = isinstance(site.holder, ast.Return) and len(site.node.elts) > 2
    return several or (site.field in {"value", "iter"} and isinstance(site.holder, ast.Assign | ast.For))


def _call(site: Site) -> Iterator[Said]:
    node = site.node
    if not isinstance(node, ast.Call):
        return
    name = _name(node)
    if isinstance(node.func, ast.Name) and name in FUNCTIONS:
        other = ast.parse(FUNCTIONS[name], mode="eval").body
        yield f"`{_code(node)}` by `{FUNCTIONS[name].rpartition('.')[2]}`", _with(node, func=other)
    if isinstance(node.func, ast.Attribute) and name in METHODS and not _is_left_out(site):
        other = _with(node.func, attr=METHODS[name])
        yield f"`.{name}{_tail(node)}` by `{METHODS[name]}`", _with(node, func=other)
    if name in LEFT_OUT and len(node.args) < 2:
        subject = node.func.value if isinstance(node.func, ast.Attribute) else node.args[0]
        yield f"`{name}{_tail(node)}` left out", subject
    if name in OF_ANY_NUMBER:
        yield from _arguments(node, name)


def _name(node: ast.Call) -> str:
    """Of the function or method that is called."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _arguments(node: ast.Call, name: str) -> Iterator[Said]:
    """Each left out, where others are left."""
    if len(node.args) + len(node.keywords) < 2:
        return
    for at, each in enumerate(node.args):
        args = [*node.args[:at], *node.args[at + 1 :]]
        yield f"`{name}` without `{_code(each)}`", _with(node, args=args)
    for at, given in enumerate(node.keywords):
        keywords = [*node.keywords[:at], *node.keywords[at + 1 :]]
        yield f"`{name}` without `{_code(given)}`", _with(node, keywords=keywords)


OPERATORS: tuple[Callable[[Site], Iterator[Said]], ...] = (
    _comparison,
    _condition,
    _value,
    _statement,
    _collection,
    _call,
)


def _with(node: ast.AST, **fields: Any) -> Any:
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def _becomes(old: ast.AST, new: ast.AST) -> Said:
    return f"`{_code(old)}` becomes `{_code(new)}`", new


def _without(gone: ast.AST, new: ast.AST) -> Said:
    return f"without `{_code(gone)}`", new


def _code(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _tail(node: ast.Call) -> str:
    return f"({', '.join(_code(each) for each in [*node.args, *node.keywords])})"
