"""`rung person`, as an operator types it."""

import json
import stat
from pathlib import Path

import pytest

from tests.test_operating_at_the_command_line import typed
from tests.test_serving import free_port, settings_for

PRIYA = "priya@nordlicht.example"


@pytest.fixture
def url(settled_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    monkeypatch.chdir(tmp_path)
    for name, value in settings_for("http://127.0.0.1:9", free_port()).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("RUNG_DATABASE_URL", settled_url)
    return settled_url


@pytest.mark.usefixtures("url")
def test_everything_is_exported_to_the_screen_or_to_a_file(tmp_path: Path) -> None:
    code, out = typed("person", "export", f"  {PRIYA.title()} ")
    assert code == 0
    (advocate,) = json.loads(out)["advocate"]
    assert advocate["E-mail"] == PRIYA
    assert advocate["Company"] == "Nordlicht Pay"

    file = tmp_path / "priya.json"
    code, out = typed("person", "export", PRIYA, "--to", str(file))
    assert (code, out) == (0, f"{file}: everything that is kept on them.\n")
    assert json.loads(file.read_text("utf-8"))["advocate"] == [advocate]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.usefixtures("url")
def test_somebody_unknown_is_told_so() -> None:
    code, out = typed("person", "export", "nobody@nowhere.example")
    assert code == 1
    said = "Nobody among the customers of this programme has the address nobody@nowhere.example."
    assert said in " ".join(out.split())
    assert typed("person", "export", "no address")[0] == 1
