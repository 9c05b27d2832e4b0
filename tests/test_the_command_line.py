"""The command line as a newcomer meets it: real processes, no Slack account."""

import re
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.commands import environment

RUNG = Path(sys.executable).with_name("rung")
SLOW_MACHINE = 110  # seconds; the product's own targets are measured by the benchmarks


def rung(*words: str, cwd: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """One command in an environment with these settings and no others."""
    return subprocess.run(
        [RUNG, *words],
        cwd=cwd,
        env=environment(cwd, **settings),
        capture_output=True,
        text=True,
        timeout=SLOW_MACHINE,
        check=False,
    )


def test_missing_settings_are_told_all_at_once_without_a_traceback(tmp_path: Path) -> None:
    done = rung("serve", cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "RUNG_SECRET_KEYS"):
        assert f"{name} is missing" in done.stderr


def test_settings_are_read_from_a_file_and_wrong_ones_are_sentences(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxp-1\nSLACK_APP_TOKEN=xapp-1\nRUNG_SECRET_KEYS=short\n")
    done = rung("migrate", cwd=tmp_path, RUNG_ZONE="Mars")
    assert done.returncode == 2
    sentences = " ".join(done.stderr.split())
    assert "SLACK_BOT_TOKEN is wrong: a bot token starts with xoxb-." in sentences
    assert "RUNG_SECRET_KEYS is wrong: each key needs at least 16 characters." in sentences
    assert "RUNG_ZONE is wrong: it has to be a zone like Europe/Berlin." in sentences
    assert "xoxp-1" not in sentences


GOOD = {
    "SLACK_BOT_TOKEN": "xoxb-1",
    "SLACK_APP_TOKEN": "xapp-1",
    "RUNG_SECRET_KEYS": "a key of the tests",
    "RUNG_SLACK_API_URL": "http://127.0.0.1:9/api/",
}


def test_an_older_schema_is_refused_with_the_command_that_mends_it(tmp_path: Path) -> None:
    done = rung("serve", cwd=tmp_path, **GOOD)
    assert done.returncode == 2
    assert "run `rung migrate`" in done.stderr

    assert rung("migrate", cwd=tmp_path, **GOOD).returncode == 0
    assert (tmp_path / "rung.db").exists()
    done = rung("serve", cwd=tmp_path, **GOOD)
    assert done.returncode == 2
    assert "Slack can't be reached at http://127.0.0.1:9/api/" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_the_tour_tells_the_whole_story(tmp_path: Path) -> None:
    done = rung("demo", "--tour", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for step in (
        "the form",
        "the shortlist",
        "Not now, and why",
        "May we ask Priya Raman",
        "This one has moved on",
        "Nobody at Brightwell will ask you before 16 March",
        "Is being asked by a colleague right now; free on 16 March",
        "Story by Talerhaus",
        "Health: green, as of 23 February, 7 days ago.",
        "Yes, if no conflict",
        "Confirm",
        "Thank you for saying yes",
        "Agreed for Thursday 12 March",
        "Monday 9 March",
        "Three people took",
        "An easy first step: a vote on an idea.",
        "On the ladder at Tell",
        "The new closing calendar, before everybody else.",
        "Why you: you gave us a reference call on 12 March, and it went well.",
        "would like to hear more about",
        "Vouch: two confirmed there since October 2025.",
        "6 · Shape",
    ):
        assert step in done.stdout, step
    assert len(set(re.findall(r"the live line \(message ([\d.]+)\)", done.stdout))) == 1
    assert done.stderr == ""


def test_the_demo_serves_its_page_and_stops_politely(tmp_path: Path) -> None:
    surroundings = environment(tmp_path, PYTHONUNBUFFERED="1")
    with subprocess.Popen(
        [RUNG, "demo", "--port", "0"], cwd=tmp_path, env=surroundings, stdout=subprocess.PIPE, text=True
    ) as demo:
        assert demo.stdout is not None
        ready = demo.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", ready)
        assert address is not None, ready
        page = httpx.get(address.group())
        state = httpx.get(f"{address.group()}/sandbox/state", params={"user": "U0TOM"}).json()
        demo.terminate()
        assert demo.wait(timeout=SLOW_MACHINE) == 0
    assert page.status_code == 200
    assert "<title>" in page.text
    assert "/reference" in [command["command"] for command in state["commands"]]
    assert len(state["people"]) > 100


def test_a_taken_port_is_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = rung("demo", "--port", str(taken.getsockname()[1]), cwd=tmp_path)
    assert done.returncode == 1
    assert "Rung could not start" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("--help",), ("demo", "--help"), ("serve", "--help")])
def test_help_is_there(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = rung(*words, cwd=tmp_path)
    assert done.returncode == 0
    assert "Usage" in done.stdout
