"""`rung blocks`: what Slack would refuse in files, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.blockrules.sample import BUTTON, SECTION, Json, acting, home, marked, modal
from tests.commands import environment

RUNG = Path(sys.executable).with_name("rung")
HEADER: Json = {"type": "header", "text": marked("Top")}


def rung_blocks(folder: Path, *files: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [RUNG, "blocks", *files],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def write(folder: Path, name: str, payload: Any) -> str:
    (folder / name).write_text(payload if isinstance(payload, str) else json.dumps(payload), "utf-8")
    return name


def test_each_file_is_judged_and_each_fault_is_pointed_at(tmp_path: Path) -> None:
    files = [
        write(tmp_path, "list.json", [SECTION]),
        write(tmp_path, "message.json", {"text": "Hi", "blocks": [SECTION, HEADER]}),
        write(tmp_path, "exported.json", {"blocks": acting({**BUTTON, "value": 7, "colour": "red"}).payload}),
        write(tmp_path, "modal.json", modal(SECTION).payload),
        write(tmp_path, "home.json", home(HEADER).payload),
    ]
    done = rung_blocks(tmp_path, *files)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "list.json: ok",
        "message.json: 1 fault",
        "  /blocks/1/text/type: unsupported type: mrkdwn",
        "exported.json: 2 faults",
        "  /blocks/0/elements/0: invalid additional property: colour",
        "  /blocks/0/elements/0/value: must provide a string",
        "modal.json: ok",
        "home.json: 1 fault",
        "  /blocks/0/text/type: unsupported type: mrkdwn",
    ]


def test_it_ends_well_where_all_is_well(tmp_path: Path) -> None:
    done = rung_blocks(
        tmp_path, write(tmp_path, "a.json", [SECTION]), write(tmp_path, "b.json", {"text": "Hi"})
    )
    assert (done.returncode, done.stdout) == (0, "a.json: ok\nb.json: ok\n")


def test_what_is_no_block_kit_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "latin.json").write_bytes(b'["caf\xe9"]')
    files = [
        write(tmp_path, "cut.json", "["),
        write(tmp_path, "empty.json", ""),
        write(tmp_path, "words.json", '"words"'),
        write(tmp_path, "nothing.json", "{}"),
        "none.json",
        ".",
        "latin.json",
        write(tmp_path, "deep.json", "[" * 100_000),
        write(tmp_path, "half.json", '[{"type": "\\ud800"}]'),
        write(tmp_path, "well.json", [SECTION]),
    ]
    done = rung_blocks(tmp_path, *files)
    assert (done.returncode, done.stderr) == (1, "")
    told = done.stdout.splitlines()
    assert told[:8] == [
        "cut.json: is not JSON: Expecting value: line 1 column 2 (char 1).",
        "empty.json: is not JSON: Expecting value: line 1 column 1 (char 0).",
        "words.json: 1 fault",
        "  /: must provide an object",
        "nothing.json: 1 fault",
        "  /: missing required field: blocks",
        "none.json: can't be read: No such file or directory.",
        ".: can't be read: Is a directory.",
    ]
    assert told[8].startswith("latin.json: is not JSON: 'utf-8' codec")
    assert told[9].startswith("deep.json: is not JSON: ")
    assert told[10:] == [
        "half.json: 1 fault",
        "  /0/type: unsupported type: \\ud800",
        "well.json: ok",
    ]
