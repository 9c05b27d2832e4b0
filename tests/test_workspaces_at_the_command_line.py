"""`rung workspace`: an operator sees where Rung is, and lets somebody in; with several programmes they name one."""

import re
from pathlib import Path

import pytest

from tests.commands import rung
from tests.entering import another, open_house, said
from tests.world import settings_for

pytestmark = [pytest.mark.timeout(300), pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")]


async def test_a_link_of_the_operators_and_the_list(sqlite_url: str, tmp_path: Path) -> None:
    settings = {
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "secret",
        "SLACK_SIGNING_SECRET": "secret",
        "RUNG_HTTP_PORT": "3999",
        "RUNG_PUBLIC_URL": "https://rung.test",
        "RUNG_DATABASE_URL": sqlite_url,
        "RUNG_SECRET_KEYS": settings_for("http://x", sqlite_url).keys[0],
    }

    def operate(*words: str, **more: str) -> tuple[int, str]:
        done = rung("workspace", *words, cwd=tmp_path, **(settings | more))
        return done.code, " ".join((done.out + done.error).split())

    async with open_house(sqlite_url) as (sandbox, _, browser):
        another(sandbox)
        code, given = operate("link", "--new")
        found = re.fullmatch(r"https://rung\.test/slack/install\?link=([\w-]{43})", given)
        assert (code, bool(found)) == (0, True), given
        assert found
        done = await browser.install("T0TWO/U0TWOZOE", found[1])
        assert "You manage the programme Kestrel" in said(done)
        code, listed = operate("list")
        assert code == 0
        assert "T0TEST Brightwell internal of Brightwell connected" in listed
        assert "T0TWO Kestrel internal of Kestrel connected" in listed
        code, unclear = operate("link")
        assert (code, "Which programme is meant? Set RUNG_PROGRAM" in unclear) == (1, True)
        another(sandbox, "T0SIX", "Six")
        code, given = operate("link", "--kind", "community", RUNG_PROGRAM="Kestrel")
        assert code == 0
        done = await browser.install("T0SIX/U0SIXZOE", given.partition("link=")[2])
        assert "Six belongs to the programme Kestrel now" in said(done)
        assert "T0SIX Six community of Kestrel" in operate("list")[1]
        code, nobody = operate("link", RUNG_PROGRAM="Nobody")
        assert (code, nobody) == (1, "There is no programme “Nobody”.")
        await sandbox.uninstall(sandbox.workspaces["T0SIX"])
        assert "T0SIX Six community of Kestrel left, deleted from 2026-03-08 on" in operate("list")[1]


def test_where_nobody_can_install_it_says_so(sqlite_url: str, tmp_path: Path) -> None:
    done = rung(
        "workspace",
        "link",
        "--new",
        cwd=tmp_path,
        SLACK_BOT_TOKEN="xoxb-test",
        SLACK_APP_TOKEN="xapp-test",
        RUNG_DATABASE_URL=sqlite_url,
        RUNG_SECRET_KEYS="a secret key for the tests",
    )
    assert (done.code, "nobody can install Rung without them" in " ".join(done.error.split())) == (2, True)
