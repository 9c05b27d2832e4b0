"""Asks Slack who people are: our own, customers by their address, and who is in which user group; and if we are let in.

It decides nothing: `managers` and `advocates` do.
"""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import SQLAlchemyError

from bot import leaving
from bot.advocates import finding
from bot.kit import log
from bot.kit.clock import Clock
from bot.kit.database import Database
from bot.kit.errors import BotError
from bot.kit.passing import away
from bot.kit.vault import Vault
from bot.kit.waits import Waits
from bot.managers import comings, roles
from bot.managers.person import Person, described
from bot.outbox.budgets import Budgets
from bot.outbox.slack import SlackClients
from bot.outbox.verdicts import Fate, judge
from models import group as groups
from models import lookup
from models import member as members
from models import place as place_rows
from models import program as programs
from models import workspace as workspaces
from models.advocate import Advocate
from models.member import COLLEAGUES, Member
from models.workspace import Workspace

CALL_FAILED = (SlackApiError, ClientError, TimeoutError, OSError)
NOBODY = frozenset({"user_not_found", "user_not_visible"})
BATCH = 20
CUSTOMERS = 5  # fewer at a time: there may be thousands, and our own people do not wait for them
EVERY = timedelta(hours=1)  # business time between two looks at the groups
GOOD_FOR = timedelta(hours=12)  # real time: Slack may have told in vain that a workspace took Rung out
PAUSE = 0.2  # seconds between two looks at the database, however often it is woken


class Directory:
    """The running edge, woken like the outbox by commits and ticks."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        slack: SlackClients,
        vault: Vault,
        wake: Callable[[], None],
        *,
        budgets: Budgets,
        waits: Waits,
    ) -> None:
        self._database, self._clock, self._slack, self._vault = database, clock, slack, vault
        self._wake_outbox, self._budgets, self._rest = wake, budgets, timedelta(seconds=waits.rest)
        self._woken, self._stopping = asyncio.Event(), asyncio.Event()
        self._looking = asyncio.Lock()
        self._resting: dict[str, datetime] = {}
        self._token_resting: dict[str, datetime] = {}  # the same, for asking whether we are let in

    def wake(self) -> None:
        """Somebody may have become known by id alone, or a group's hour may have come."""
        self._woken.set()

    async def run(self, *, poll: float = 5.0) -> None:
        """Look whenever woken, until stopped; `poll` in seconds."""
        while not self._stopping.is_set():
            self._woken.clear()
            try:
                await self.look()
            except SQLAlchemyError as problem:
                log.logger().warning("directory_scan_failed", error=str(problem), exc_info=not away(problem))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PAUSE):
                    await self._stopping.wait()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(poll):
                    await self._woken.wait()

    def stop(self) -> None:
        self._stopping.set()
        self.wake()

    async def settled(self) -> None:
        """Come back when there is nothing more to ask now."""
        while await self.look():
            pass

    async def look(self) -> bool:
        """Ask about whoever is unknown, and about groups whose hour has come. False: there was nothing to ask."""
        async with self._looking:
            async with self._database.reading() as session:
                strangers = await members.unknown(session, most=BATCH)
                due = await workspaces.groups_due(session, now=self._clock.business())
                customers = await lookup.due(session, now=self._clock.business(), most=CUSTOMERS)
                known = await place_rows.look_ups_due(session, now=self._clock.business(), most=CUSTOMERS)
                unasked = await workspaces.unasked(session, before=self._clock.real() - GOOD_FOR)
            real = self._clock.real()
            unasked = [each for each in unasked if self._token_resting.get(each.id, real) <= real][:BATCH]
            strangers = [each for each in strangers if self._resting.get(each.workspace_id, real) <= real]
            due = [place for place in due if self._resting.get(place[1], real) <= real]
            customers = [
                each for each in [*customers, *known] if self._resting.get(each.program_id, real) <= real
            ]
            for workspace in unasked:
                await self._let_in(workspace)
            for stranger in strangers:
                await self._ask(stranger.program_id, stranger.workspace_id, stranger)
            for program_id, workspace_id in due:
                await self._ask(program_id, workspace_id, None)
            for customer in customers:
                await self._customer(customer)
            if asked := bool(unasked or strangers or due or customers):
                self._wake_outbox()
            return asked

    async def _let_in(self, workspace: Workspace) -> None:
        """Does Slack still take the token? An event that says no reaches us only if we are up in those minutes."""
        real = self._clock.real()
        try:
            client = self._slack.client(self._vault.open(workspace.token))
            await self._budgets.of(workspace.id).spend("auth.test")
            await client.auth_test()
        except (BotError, *CALL_FAILED) as problem:
            error = judge(problem).error
            log.logger().warning("look_at_token_failed", workspace=workspace.id, error=error)
            dead = await self._dead(workspace, error, at=real)
            self._token_resting[workspace.id] = real + (GOOD_FOR if dead else self._rest)
            return
        async with self._database.transaction() as session:
            own, now = (workspace.program_id, workspace.id, workspace.token), self._clock.business()
            await leaving.taken(session, *own, now=now, real=real)

    async def _dead(self, workspace: Workspace, error: str, *, at: datetime) -> bool:
        """Does Slack's refusal say that the workspace took Rung out? Then nothing more is asked there."""
        if error not in leaving.DEAD:
            return False
        async with self._database.transaction() as session:
            own, now = (workspace.program_id, workspace.id), self._clock.business()
            await leaving.refused(session, *own, error, at=at, now=now)
        return True

    async def _ask(self, program_id: str, workspace_id: str, stranger: Member | None) -> None:
        real = self._clock.real()
        async with self._database.reading() as session:
            workspace = await workspaces.get(session, program_id, workspace_id)
        if not workspace.token:  # it took Rung out
            self._resting[workspace_id] = self._clock.real() + self._rest
            return
        client = self._slack.client(self._vault.open(workspace.token))
        try:
            if stranger is not None:
                await self._person(workspace, client, stranger)
            else:
                await self._groups(workspace, client)
        except CALL_FAILED as problem:
            error = judge(problem).error
            log.logger().warning("directory_failed", workspace=workspace_id, error=error)
            await self._dead(workspace, error, at=real)
            self._resting[workspace_id] = self._clock.real() + self._rest
            if stranger is None:  # what was claimed is not done
                async with self._database.transaction() as session:
                    await workspaces.ask_for_groups(session, program_id, at=self._clock.business())

    async def _person(self, workspace: Workspace, client: AsyncWebClient, stranger: Member) -> None:
        user_id, now = stranger.slack_user_id, self._clock.business()
        await self._budgets.of(workspace.id).spend("users.info")
        try:
            answer = await client.users_info(user=user_id)
        except SlackApiError as problem:
            if problem.response["error"] not in NOBODY:
                raise
            async with self._database.transaction() as session:
                await comings.refused(session, workspace.program_id, user_id, now=now)
            return
        async with self._database.transaction() as session:
            person = described(answer["user"], workspace.team_id)
            await comings.known(session, workspace.program_id, person, now=now)

    async def _customer(self, customer: Advocate) -> None:
        """Ask in each workspace who has a customer's address, until one knows; for a known one in all others."""
        async with self._database.reading() as session:
            places = await workspaces.connected(session, customer.program_id)
        known, found = customer.slack_user_id is not None, dict[str, Person | None]()
        try:
            for place in places:
                if place.id == customer.workspace_id:
                    continue
                found[place.id] = person = await self._by_address(place, customer.email)
                if person is not None and not known:
                    break
        except CALL_FAILED as problem:
            log.logger().warning("lookup_failed", advocate=customer.id, error=judge(problem).error)
            self._resting[customer.program_id] = self._clock.real() + self._rest
            return
        async with self._database.transaction() as session:
            now, real = self._clock.business(), self._clock.real()
            if known:
                await finding.answered_elsewhere(session, customer, found, now=now, real=real)
                return
            there = next(((person, place_id) for place_id, person in found.items() if person), (None, None))
            await finding.answered(session, customer, *there, now=now, real=real)

    async def _by_address(self, workspace: Workspace, email: str) -> Person | None:
        """Somebody whom Rung can write to; None where nobody has confirmed the address, or Slack will never tell."""
        client, real = self._slack.client(self._vault.open(workspace.token)), self._clock.real()
        await self._budgets.of(workspace.id).spend("users.lookupByEmail")
        try:
            answer = await client.users_lookupByEmail(email=email)
        except SlackApiError as problem:
            verdict = judge(problem)
            if verdict.fate is Fate.GONE or verdict.error == "missing_scope":
                return None
            await self._dead(workspace, verdict.error, at=real)
            raise
        person = described(answer["user"], workspace.team_id)
        return person if person.reached and person.confirmed else None

    async def _groups(self, workspace: Workspace, client: AsyncWebClient) -> None:
        program_id, now = workspace.program_id, self._clock.business()
        await self._budgets.of(workspace.id).spend("usergroups.list")
        listed: list[dict[str, Any]] = (await client.usergroups_list())["usergroups"]
        async with self._database.transaction() as session:
            program = await programs.get(session, program_id)
            followed = {group_id for role in COLLEAGUES if (group_id := roles.group_of(program, role))}
            next_at = now + EVERY if followed else None
            if not await workspaces.claim_groups(session, program_id, workspace.id, now=now, next_at=next_at):
                return
            known = [(each["id"], each["handle"], each["name"]) for each in listed]
            await groups.seen(session, program_id, workspace.id, known, now=now)
        for group_id in sorted(followed & {each["id"] for each in listed}):
            await self._budgets.of(workspace.id).spend("usergroups.users.list")
            users = (await client.usergroups_users_list(usergroup=group_id))["users"]
            async with self._database.transaction() as session:
                await roles.apply_group(session, program_id, workspace.id, group_id, users, now=now)
