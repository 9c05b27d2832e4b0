"""Who pressed: an id of Slack counts where it belongs, whoever has the same one, or the same number, elsewhere."""

from collections.abc import AsyncIterator

import pytest

from bot.kit.database import Database
from models import actor as actors
from models.member import Actor, Role
from models.place import Place
from models.workspace import Workspace
from tests.eligibility.builder import Customers


@pytest.fixture
async def both(database_url: str) -> AsyncIterator[tuple[Customers, Customers]]:
    """Two programmes that were built alike: every id of the one is also an id of the other."""
    database = Database(database_url)
    async with database.transaction() as session:
        yield await Customers.begin(session), await Customers.begin(session)
    await database.close()


def circle(of: Customers) -> Workspace:
    """A second workspace of the programme."""
    values = {"name": "Circle", "bot_user_id": "U0BOT2", "bot_id": "B0BOT2", "token": b""}
    made: Workspace = of.add(Workspace, team_id=f"T{of.program.id[-24:]}", **values)
    return made


async def pressed(here: Customers, user: str, team: str | None = None, own_team: str = "") -> Actor:
    await here.save()
    found = await actors.identify(here.session, team or here.workspace.team_id, user, own_team=own_team)
    assert found is not None
    assert found.program_id == here.program.id
    return found


def is_nobody(actor: Actor) -> bool:
    return (actor.roles, actor.member_id, actor.advocate_id) == (frozenset(), None, None)


@pytest.mark.parametrize("role", [Role.SELLER, Role.OWNER, Role.MANAGER])
async def test_a_colleague_has_the_roles_they_were_given_and_no_others(
    both: tuple[Customers, Customers], role: Role
) -> None:
    here, _ = both
    setattr(here.member, f"is_{role}", True)
    found = await pressed(here, "U0ANNA")
    assert (found.roles, found.member_id, found.advocate_id) == (frozenset({role}), here.member.id, None)
    assert (found.user_id, found.workspace_id) == ("U0ANNA", here.workspace.id)
    assert (found.name, found.zone, found.elsewhere) == ("Anna Schmidt", "Europe/Berlin", False)


async def test_a_customer_is_one_in_their_own_workspace(both: tuple[Customers, Customers]) -> None:
    here, other = both
    for each in both:
        each.ada.workspace_id, each.ada.zone = each.workspace.id, "Asia/Tokyo"
    await other.save()
    found = await pressed(here, "U00001")
    assert (found.roles, found.advocate_id, found.member_id) == (
        frozenset({Role.ADVOCATE}),
        here.ada.id,
        None,
    )
    assert (found.name, found.zone, found.elsewhere) == ("Person 1", "Asia/Tokyo", False)


async def test_a_colleague_who_is_a_customer_too_is_called_as_our_own(
    both: tuple[Customers, Customers],
) -> None:
    here, _ = both
    here.member.slack_user_id, here.member.is_owner = "U00001", True
    here.ada.workspace_id, here.ada.zone = here.workspace.id, "Asia/Tokyo"
    found = await pressed(here, "U00001")
    assert found.roles == {Role.OWNER, Role.ADVOCATE}
    assert (found.name, found.zone) == ("Anna Schmidt", "Europe/Berlin")


async def test_a_stranger_is_somebody_without_a_role(both: tuple[Customers, Customers]) -> None:
    here, _ = both
    found = await pressed(here, "U0OUT")
    assert is_nobody(found)
    assert (found.name, found.zone, found.elsewhere) == ("", "UTC", False)


async def test_a_workspace_without_rung_has_nobody(both: tuple[Customers, Customers]) -> None:
    here, _ = both
    await here.save()
    assert await actors.identify(here.session, "T0NOWHERE", "U0ANNA") is None


async def test_who_has_left_is_nobody(both: tuple[Customers, Customers]) -> None:
    here, _ = both
    here.member.is_manager, here.member.active = True, False
    assert is_nobody(await pressed(here, "U0ANNA"))


async def test_another_programmes_manager_is_nobody_here(both: tuple[Customers, Customers]) -> None:
    here, other = both
    other.member.slack_user_id, other.member.is_manager = "U0CHIEF", True
    await other.save()
    assert is_nobody(await pressed(here, "U0CHIEF"))
    assert is_nobody(await pressed(here, "U0CHIEF", own_team=other.workspace.team_id))


@pytest.mark.parametrize("first", [True, False])
async def test_another_programmes_customer_is_nobody_here(
    both: tuple[Customers, Customers], *, first: bool
) -> None:
    """Though somebody here has the same number as they have there."""
    here, other = both
    if first:
        other.ada.slack_user_id, other.ada.workspace_id = "U0PRIYA", other.workspace.id
    else:
        other.add(Place, advocate_id=other.ada.id, workspace_id=other.workspace.id, slack_user_id="U0PRIYA")
    await other.save()
    assert is_nobody(await pressed(here, "U0PRIYA"))


async def test_a_colleague_in_the_community_is_who_they_are_at_home_if_slack_says_so(
    both: tuple[Customers, Customers],
) -> None:
    here, other = both
    here.member.is_manager = True
    there = circle(here)
    await other.save()
    home = here.workspace.team_id
    assert (await pressed(here, "U0ANNA", there.team_id, own_team=home)).roles == {Role.MANAGER}
    for own_team in ("", there.team_id, "T0NOWHERE", other.workspace.team_id):
        assert is_nobody(await pressed(here, "U0ANNA", there.team_id, own_team=own_team)), own_team


async def test_a_customers_first_place_is_theirs_alone(both: tuple[Customers, Customers]) -> None:
    here, _ = both
    here.ada.workspace_id = here.workspace.id
    there = circle(here)
    assert is_nobody(await pressed(here, "U00001", there.team_id))


async def test_a_customer_is_the_same_in_a_further_place_and_only_there(
    both: tuple[Customers, Customers],
) -> None:
    here, _ = both
    here.ada.workspace_id = here.workspace.id
    there = circle(here)
    await here.save()
    here.add(Place, advocate_id=here.ada.id, workspace_id=there.id, slack_user_id="U0THERE")
    found = await pressed(here, "U0THERE", there.team_id)
    assert (found.advocate_id, found.elsewhere) == (here.ada.id, True)
    assert is_nobody(await pressed(here, "U0OTHER", there.team_id))
    assert is_nobody(await pressed(here, "U0THERE"))
