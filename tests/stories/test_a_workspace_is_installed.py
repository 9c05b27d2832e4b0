"""Rung comes into a workspace by OAuth: whoever installs it manages it, and nobody else can walk in beside them."""

import asyncio
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from slack_sdk.errors import SlackApiError
from sqlalchemy import func, select

import app
from bot.connection import entering
from bot.kit.errors import BotError
from bot.kit.vault import Vault
from handlers.install import DENIED, SILENT, TITLE
from models import workspace as workspaces
from models.install import InstallLink, InstallState
from models.member import Member
from models.program import Program
from models.workspace import Kind, Workspace
from sandbox.as_text import message_as_text
from sandbox.people import User
from sandbox.person import Person
from tests.entering import BACK, HOST, Browser, another, open_house, said

# The SDK writes its Basic header by a class that aiohttp has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")


def reads(person: Person) -> str:
    return "\n".join("\n".join(message_as_text(each.blocks, {})) for each in person.dm)


async def count(rung: app.Rung, table: type) -> int:
    async with rung.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def link(rung: app.Rung, program_id: str | None, kind: Kind = Kind.INTERNAL) -> str:
    now, real = rung.clock.business(), rung.clock.real()
    async with rung.database.transaction() as session:
        return await entering.give_link(session, program_id, kind, by="operator", now=now, real=real)


async def test_whoever_installs_it_manages_a_programme_of_their_own(database_url: str) -> None:
    async with open_house(database_url, slack_bot_token=None, new_programs=True) as (sandbox, rung, browser):
        another(sandbox)
        shown = await browser.go("/slack/install")
        assert "Add to Slack" in said(shown)
        assert 'href="/slack/install/direct"' in shown.text
        done = await browser.install("T0TWO/U0TWOZOE")
        assert done.status_code == 200
        assert "Rung is installed in Kestrel" in said(done)
        assert "Rung has written to you" in said(done)
        await rung.outbox.settled()
        zoe = sandbox.person("U0TWOZOE")
        assert "you manage its programme, Kestrel" in reads(zoe)
        await zoe.command("/rung", "settings")
        assert zoe.modal is not None  # which is for managers
        async with rung.database.reading() as session:
            program = (await session.scalars(select(Program))).one()
            workspace = (await session.scalars(select(Workspace))).one()
            member = (await session.scalars(select(Member))).one()
        token = sandbox.workspaces["T0TWO"].bot_token
        assert (program.name, program.zone) == ("Kestrel", "Europe/Paris")
        assert (member.name, member.email, member.is_manager) == ("Zoe Lind", "zoe@kestrel.example", True)
        assert token.encode() not in workspace.token
        assert Vault(rung.settings.keys).open(workspace.token) == token
        assert token not in done.text
        assert await count(rung, InstallState) == 0


async def test_slack_is_asked_for_the_scopes_of_the_manifest(sqlite_url: str) -> None:
    async with open_house(sqlite_url, new_programs=True) as (_, _, browser):
        where = urlsplit(await browser.begin())
        asked = parse_qs(where.query)
        assert where.path == "/oauth/v2/authorize"
        assert set(asked["scope"][0].split(",")) == app.scopes()
        assert asked["redirect_uri"] == [BACK]
        (kept,) = browser.client.cookies.jar
        assert (kept.name, kept.secure, kept.path, kept.domain_specified) == (
            "__Host-rung-install",
            True,
            "/",
            False,
        )
        assert kept.has_nonstandard_attr("HttpOnly")
        assert asked["state"][0] != kept.value


async def test_a_stranger_is_not_let_in_unless_the_operator_says_so(sqlite_url: str) -> None:
    async with open_house(sqlite_url) as (sandbox, rung, browser):
        another(sandbox)
        for address in ("/slack/install", "/slack/install/direct"):
            answer = await browser.go(address)
            assert answer.status_code == 403
            assert "Rung is not open to new workspaces here" in said(answer)
        assert await count(rung, InstallState) == 0
        done = await browser.install(
            "T0TWO/U0TWOZOE", await link(rung, None)
        )  # the operator's link lets one in
        assert "You manage the programme Kestrel" in said(done)
        assert await count(rung, Program) == 2


async def test_a_link_lets_one_workspace_into_its_programme(database_url: str) -> None:
    async with open_house(database_url) as (sandbox, rung, browser):
        another(sandbox)
        another(sandbox, "T0SIX", "Six")
        token = await link(rung, rung.workspace.program_id, Kind.COMMUNITY)
        shown = await browser.go(f"/slack/install?link={token}")
        assert "Your workspace joins the programme Brightwell, as a community of its customers." in said(
            shown
        )
        begun_early = await browser.begin(token)
        other = Browser(sandbox, rung)
        done = await other.install("T0TWO/U0TWOZOE", token)
        await other.close()
        assert "Kestrel belongs to the programme Brightwell now" in said(done)
        async with rung.database.reading() as session:
            workspace = await workspaces.by_team(session, "T0TWO")
        assert workspace is not None
        assert (workspace.program_id, workspace.kind) == (rung.workspace.program_id, Kind.COMMUNITY)
        assert await count(rung, Program) == 1
        assert await count(rung, Member) == 0  # whoever installs a further workspace manages nothing
        late = await browser.go(await browser.decide(begun_early, "T0SIX/U0SIXZOE"))
        assert late.status_code == 403
        assert "This link has been used already" in said(late)
        assert "This link has been used already" in said(await browser.go(f"/slack/install?link={token}"))
        async with rung.database.reading() as session:
            assert await workspaces.by_team(session, "T0SIX") is None
        assert await count(rung, InstallLink) == 1
        await rung.ticks.forget()
        assert await count(rung, InstallLink) == 0


async def test_no_link_leads_past_the_page_that_says_whose_it_is(sqlite_url: str) -> None:
    async with open_house(sqlite_url) as (sandbox, rung, browser):
        another(sandbox)
        mine, other = [await link(rung, rung.workspace.program_id, kind) for kind in Kind]
        for _ in range(2):
            answer = await browser.go(f"/slack/install/direct?link={mine}")
            assert (answer.status_code, answer.headers["location"]) == (302, f"/slack/install?link={mine}")
            await browser.go(f"/slack/install?link={other}")
        shown = await browser.go(f"/slack/install?link={mine}")
        assert "the programme Brightwell, as a further workspace of the company" in said(shown)
        answer = await browser.go(f"/slack/install/direct?link={mine}")
        assert "/oauth/v2/authorize?" in answer.headers["location"]


async def test_a_workspace_belongs_to_one_programme(sqlite_url: str) -> None:
    async with open_house(sqlite_url, new_programs=True) as (sandbox, rung, browser):
        another(sandbox)
        await browser.install("T0TWO/U0TWOZOE")
        taken = await browser.install("T0TWO/U0TWOZOE", await link(rung, rung.workspace.program_id))
        assert taken.status_code == 403
        assert "belongs to another programme already" in said(taken)
        again = await browser.install("T0TWO/U0TWOZOE")
        assert "The programme Kestrel goes on where it stopped." in said(again)
        assert await count(rung, Program) == 2


async def test_installing_again_makes_nobody_a_manager(sqlite_url: str) -> None:
    async with open_house(sqlite_url) as (_, rung, browser):
        done = await browser.install("T0TEST/U0NOBODY", await link(rung, None))
        assert "goes on where it stopped" in said(done)
        assert await count(rung, Member) == 0


async def test_a_state_is_good_once_in_its_own_browser_and_for_ten_minutes(sqlite_url: str) -> None:
    async with open_house(sqlite_url, new_programs=True) as (sandbox, rung, browser):
        another(sandbox)
        back = await browser.decide(await browser.begin(), "T0TWO/U0TWOZOE")
        stranger = Browser(sandbox, rung)
        cookie = browser.client.cookies
        for who, address in (
            (stranger, back),
            (browser, BACK),
            (browser, f"{BACK}?code=1.2&state={'x' * 9999}"),
        ):
            answer = await who.go(address)
            assert answer.status_code == 403
            assert entering.STALE in said(answer)
        assert await count(rung, InstallState) == 1  # another browser can't use it up either
        assert (await browser.go(back)).status_code == 200
        stranger.client.cookies = cookie
        assert entering.STALE in said(await stranger.go(back))
        await stranger.close()
        late = await browser.decide(await browser.begin(), "T0TWO/U0TWOZOE")
        await aged(rung)
        assert entering.STALE in said(await browser.go(late))
        await rung.ticks.forget()
        assert await count(rung, InstallState) == 0


async def aged(rung: app.Rung) -> None:
    """Whatever was begun in a browser was begun eleven minutes ago."""
    async with rung.database.transaction() as session:
        for state in await session.scalars(select(InstallState)):
            state.expires_at -= timedelta(minutes=11)


async def test_of_two_that_bring_one_state_back_one_gets_in(database_url: str) -> None:
    async with open_house(database_url, new_programs=True) as (_, rung, _):
        for _ in range(5):
            async with rung.database.transaction() as session:
                begun = await entering.begin(session, None, real=rung.clock.real())
            both = [consumed(rung, begun), consumed(rung, begun)]
            assert sorted(await asyncio.gather(*both)) == [False, True]


async def consumed(rung: app.Rung, begun: entering.Begun) -> bool:
    try:
        async with rung.database.transaction() as session:
            await entering.consume(session, begun.state, begun.browser, real=rung.clock.real())
            await asyncio.sleep(0)
    except BotError:
        return False
    return True


async def test_of_two_that_use_one_link_one_gets_in(database_url: str) -> None:
    async with open_house(database_url) as (sandbox, rung, browser):
        token = await link(rung, None)
        another(sandbox)
        another(sandbox, "T0SIX", "Six")
        other = Browser(sandbox, rung)
        one = await browser.decide(await browser.begin(token), "T0TWO/U0TWOZOE")
        two = await other.decide(await other.begin(token), "T0SIX/U0SIXZOE")
        answers = await asyncio.gather(browser.go(one), other.go(two))
        await other.close()
        assert sorted(each.status_code for each in answers) == [200, 403]
        assert await count(rung, Workspace) == 2


async def test_what_slack_says_no_to_is_said_in_a_sentence(sqlite_url: str) -> None:
    async with open_house(sqlite_url, new_programs=True) as (sandbox, rung, browser):
        another(sandbox)
        denied = await browser.go(
            await browser.decide(await browser.begin(), "T0TWO/U0TWOZOE", decision="cancel")
        )
        assert (denied.status_code, DENIED in said(denied)) == (200, True)
        back = await browser.decide(await browser.begin(), "T0TWO/U0TWOZOE")
        state = parse_qs(urlsplit(back).query)["state"][0]
        wrong = await browser.go(f"{BACK}?state={state}&code=guessed")
        assert (wrong.status_code, "Slack answers invalid_code." in said(wrong)) == (400, True)
        state = parse_qs(urlsplit(await browser.begin()).query)["state"][0]
        odd = await browser.go(f"{BACK}?state={state}&error=<script>alert(1)</script>")
        assert "<script>" not in odd.text
        assert "Slack answers <script>" in said(odd)
        narrow = (await browser.begin()).replace("chat%3Awrite%2C", "")
        answer = await browser.go(await browser.decide(narrow, "T0TWO/U0TWOZOE"))
        assert "Slack left permissions out: chat:write." in said(answer)
        assert await count(rung, Workspace) == 1


async def test_slack_away_is_a_page_too(sqlite_url: str) -> None:
    async with open_house(sqlite_url, new_programs=True) as (sandbox, _, browser):
        another(sandbox)
        back = await browser.decide(await browser.begin(), "T0TWO/U0TWOZOE")
        sandbox.fail_next("oauth.v2.access", status=503)
        answer = await browser.go(back)
        assert (answer.status_code, said(answer)) == (503, f"{TITLE} {TITLE} {SILENT}")
        assert (await browser.install("T0TWO/U0TWOZOE")).status_code == 200


async def test_an_installer_whom_slack_does_not_describe_manages_all_the_same(sqlite_url: str) -> None:
    async with open_house(sqlite_url, new_programs=True) as (sandbox, rung, browser):
        another(sandbox)
        sandbox.fail_next("users.info", error="fatal_error")
        assert (await browser.install("T0TWO/U0TWOZOE")).status_code == 200
        async with rung.database.reading() as session:
            member = (await session.scalars(select(Member))).one()
        assert (member.slack_user_id, member.is_manager) == ("U0TWOZOE", True)


async def test_a_look_ahead_begins_nothing(sqlite_url: str) -> None:
    async with open_house(sqlite_url, new_programs=True) as (_, rung, browser):
        answer = await browser.client.head("/slack/install/direct")
        assert answer.status_code == 405
        assert await count(rung, InstallState) == 0


async def test_names_of_others_are_only_text_on_a_page(sqlite_url: str) -> None:
    async with open_house(sqlite_url, new_programs=True) as (sandbox, _, browser):
        name = '<img src=x onerror="alert(1)">'
        another(sandbox, "T0TWO", name, User(id="U0ZOE", name="zoe", real_name=name, email="zoe@k.example"))
        done = await browser.install("T0TWO/U0ZOE")
        assert done.status_code == 200
        assert "<img" not in done.text
        assert name in said(done)


async def test_without_an_app_to_install_there_is_no_such_page(sqlite_url: str) -> None:
    async with open_house(sqlite_url, slack_client_id=None, slack_client_secret=None) as (_, _, browser):
        assert (await browser.go("/slack/install")).status_code == 404
        assert (await browser.go(f"{HOST}/slack/oauth_redirect")).status_code == 404


async def test_a_token_is_refused_once_it_ended(sqlite_url: str) -> None:
    async with open_house(sqlite_url, new_programs=True) as (sandbox, rung, browser):
        team = another(sandbox)
        await browser.install("T0TWO/U0TWOZOE")
        token = team.bot_token
        await sandbox.uninstall(team)
        with pytest.raises(SlackApiError, match="account_inactive"):
            await rung.slack.client(token).auth_test()
        assert "goes on where it stopped" in said(await browser.install("T0TWO/U0TWOZOE"))
        await rung.outbox.settled()
        zoe = sandbox.person("U0TWOZOE")
        await zoe.command("/rung", "settings")
        assert zoe.modal is not None
        async with rung.database.reading() as session:
            workspace = await workspaces.by_team(session, "T0TWO")
        assert workspace is not None
        assert workspace.paused_at is None
        assert Vault(rung.settings.keys).open(workspace.token) == team.bot_token != token
