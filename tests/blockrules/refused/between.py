"""Faults between the fields of an object, and between the blocks of a message or view."""

from itertools import chain

from tests.blockrules.refused.case import GONE, Case
from tests.blockrules.sample import (
    BUTTON,
    DIVIDER,
    IMAGE,
    SECTION,
    SLACK_IMAGE,
    Json,
    option,
    plain,
    rich,
    said,
)
from tests.blockrules.taken.agents import FEEDBACK, ICON, PLAN, PROVIDER, TASK
from tests.blockrules.taken.choices import GROUPS, SIZES
from tests.blockrules.taken.inputs import DATE, LINE
from tests.blockrules.taken.pictures import CARD, VIDEO
from tests.blockrules.taken.tables import CELL, DATA, NUMBER, PIE, TABLE, chart

YES = True
IN = "/blocks/0/element"
NEW = option("New", "new")
ASKED: Json = {"type": "input", "label": plain("Say"), "element": {"type": "plain_text_input"}}
CONTAINER: Json = {"type": "container", "title": plain("Box"), "child_blocks": [DIVIDER]}
CAROUSEL: Json = {"type": "carousel", "elements": [CARD]}

BETWEEN_FIELDS = [
    Case("section of mrkdwn", "/0/text", GONE, "/0"),
    Case("card of an image", "/0/hero_image", GONE, "/0"),
    Case("card", "/0/slack_icon", {"type": "icon", "name": "bug"}, "/0"),
    Case("container", "/0/title", GONE, "/0"),
    Case("image by address", "/0/slack_file", {"id": "F0123456"}, "/0"),
    Case("section with an image", "/0/accessory/slack_file", {"id": "F0123456"}, "/0/accessory"),
    Case("image by file id", "/0/slack_file/url", "https://files.slack.com/1", "/0/slack_file"),
    Case("image by file id", "/0/slack_file/id", GONE, "/0/slack_file"),
    Case("static select", f"{IN}/option_groups", GROUPS, IN),
    Case("multi static select", f"{IN}/option_groups", GROUPS, IN),
    Case("conversations select", f"{IN}/filter", {}, f"{IN}/filter"),
    Case("conversations select", f"{IN}/filter/include", ["im", "im"], f"{IN}/filter/include"),
    Case(
        "plain text input",
        f"{IN}/dispatch_action_config/trigger_actions_on",
        ["on_enter_pressed", "on_enter_pressed"],
        f"{IN}/dispatch_action_config/trigger_actions_on",
    ),
    Case("table", "/0/column_settings/1", "left", "/0/column_settings/1"),
    Case("bars", "/0/chart/axis_config/categories/1", "2 Mar", "/0/chart/axis_config/categories"),
    Case(
        "bars",
        "/0/chart/axis_config/categories",
        [str(day) for day in range(21)],
        "/0/chart/axis_config/categories",
    ),
    Case("bars", "/0/chart/series/1/data/1/label", "10 Mar", "/0/chart/series/1/data"),
    Case("bars", "/0/chart/series/0/data", [], "/0/chart/series/0/data"),
    Case("bars", "/0/chart/series/1/name", "Asked", "/0/chart/series/1/name"),
    Case("static select", f"{IN}/initial_option", NEW, f"{IN}/initial_option"),
    Case("groups", "/0/elements/0/initial_option", NEW, "/0/elements/0/initial_option"),
    Case("radio buttons", f"{IN}/initial_option", NEW, f"{IN}/initial_option"),
    Case("checkboxes", f"{IN}/initial_options/0", NEW, f"{IN}/initial_options/0"),
    Case("multi static select", f"{IN}/initial_options", [SIZES[0], NEW], f"{IN}/initial_options/1"),
    Case("number input", f"{IN}/max_value", "-2", f"{IN}/min_value"),
    Case("plain text input", f"{IN}/max_length", 1, f"{IN}/min_length"),
    Case("rich text input", f"{IN}/max_lines", 1, f"{IN}/min_lines"),
    Case("file input", "/blocks/0/dispatch_action", YES, "/blocks/0/dispatch_action"),
    Case("container", "/0/is_collapsible", GONE, "/0/default_collapsed"),
    Case("container", "/0/has_header_divider", YES, "/0/has_header_divider"),
    Case("data table", "/0/rows/0/2", NUMBER, "/0/rows/0/2/type"),
    Case("data table", "/0/rows/0/1", rich(said("Head")), "/0/rows/0/1/type"),
    Case("data table", "/0/rows/1", [CELL] * 3, "/0/rows/1"),
    Case("data table", "/0/row_header_column_index", 4, "/0/row_header_column_index"),
]

OF_ANOTHER_KIND = [
    Case("divider", "/0/type", "line", "/0/type"),
    Case("divider", "/0/type", GONE, "/0"),
    Case("divider", "/0", "divider", "/0"),
    Case("section of mrkdwn", "/0/text/type", "markdown", "/0/text/type"),
    Case("section of mrkdwn", "/0/text/type", GONE, "/0/text"),
    Case("section with a button", "/0/accessory", LINE, "/0/accessory/type"),
    Case("actions", "/0/elements/0", IMAGE, "/0/elements/0/type"),
    Case("actions", "/0/elements/0", LINE, "/0/elements/0/type"),
    Case("context", "/0/elements/0", BUTTON, "/0/elements/0/type"),
    Case("plain text input", IN, BUTTON, f"{IN}/type"),
    Case("feedback", "/0/elements/0", BUTTON, "/0/elements/0/type"),
    Case("actions", "/0/elements/0", ICON, "/0/elements/0/type"),
    Case("container", "/0/child_blocks/0", CONTAINER, "/0/child_blocks/0/type"),
    Case("container", "/0/child_blocks/0", {"type": "markdown", "text": "a"}, "/0/child_blocks/0/type"),
    Case("carousel", "/0/elements/0", SECTION, "/0/elements/0/type"),
    Case("card", "/0/actions/0", DATE, "/0/actions/0/type"),
    Case("table", "/0/rows/0/0", plain("cell"), "/0/rows/0/0/type"),
    Case("table", "/0/rows/0/0", {"type": "action", "element": BUTTON}, "/0/rows/0/0/type"),
    Case("data table", "/0/rows/1/3/fallback", rich(said("x")), "/0/rows/1/3/fallback/type"),
    Case("pie", "/0/chart/type", "radar", "/0/chart/type"),
    Case("rich text with text", "/0/elements/0", said("bare"), "/0/elements/0/type"),
    Case("rich text with text", "/0/elements/0/elements/0/type", "mrkdwn", "/0/elements/0/elements/0/type"),
    Case("rich list", "/0/elements/0/elements/0", said("bare"), "/0/elements/0/elements/0/type"),
    Case("task", "/0/details", plain("words"), "/0/details/type"),
    Case("task", "/0/status", "pending", "/0/status"),
    Case("service", "/0/accessory", BUTTON, "/0/accessory/type"),
    Case("service", "/0/fallback/0", PROVIDER, "/0/fallback/0/type"),
    Case("card with an icon of Slack's", "/0/slack_icon", IMAGE, "/0/slack_icon/type"),
    Case("task", "/0/sources/0/type", "link", "/0/sources/0/type"),
    Case("modal", "/blocks/0/type", "text", "/blocks/0/type"),
    Case("modal", "/type", "window", "/type"),
    Case("divider", "", "divider", ""),
    Case("divider", "", {"channel": "C0ALL"}, ""),
    Case("divider", "", {"blocks": DIVIDER}, "/blocks"),
    Case(
        "divider",
        "",
        {"text": "a", "attachments": [{"blocks": [{"type": "line"}]}]},
        "/attachments/0/blocks/0/type",
    ),
    Case("modal", "", "modal", ""),
]

NOT_IN_MODALS = [
    {"type": "call", "call_id": "R1"},
    CAROUSEL,
    CONTAINER,
    {"type": "context_actions", "elements": [FEEDBACK]},
    DATA,
    PIE,
    {"type": "file", "external_id": "1", "source": "remote"},
    {"type": "markdown", "text": "*a*"},
    PLAN,
    TABLE,
    TASK,
]
NOT_IN_HOME = [
    {"type": "alert", "text": plain("Stop")},
    *(block for block in NOT_IN_MODALS if block not in (CAROUSEL, CONTAINER, DATA, TABLE)),
]
ON_ANOTHER_SURFACE = [
    *(Case("modal to read", "/blocks/1", block, "/blocks/1/type") for block in NOT_IN_MODALS),
    *(Case("a hundred blocks in Home", "/blocks/99", block, "/blocks/99/type") for block in NOT_IN_HOME),
    Case("input in a message", "/0/element", {"type": "file_input"}, "/0/element/type"),
    Case("input in Home", "/blocks/0/element", {"type": "file_input"}, "/blocks/0/element/type"),
    Case(
        "input in a container",
        "/0/child_blocks/0/element",
        {"type": "file_input"},
        "/0/child_blocks/0/element/type",
    ),
]


def named(name: str, *types: Json) -> list[Json]:
    return [{**block, "block_id": name} for block in types]


BETWEEN_BLOCKS = [
    Case("fifty blocks", "/50", SECTION, ""),
    Case("two charts", "/2", chart("line"), "/2"),
    Case("table", "/1", {"type": "table", "rows": [[CELL]]}, "/1"),
    Case("table", "/1", DATA, "/1"),
    Case("data table", "/1", {**CONTAINER, "child_blocks": [TABLE]}, "/1/child_blocks/0"),
    Case("table in Home", "/blocks/1", DATA, "/blocks/1"),
    Case("divider", "", named("a", DIVIDER, SECTION), "/1/block_id"),
    Case("modal to read", "/blocks", named("a", DIVIDER, SECTION), "/blocks/1/block_id"),
    Case("a form of two questions", "/blocks/1/block_id", "a", "/blocks/1/block_id"),
    Case("container", "/0/child_blocks", named("a", DIVIDER, SECTION), "/0/child_blocks/1/block_id"),
    Case("container", "/0/child_blocks/0", named("box", SECTION)[0], "/0/child_blocks/0/block_id"),
    Case("actions", "/0/elements/1/action_id", "a", "/0/elements/1/action_id"),
    Case("card", "/0/actions/2/action_id", "buy", "/0/actions/2/action_id"),
    Case("carousel", "/0/elements/0/actions/1/action_id", "buy", "/0/elements/0/actions/1/action_id"),
    Case(
        "data table",
        "/0/rows/1",
        [*[{"type": "action", "element": {**BUTTON, "action_id": "a"}}] * 2, CELL, CELL],
        "/0/rows/1/1/element/action_id",
    ),
    Case("feedback", "/0/elements/1/action_id", "thumbs", "/0/elements/1/action_id"),
    Case("markdown", "/1", {"type": "markdown", "text": "x" * 11_984}, "/1/text"),
    Case("data table of 20,000 characters", "/0/rows/1/0/text", "x" * 10_001, "/0/rows"),
    Case(
        "data table of 20,000 characters",
        "/0/rows/1/0",
        rich(said("x" * 10_000), {"type": "link", "url": "https://a.example", "text": "x"}),
        "/0/rows",
    ),
    Case("date picker", "/blocks/1", {**ASKED, "element": DATE}, "/blocks/1/element/focus_on_load"),
    Case("plain text input", "/submit", GONE, "/blocks/0/input"),
    Case("modal to read", "/blocks/1", ASKED, "/blocks/1/input"),
]

OTHERWISE = [
    Case("bare plain text input", f"{IN}/min_length", 3001, f"{IN}/min_length"),
    Case("bare rich text input", f"{IN}/min_lines", 101, f"{IN}/min_lines"),
    Case("section with an image", "/0/accessory/alt_text", "", "/0/accessory/alt_text"),
    Case("image by file id", "/0/alt_text", GONE, "/0"),
    Case("five in an overflow", "/0/elements/0/options/5", NEW, "/0/elements/0/options"),
    Case("ten boxes", "/0/elements/0/options/10", NEW, "/0/elements/0/options"),
    Case("a hundred options", "/0/elements/0/options/100", NEW, "/0/elements/0/options"),
    Case("ten blocks in a container", "/0/child_blocks/10", SECTION, "/0/child_blocks"),
    Case("carousel of ten", "/0/elements/10", CARD, "/0/elements"),
    Case("plan of bare tasks", "/0/tasks/50", {"task_id": "1", "title": "A"}, "/0/tasks"),
    Case("a hundred blocks in Home", "/blocks/100", SLACK_IMAGE, "/blocks"),
    Case("a hundred blocks in a modal", "/blocks/100", VIDEO, "/blocks"),
    Case("modal", "/submit", None, "/submit"),
    Case("modal", "/id", "V0123", ""),
]

CASES: list[Case] = list(
    chain(BETWEEN_FIELDS, OF_ANOTHER_KIND, ON_ANOTHER_SURFACE, BETWEEN_BLOCKS, OTHERWISE)
)
