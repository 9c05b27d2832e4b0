"""Blocks as text that says all of them: what it does not know by name it refuses, so nothing is left out."""

from typing import Any

from bot.views.blocks import Block, Drawing, Element
from sandbox.charts import chart_as_text


def written(drawing: Drawing) -> str:
    """A message: its notification text, then its blocks."""
    return f"({drawing.text})\n" + written_blocks(drawing.blocks)


def written_view(view: dict[str, Any]) -> str:
    rest = dict(view)
    kind, blocks = rest.pop("type"), rest.pop("blocks")
    parts = [f"{name}={_plain(v) if isinstance(v, dict) else v}" for name, v in rest.items()]
    return " ".join([kind, *parts]) + "\n" + written_blocks(blocks)


def written_blocks(blocks: list[Block]) -> str:
    return "\n".join(_block(dict(block)) for block in blocks) + "\n"


def _block(block: Block) -> str:
    kind = block.pop("type")
    named = f" #{block.pop('block_id')}" if "block_id" in block else ""
    said = _BLOCKS[kind](block)
    _nothing_left(kind, block)
    return f"{said}{named}"


def _section(block: Block) -> str:
    accessory = f"\n  {_element(block.pop('accessory'))}" if "accessory" in block else ""
    return f"{_mrkdwn(block.pop('text'))}{accessory}"


def _context(block: Block) -> str:
    return "\n".join(f"~ {_mrkdwn(each)}" for each in block.pop("elements"))


def _header(block: Block) -> str:
    return f"# {_plain(block.pop('text'))}"


def _divider(_block: Block) -> str:
    return "----"


def _actions(block: Block) -> str:
    return "\n".join(f"  {_element(each)}" for each in block.pop("elements"))


def _chart(block: Block) -> str:
    shown = chart_as_text(block)
    axis = block["chart"].pop("axis_config")
    kind = block["chart"].pop("type")
    names = f"{axis.get('x_label')} × {axis.get('y_label')}"
    block.pop("chart")
    block.pop("title")
    return "\n".join([*shown, f"  ({kind}, {names})"])


def _input(block: Block) -> str:
    label, element = _plain(block.pop("label")), _element(block.pop("element"))
    optional = " (optional)" if block.pop("optional") else ""
    hint = f"\n  {_plain(block.pop('hint'))}" if "hint" in block else ""
    return f"{label}{optional}:\n  {element}{hint}"


_BLOCKS = {
    "section": _section,
    "context": _context,
    "header": _header,
    "divider": _divider,
    "actions": _actions,
    "input": _input,
    "data_visualization": _chart,
}


def _element(element: Element) -> str:
    """[Label] kind action=value, then whatever else it has."""
    rest = dict(element)
    kind = rest.pop("type")
    label = _plain(rest.pop("text" if kind == "button" else "placeholder", None))
    action, value = rest.pop("action_id"), rest.pop("value", None)
    parts = [f"[{label}]" if label else "", kind, f"{action}={value}" if value else action]
    parts += [f"{name}={_deep(each)}" for name, each in rest.items()]
    return " ".join(part for part in parts if part)


def _deep(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_deep(each) for each in value) + "]"
    if isinstance(value, dict) and value.get("type") == "plain_text":
        return _plain(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_deep(each)}" for name, each in value.items()) + "}"
    return repr(value)


def _plain(text: dict[str, Any] | None) -> str:
    if text is None:
        return ""
    rest = dict(text)
    said = rest.pop("text")
    if rest != {"type": "plain_text", "emoji": False}:
        raise AssertionError(f"unknown text object {text}")
    return f"“{said}”"


def _mrkdwn(text: dict[str, Any]) -> str:
    """Marked-up text, bare. Whether it is verbatim is a matter of tests/views/test_limits.py, once for all."""
    rest = dict(text)
    said = rest.pop("text")
    rest.pop("verbatim", None)
    if rest != {"type": "mrkdwn"}:
        raise AssertionError(f"unknown text object {text}")
    return str(said)


def _nothing_left(kind: str, block: Block) -> None:
    if block:
        raise AssertionError(f"a {kind} has parts that this shorthand does not know: {block}")
