"""Whoever runs Rung finds every setting, metric, path and command in docs/operations.md, and none that is not there."""

import re

from pydantic import AliasChoices

from bot.kit.config import Settings
from bot.kit.metrics import Metrics
from tests.house.tree import ROOT

PAGE = (ROOT / "docs" / "operations.md").read_text("utf-8")
SETTING = re.compile(r"^\| `((?:SLACK|RUNG)_[A-Z_]+)` \|", re.MULTILINE)
METRIC = re.compile(r"`(rung_[a-z_]+)`")


def settings() -> list[str]:
    aliases = {name: field.validation_alias for name, field in Settings.model_fields.items()}
    return [
        str(alias.choices[0]) if isinstance(alias, AliasChoices) else f"RUNG_{name.upper()}"
        for name, alias in aliases.items()
    ]


def test_every_setting_stands_in_the_table_once() -> None:
    assert sorted(SETTING.findall(PAGE)) == sorted(settings())


def test_every_metric_is_explained() -> None:
    assert set(METRIC.findall(PAGE)) == Metrics().names


def test_what_is_said_of_defaults_is_so() -> None:
    defaults = {f"RUNG_{name.upper()}": field.default for name, field in Settings.model_fields.items()}
    for name in ("RUNG_SOCKET_CONNECTIONS", "RUNG_TURNS_AT_ONCE", "RUNG_STOP_SECONDS", "RUNG_TICK_SECONDS"):
        (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| `{name}` |")]
        assert row.split("|")[3].strip() == f"{defaults[name]:g}"
