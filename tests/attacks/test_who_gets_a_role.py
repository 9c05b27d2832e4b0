"""Nobody has a role but those whom a manager or a group gave it: each way of deciding, without Slack in between."""

import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import messages
from bot.kit.database import Database
from bot.kit.errors import FormError
from bot.managers import roles
from models import member as members
from models.audit import CLOCK, Audit
from models.group import UserGroup
from models.member import Actor, Member, Role
from models.message import Message
from models.program import Program
from models.workspace import Workspace
from tests.databases import Maker
from tests.eligibility.builder import NOW, Customers

SELLER, OWNER, MANAGER = Role.SELLER, Role.OWNER, Role.MANAGER
MAYA = "U0MAYA"


class Ours:
    """A programme with one manager; each call is a transaction of its own."""

    def __init__(self, database: Database, here: Customers) -> None:
        self.database, self.program_id, self.workspace_id = database, here.program.id, here.workspace.id
        self.actor = Actor(here.program.id, here.workspace.id, MAYA, "Maya", "UTC", frozenset({MANAGER}))

    async def give(self, user: str, wanted: Sequence[Role], was: Sequence[Role] = ()) -> None:
        async with self.database.transaction() as session:
            await roles.give(session, self.actor, user, wanted, was, now=NOW)

    async def of_group(self, group_id: str, *users: str) -> None:
        async with self.database.transaction() as session:
            await roles.apply_group(
                session, self.program_id, self.workspace_id, group_id, list(users), now=NOW
            )

    async def follow(self, role: Role, group_id: str | None) -> None:
        async with self.database.transaction() as session:
            await roles.follow(session, self.actor, role, group_id, now=NOW)

    async def member(self, user: str) -> Member | None:
        async with self.database.reading() as session:
            return await members.by_user(session, self.program_id, user)

    async def held(self, user: str) -> frozenset[Role]:
        found = await self.member(user)
        return found.roles if found and found.active else frozenset()

    async def log(self) -> list[tuple[str, str]]:
        async with self.database.reading() as session:
            rows = await session.execute(
                select(Audit.actor, Audit.verb).where(Audit.program_id == self.program_id).order_by(Audit.id)
            )
            return [(actor, verb) for actor, verb in rows if verb.endswith(("_given", "_taken", "_group"))]

    async def somebody(self, user: str, *held: Role, active: bool = True, unknown: bool = False) -> None:
        values = {f"is_{role}": role in held for role in (SELLER, OWNER, MANAGER)}
        async with self.database.transaction() as session:
            session.add(
                Member(
                    program_id=self.program_id,
                    id=user.lower(),
                    workspace_id=self.workspace_id,
                    slack_user_id=user,
                    name=user,
                    zone="Asia/Tokyo",
                    active=active,
                    unknown=unknown,
                    **values,
                )
            )

    async def group(self, group_id: str, *followed_by: Role, name: str = "") -> None:
        async with self.database.transaction() as session:
            session.add(
                UserGroup(
                    program_id=self.program_id,
                    workspace_id=self.workspace_id,
                    slack_group_id=group_id,
                    handle=group_id.lower(),
                    name=name or group_id,
                    seen_at=NOW,
                )
            )
            program = await session.get_one(Program, self.program_id)
            for role in followed_by:
                setattr(program, f"{role}_group", group_id)

    async def looks_at_home(self, *users: str) -> None:
        async with self.database.transaction() as session:
            for user in users:
                looking = replace(self.actor, user_id=user)
                await messages.show_home(session, looking, tab="", page=0, now=NOW, real=NOW)

    async def homes(self, *users: str) -> list[int]:
        """How often the Home of each was to be drawn so far."""
        async with self.database.reading() as session:
            rows = await session.execute(select(Message.recipient, Message.wanted))
            drawn = {row.recipient: row.wanted for row in rows}
        return [drawn[user] for user in users]

    async def managers_that_wait_for_nobody(self) -> list[str]:
        """Those whom another transaction could change at this moment."""
        free = select(Member.slack_user_id).where(Member.is_manager).with_for_update(skip_locked=True)
        async with self.database.transaction() as session:
            return list(await session.scalars(free))

    async def asked_slack(self) -> bool:
        """Is Slack to be asked who is in which group?"""
        async with self.database.reading() as session:
            (due,) = (await session.scalars(select(Workspace.groups_due_at))).all()
        return due is not None


@contextlib.asynccontextmanager
async def begun(url: str) -> AsyncIterator[Ours]:
    database = Database(url)
    async with database.transaction() as session:
        here = await Customers.begin(session)
        here.member.slack_user_id, here.member.is_manager = MAYA, True
        await here.save()
        made = Ours(database, here)
    yield made
    await database.close()


@pytest.fixture
async def ours(sqlite_url: str) -> AsyncIterator[Ours]:
    async with begun(sqlite_url) as made:
        yield made


async def test_what_is_ticked_is_given_and_what_is_not_is_taken(ours: Ours) -> None:
    await ours.somebody("U0TOM", SELLER)
    await ours.give("U0TOM", [OWNER], was=[SELLER])
    assert await ours.held("U0TOM") == {OWNER}
    assert await ours.log() == [(MAYA, "owner_given"), (MAYA, "seller_taken")]


async def test_what_another_manager_did_meanwhile_stays_done_and_is_not_noted_twice(ours: Ours) -> None:
    await ours.somebody("U0TOM", SELLER, OWNER)
    await ours.give("U0TOM", [OWNER], was=[])
    assert await ours.held("U0TOM") == {SELLER, OWNER}
    assert await ours.log() == []


async def test_a_form_that_changes_nothing_makes_nobody_a_member(ours: Ours) -> None:
    await ours.give("U0NEW", [], was=[])
    assert await ours.member("U0NEW") is None


async def test_who_is_named_has_only_what_was_ticked_until_slack_says_who_they_are(ours: Ours) -> None:
    await ours.give("U0NEW", [SELLER])
    found = await ours.member("U0NEW")
    assert found is not None
    assert (found.roles, found.active, found.unknown) == (frozenset({SELLER}), True, True)
    assert (found.name, found.zone, found.workspace_id) == ("U0NEW", "Europe/Berlin", ours.workspace_id)


async def test_who_comes_back_has_what_was_ticked_and_not_what_they_left_with(ours: Ours) -> None:
    await ours.somebody("U0GONE", SELLER, MANAGER, active=False)
    await ours.give("U0GONE", [OWNER, MANAGER])
    found = await ours.member("U0GONE")
    assert found is not None
    assert (found.roles, found.active, found.unknown) == (frozenset({OWNER, MANAGER}), True, True)
    assert await ours.log() == [(MAYA, "seller_taken"), (MAYA, "manager_given"), (MAYA, "owner_given")]


async def test_what_a_group_decides_is_left_to_it_when_somebody_comes_back(ours: Ours) -> None:
    await ours.group("S0SALES", SELLER)
    await ours.somebody("U0GONE", SELLER, OWNER, active=False)
    await ours.give("U0GONE", [MANAGER])
    assert await ours.held("U0GONE") == {SELLER, MANAGER}


async def test_who_is_known_stays_known(ours: Ours) -> None:
    await ours.somebody("U0TOM", SELLER)
    await ours.give("U0TOM", [SELLER, OWNER], was=[SELLER])
    found = await ours.member("U0TOM")
    assert found is not None
    assert (found.roles, found.unknown) == (frozenset({SELLER, OWNER}), False)


@pytest.mark.parametrize(
    ("wanted", "refused"), [([SELLER, OWNER], False), ([OWNER], True), ([SELLER, MANAGER], False)]
)
async def test_a_role_that_follows_a_group_is_not_given_or_taken_by_hand(
    ours: Ours, wanted: Sequence[Role], *, refused: bool
) -> None:
    await ours.group("S0SALES", SELLER)
    await ours.somebody("U0TOM", SELLER)
    if not refused:
        await ours.give("U0TOM", wanted, was=[SELLER])
        assert await ours.held("U0TOM") == set(wanted)
        return
    with pytest.raises(FormError) as found:
        await ours.give("U0TOM", wanted, was=[SELLER])
    assert found.value.by_input == {
        "roles": "Who is a seller follows a user group. Change the group in Slack."
    }
    assert await ours.held("U0TOM") == {SELLER}


@pytest.mark.parametrize(
    ("active", "unknown", "stays"), [(True, False, False), (False, False, True), (True, True, True)]
)
async def test_somebody_whom_slack_knows_manages(
    ours: Ours, *, active: bool, unknown: bool, stays: bool
) -> None:
    """The last one keeps the role, whoever was only named or has left."""
    await ours.somebody("U0BEN", MANAGER, active=active, unknown=unknown)
    if stays:
        with pytest.raises(FormError) as found:
            await ours.give(MAYA, [], was=[MANAGER])
        assert found.value.by_input == {"roles": roles.LAST}
    else:
        await ours.give(MAYA, [], was=[MANAGER])
    assert await ours.held(MAYA) == ({MANAGER} if stays else set())


async def test_the_last_manager_may_have_other_roles_too(ours: Ours) -> None:
    await ours.give(MAYA, [MANAGER, SELLER], was=[MANAGER])
    assert await ours.held(MAYA) == {MANAGER, SELLER}


async def test_a_managers_role_is_taken_while_another_one_stays(ours: Ours) -> None:
    await ours.somebody("U0BEN", MANAGER)
    await ours.give("U0BEN", [SELLER], was=[MANAGER])
    assert (await ours.held("U0BEN"), await ours.held(MAYA)) == (frozenset({SELLER}), frozenset({MANAGER}))


@pytest.mark.parametrize("wanted", [[SELLER], [MANAGER], [MANAGER, SELLER]])
async def test_who_became_the_only_manager_while_the_form_was_open_stays_one(
    ours: Ours, wanted: Sequence[Role]
) -> None:
    await ours.give(MAYA, wanted, was=[])
    assert await ours.held(MAYA) == {MANAGER, *wanted}


async def test_home_is_drawn_again_for_those_whose_roles_changed(ours: Ours) -> None:
    users = ("U0TOM", "U0BEN")
    for user in users:
        await ours.somebody(user, SELLER)
    await ours.looks_at_home(*users)
    tom, ben = await ours.homes(*users)
    await ours.give("U0TOM", [OWNER], was=[SELLER])
    assert await ours.homes(*users) == [tom + 1, ben]
    await ours.group("S0SALES", SELLER)
    await ours.of_group("S0SALES", "U0TOM")
    assert await ours.homes(*users) == [tom + 2, ben + 1]


@pytest.mark.postgresql
@pytest.mark.parametrize(("role", "free"), [(MANAGER, []), (SELLER, [MAYA])])
async def test_nobody_stops_managing_while_a_group_decides_who_does(
    postgresql_maker: Maker, monkeypatch: pytest.MonkeyPatch, role: Role, free: Sequence[str]
) -> None:
    """Managers are held from before the group's people are read; on SQLite one writes at a time."""
    url, found = postgresql_maker.fresh("managers"), list[Sequence[str]]()
    async with begun(url) as ours:
        await ours.somebody("U0TOM", SELLER)
        await ours.group("S0GROUP", role)
        read = members.named

        async def named(session: AsyncSession, *given: Any, **options: Any) -> Sequence[Member]:
            found.append(await ours.managers_that_wait_for_nobody())
            return await read(session, *given, **options)

        monkeypatch.setattr(members, "named", named)
        await ours.of_group("S0GROUP", "U0TOM")
    postgresql_maker.drop(url)
    assert found == [free]


async def test_a_group_gives_and_takes_its_own_roles_and_no_others(ours: Ours) -> None:
    await ours.group("S0SALES", SELLER, OWNER)
    await ours.group("S0STAFF", MANAGER)
    await ours.somebody("U0TOM", SELLER)
    await ours.somebody("U0BEN", SELLER, OWNER, MANAGER)
    await ours.of_group("S0SALES", "U0TOM", "U0NEW")
    assert await ours.held("U0TOM") == {SELLER, OWNER}
    assert await ours.held("U0BEN") == {MANAGER}
    assert await ours.held(MAYA) == {MANAGER}
    new = await ours.member("U0NEW")
    assert new is not None
    assert (new.roles, new.active, new.unknown) == (frozenset({SELLER, OWNER}), True, True)
    assert sorted(await ours.log()) == [
        (CLOCK, "owner_given"),
        (CLOCK, "owner_given"),
        (CLOCK, "owner_taken"),
        (CLOCK, "seller_given"),
        (CLOCK, "seller_taken"),
    ]


async def test_a_group_that_no_role_follows_decides_nothing(ours: Ours) -> None:
    await ours.group("S0OTHER")
    await ours.of_group("S0OTHER", "U0NEW")
    assert await ours.member("U0NEW") is None


async def test_who_has_left_is_not_let_in_by_a_group(ours: Ours) -> None:
    await ours.group("S0SALES", SELLER)
    await ours.somebody("U0GONE", active=False)
    await ours.of_group("S0SALES", "U0GONE")
    gone = await ours.member("U0GONE")
    assert gone is not None
    assert (gone.active, gone.roles) == (False, frozenset())


@pytest.mark.parametrize(
    ("inside", "unknown", "managing"),
    [
        (["U0BEN"], False, {"U0BEN"}),
        (["U0BEN"], True, {"U0BEN", MAYA}),
        (["U0NEW"], False, {"U0NEW", MAYA}),
        (["U0BEN", "U0NEW"], False, {"U0BEN", "U0NEW"}),
        ([], False, {MAYA}),
        (["U0BEN", MAYA], True, {"U0BEN", MAYA}),
    ],
)
async def test_a_group_takes_no_manager_away_while_slack_knows_no_other(
    ours: Ours, inside: Sequence[str], managing: set[str], *, unknown: bool
) -> None:
    await ours.group("S0STAFF", MANAGER)
    await ours.somebody("U0BEN", SELLER, unknown=unknown)
    await ours.of_group("S0STAFF", *inside)
    assert {user for user in (MAYA, "U0BEN", "U0NEW") if MANAGER in await ours.held(user)} == managing


async def test_sellers_by_group_may_be_none(ours: Ours) -> None:
    await ours.group("S0SALES", SELLER)
    await ours.somebody("U0TOM", SELLER)
    await ours.of_group("S0SALES")
    assert await ours.held("U0TOM") == frozenset()


async def test_a_role_follows_a_group_that_slack_told_of_and_is_noted_once(ours: Ours) -> None:
    await ours.group("S0SALES")
    with pytest.raises(FormError):
        await ours.follow(SELLER, "S0GONE")
    assert (await ours.log(), await ours.asked_slack()) == ([], False)
    await ours.follow(SELLER, "S0SALES")
    await ours.follow(SELLER, "S0SALES")
    assert (await ours.log(), await ours.asked_slack()) == ([(MAYA, "set_seller_group")], True)
    await ours.follow(SELLER, None)
    await ours.follow(SELLER, None)
    assert await ours.log() == [(MAYA, "set_seller_group")] * 2
    await ours.somebody("U0TOM")
    await ours.give("U0TOM", [SELLER])
    assert await ours.held("U0TOM") == {SELLER}


async def test_a_managers_look_asks_slack_for_its_groups(ours: Ours) -> None:
    async with ours.database.transaction() as session:
        await roles.look_up_groups(session, ours.actor, now=NOW)
    assert await ours.asked_slack()


async def test_fifty_groups_are_offered_each_no_longer_than_slack_takes(ours: Ours) -> None:
    for number in range(51):
        await ours.group(f"S{number:02}", name=f"{number:02} {'long ' * 20}")
    async with ours.database.reading() as session:
        offered = await roles.offered_groups(session, ours.actor, " long ")
    assert [value for _, value in offered] == [f"S{number:02}" for number in range(50)]
    assert {len(label) for label, _ in offered} <= set(range(60, 76))


async def test_what_somebody_has_and_what_a_group_decides_is_shown(ours: Ours) -> None:
    await ours.group("S0SALES", SELLER)
    await ours.somebody("U0TOM", OWNER)
    await ours.somebody("U0GONE", OWNER, active=False)
    async with ours.database.reading() as session:
        shown = [await roles.of_person(session, ours.actor, user) for user in ("U0TOM", "U0GONE", "U0NEW")]
        now = await roles.overview(session, ours.actor, 0)
    assert [each.held for each in shown] == [{OWNER}, frozenset(), frozenset()]
    assert {each.decided for each in shown} == {frozenset({SELLER})}
    assert (dict(now.followed), list(now.groups)) == ({SELLER: "S0SALES"}, ["S0SALES"])
    assert (now.page, now.more, len(now.members)) == (0, False, 2)


@pytest.mark.parametrize(
    ("people", "first", "second"), [(14, (15, False), (0, False)), (15, (15, True), (1, False))]
)
async def test_people_come_in_pages_of_fifteen(
    ours: Ours, people: int, first: tuple[int, bool], second: tuple[int, bool]
) -> None:
    for number in range(people):
        await ours.somebody(f"U1{number:02}", SELLER)
    async with ours.database.reading() as session:
        pages = [await roles.overview(session, ours.actor, number) for number in (0, 1)]
    assert [(len(each.members), each.more) for each in pages] == [first, second]
    assert len({member.id for each in pages for member in each.members}) == people + 1
