"""What keeps customers from a need, counted; what would help; and what a manager's exception passes."""

import pytest

from bot import needs
from bot.kit.database import Database
from bot.rules.protection import Reason
from bot.views.reference.help import Help
from models import ask as asks
from models.account import Health
from models.ask import AskState
from models.consent import Consented
from models.eligibility import obstacles
from models.eligibility.needs import Obstacles
from models.reference import Reference, ReferenceState
from tests.eligibility.builder import CALL, NOW, QUOTE, Customers, ago, ahead, day
from tests.house.test_programs import crosses, listening

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def counted(here: Customers) -> Obstacles:
    await here.save()
    return await obstacles.obstacles(here.session, here.need(), now=NOW)


def draft(here: Customers, kind: str = CALL) -> Reference:
    return Reference(
        program_id=here.program.id,
        id="the draft",
        seller_id=here.member.id,
        deal_id=here.kestrel.id,
        activity_id=here.kinds[kind].id,
        needed_on=day(9),
        state=ReferenceState.DRAFT,
    )


async def help_for(here: Customers, kind: str = CALL) -> Help:
    await here.save()
    return await needs.help_for(here.session, draft(here, kind), here.kestrel, here.kinds[kind], now=NOW)


async def test_each_reason_is_counted_and_what_it_alone_does(here: Customers) -> None:
    acme, red = here.acme, here.account(health=Health.RED)
    here.advocate(acme, nps=3)
    here.advocate(acme, nps=3, paused_until=ahead(5))
    here.advocate(acme, paused_until=ahead(7))
    here.advocate(red, paused_until=ahead(2))
    here.advocate(red)
    found = await counted(here)
    assert (found.advocates, found.free, found.free_at) == (6, 1, ahead(7))
    assert {name: count for name, count in found.excludes.items() if count} == {
        "unhappy": 2,
        "paused": 3,
        "red_health": 2,
    }
    assert {name: count for name, count in found.alone.items() if count} == {
        "unhappy": 1,
        "paused": 1,
        "red_health": 1,
    }
    assert set(found.excludes) == set(found.alone) == {reason.value for reason in Reason}


async def test_who_has_left_is_not_counted(here: Customers) -> None:
    here.ada.left_on = day(0)
    here.advocate(here.acme, left_on=day(1))
    found = await counted(here)
    assert (found.advocates, found.free, found.free_at) == (1, 1, None)


async def test_a_programme_without_customers_has_no_obstacles(here: Customers) -> None:
    here.ada.left_on = day(0)
    found = await counted(here)
    assert (found.advocates, found.free, found.free_at) == (0, 0, None)
    assert not any(found.excludes.values())
    assert await help_for(here) == Help(0, None, None, None, None)


async def test_what_would_help_is_told(here: Customers) -> None:
    here.ada.paused_until = ahead(3)
    for _ in range(2):
        here.consent(here.advocate(here.acme, agreed=(), paused_until=ahead(4)), CALL, Consented.NO)
    here.advocate(here.acme, nps=2)
    here.advocate(here.acme, nps=2)
    assert await help_for(here) == Help(
        advocates=5,
        most_common=(Reason.PAUSED, 3),
        would_free=(Reason.UNHAPPY, 2),
        lighter=None,
        free_at=ahead(3),
    )


async def test_the_smallest_step_down_that_somebody_is_free_for(here: Customers) -> None:
    here.ada.nps = 0
    refused = {"one": [CALL], "another": [CALL, "written_reference", "introduction"]}
    for kinds in refused.values():
        person = here.advocate(here.acme, agreed=())
        for kind in kinds:
            here.consent(person, kind, Consented.NO)
    assert (await help_for(here)).lighter == (here.kinds["written_reference"], 1)
    assert (await help_for(here, "written_reference")).lighter == (here.kinds[QUOTE], 2)


async def test_caps_on_vouching_do_not_keep_from_a_lighter_activity(here: Customers) -> None:
    for days in (40, 50):
        here.yes(answered=ago(days))
    help_ = await help_for(here)
    assert help_.would_free == (Reason.FAVOURS_IN_QUARTER, 1)
    assert help_.free_at == ahead(40)
    assert help_.lighter == (here.kinds[QUOTE], 1)


async def test_the_lightest_of_all_has_nothing_below_it(here: Customers) -> None:
    here.ada.paused_until = ahead(3)
    assert (await help_for(here, "rfp")).lighter is None


@pytest.mark.parametrize(
    ("exception", "reasons"), [(None, {"asked_lately", "resting"}), ("a board deal", set())]
)
async def test_a_managers_exception_passes_the_programmes_caps(
    here: Customers, exception: str | None, reasons: set[str]
) -> None:
    here.yes(answered=ago(3), held_on=day(-1))
    ask = here.ask(state=AskState.APPROVED, deal=here.kestrel, exception=exception)
    await here.save()
    whole = await asks.whole(here.session, here.program.id, ask.id)
    assert whole is not None
    standing = await needs.standing_of(here.session, whole, now=NOW)
    assert set(standing.until) == reasons
    assert (standing.free_at is None) == standing.eligible == (not reasons)


async def test_an_exception_passes_nothing_that_the_customer_said_and_no_open_question(
    here: Customers,
) -> None:
    here.ada.days_between_asks, here.ada.asks_in_year = 10, 1
    here.ask(asked=ago(3))
    here.ask(state=AskState.APPROVING)
    ask = here.ask(state=AskState.APPROVED, deal=here.kestrel, exception="a board deal")
    await here.save()
    whole = await asks.whole(here.session, here.program.id, ask.id)
    assert whole is not None
    standing = await needs.standing_of(here.session, whole, now=NOW)
    assert set(standing.until) == {"own_gap", "own_limit", "open_ask", "account_open_ask"}
    assert standing.free_at == max(standing.until.values())


async def test_help_takes_as_many_statements_for_thirty_customers_as_for_one(
    here: Customers, database: Database
) -> None:
    counts = []
    for more in (0, 29):
        for _ in range(more):
            here.ask(here.advocate(here.account(), nps=0), asked=ago(400))
        await here.save()
        with listening(database) as heard:
            await help_for(here)
        counts.append(len(heard.seen))
        if database._writer.dialect.name == "sqlite":  # crosses() reads its placeholders
            assert not [said for said, values in heard.seen if crosses(said, values, here.program.id)]
    assert counts == [3, 3]
