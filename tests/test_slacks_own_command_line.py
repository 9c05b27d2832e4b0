"""`.slack/hooks.json`: each hook run as Slack's command line (4.5) runs it, and its answer read."""

import asyncio
import json
import shutil
from asyncio.subprocess import PIPE
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import app
from tests.commands import environment
from tests.house.tree import ROOT
from tests.operating import PATIENCE, TOKENS, Desk, desk

SCHEMA = ROOT / "tests" / "data" / "slack-manifest.schema.2.0.0.json"
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project as a clone has it, with the environment that is there already, and no settings."""
    shutil.copytree(ROOT / ".slack", tmp_path / ".slack")
    for name in ("Makefile", "pyproject.toml", "requirements", ".venv"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


async def hook(project: Path, command: str, *more: str, **settings: str) -> asyncio.subprocess.Process:
    """Split at spaces, without a shell, in the project's folder; what Slack adds comes last."""
    return await asyncio.create_subprocess_exec(
        *command.split(),
        *more,
        cwd=project,
        env=environment(project, **settings),
        stdout=PIPE,
        stderr=PIPE,
    )


async def said(project: Path, command: str, *more: str) -> Any:
    """The JSON on stdout, and nothing else."""
    process = await hook(project, command, *more)
    out, error = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 0, error.decode()
    return json.loads(out)


async def hooks(project: Path) -> Any:
    named = json.loads((project / ".slack" / "hooks.json").read_text("utf-8"))["hooks"]
    assert list(named) == ["get-hooks"]
    return await said(project, named["get-hooks"])


async def test_the_manifest_is_app_yaml_as_slack_takes_it(project: Path) -> None:
    found = await hooks(project)
    assert found["config"]["sdk-managed-connection-enabled"] is True
    assert found["config"]["watch"] == {"filter-regex": r"^app\.yaml$", "paths": ["."]}
    manifest = await said(project, found["hooks"]["get-manifest"], f"--source={project}")
    assert manifest == yaml.safe_load(app.MANIFEST.read_text("utf-8"))
    jsonschema.validate(manifest, json.loads(SCHEMA.read_text("utf-8")))


async def started(at: Desk, command: str, **more: str) -> str:
    """What the start hook says until the bot is ready; then it is stopped, and has to end well."""
    environment = TOKENS | {"RUNG_SLACK_API_URL": f"{at.address}/api/"} | more
    process = await hook(at.place, command, **environment)
    assert process.stderr is not None
    heard = ""
    async with asyncio.timeout(PATIENCE):
        while b'"event": "ready"' not in (line := await process.stderr.readline()):
            assert line, heard
            heard += line.decode()
        answer = await at.sandbox.person("U0MAYA").command("/rung", "help")
        process.terminate()
        assert await process.wait() == 0
    assert answer.body is not None
    return heard + str(answer.body["text"])


async def test_slack_run_starts_the_bot_with_the_tokens_it_hands_in(project: Path) -> None:
    start = (await hooks(project))["hooks"]["start"]
    async with desk(project) as at:
        at.sandbox.delivery.ack_limit = PATIENCE
        heard = await started(at, start)
        assert "Nobody manages this programme yet: RUNG_MANAGER=you@company.com slack run" in heard
        kept = at.env.read_text("utf-8")
        assert "RUNG_SECRET_KEYS" in kept
        assert not any(token in kept for token in TOKENS.values())
        heard = await started(at, start, RUNG_MANAGER="maya@brightwell.example")
        assert "Nobody manages" not in heard
        assert "/rung queue" in heard
        assert at.env.read_text("utf-8") == kept
