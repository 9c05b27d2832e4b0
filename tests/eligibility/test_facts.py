"""What is known of the customer's company."""

from datetime import datetime

import pytest

from models.account import Health
from models.base import FOREVER
from models.block import BlockKind
from tests.eligibility.builder import CALL, NOW, QUOTE, SECOND, Customers, ago, ahead, day, midnight

OF_EVERY_DEAL = [kind for kind in BlockKind if kind is not BlockKind.CONFLICT]

pytestmark = pytest.mark.asyncio(loop_scope="package")


@pytest.mark.parametrize(
    ("health", "reasons"),
    [(Health.RED, {"red_health"}), (Health.AMBER, set()), (Health.GREEN, set()), (None, set())],
)
async def test_only_red_health_is_a_reason(here: Customers, health: Health | None, reasons: set[str]) -> None:
    here.acme.health = health
    assert await here.against() == dict.fromkeys(reasons, FOREVER)


async def test_who_is_not_live_yet_waits_until_then(here: Customers) -> None:
    here.acme.live_since = day(1)
    assert await here.against() == {"not_live": midnight(1)}


@pytest.mark.parametrize("since", [day(0), day(-1), None])
async def test_who_is_live_or_perhaps_live_may_be_asked(here: Customers, since: datetime | None) -> None:
    here.acme.live_since = since
    assert await here.against() == {}


@pytest.mark.parametrize(
    ("days", "reasons"), [(61, set()), (60, {"renewal"}), (1, {"renewal"}), (0, {"renewal"}), (-1, set())]
)
async def test_nobody_is_asked_in_the_sixty_days_before_a_renewal(
    here: Customers, days: int, reasons: set[str]
) -> None:
    here.acme.term_months, here.acme.renewal_on = 12, day(days)
    assert await here.against() == dict.fromkeys(reasons, midnight(days + 1))


async def test_the_quiet_before_a_renewal_starts_at_midnight(here: Customers) -> None:
    here.acme.term_months, here.acme.renewal_on = 12, day(60)
    assert await here.against(now=midnight(0) - SECOND) == {}
    assert await here.against(now=midnight(0)) == {"renewal": midnight(61)}


@pytest.mark.parametrize(
    ("months", "reasons"), [(36, {"renewal"}), (12, {"renewal"}), (11, set()), (1, set()), (None, set())]
)
async def test_terms_under_a_year_renew_too_often_for_that(
    here: Customers, months: int | None, reasons: set[str]
) -> None:
    here.acme.term_months, here.acme.renewal_on = months, day(30)
    assert await here.against() == dict.fromkeys(reasons, midnight(31))


async def test_a_renewal_that_is_signed_does_not_matter(here: Customers) -> None:
    here.acme.term_months, here.acme.renewal_on, here.acme.renewal_signed = 12, day(30), True
    assert await here.against() == {}


async def test_a_renewal_that_is_not_known_does_not_matter(here: Customers) -> None:
    here.acme.term_months = 12
    assert await here.against() == {}


async def test_the_programme_can_change_its_quiet_before_a_renewal(here: Customers) -> None:
    here.program.renewal_days = 30
    here.acme.term_months, here.acme.renewal_on = 12, day(31)
    assert await here.against() == {}


@pytest.mark.parametrize("kind", OF_EVERY_DEAL)
async def test_a_block_without_an_end_is_forever(here: Customers, kind: BlockKind) -> None:
    here.block(kind)
    assert await here.against() == {kind.value: FOREVER}


@pytest.mark.parametrize("kind", OF_EVERY_DEAL)
async def test_a_block_with_an_end_ends(here: Customers, kind: BlockKind) -> None:
    here.block(kind, until=NOW + SECOND)
    assert await here.against() == {kind.value: NOW + SECOND}


@pytest.mark.parametrize(
    ("since", "until", "reasons"),
    [
        (NOW, None, {"incident"}),
        (NOW + SECOND, None, set()),
        (ago(9), ahead(9), {"incident"}),
        (ago(9), NOW, set()),
        (ago(9), ago(1), set()),
        (ahead(1), ahead(9), set()),
    ],
)
async def test_a_block_holds_from_its_first_instant_to_its_last(
    here: Customers, since: datetime, until: datetime | None, reasons: set[str]
) -> None:
    here.block(BlockKind.INCIDENT, since=since, until=until)
    assert await here.against() == dict.fromkeys(reasons, until or FOREVER)


async def test_of_several_blocks_of_a_kind_the_longest_counts(here: Customers) -> None:
    here.block(BlockKind.DISPUTE, until=ahead(3))
    here.block(BlockKind.DISPUTE, until=ahead(8))
    here.block(BlockKind.INCIDENT, until=ahead(5))
    assert await here.against() == {"dispute": ahead(8), "incident": ahead(5)}
    here.block(BlockKind.DISPUTE)
    standing = await here.standing()
    assert standing.until == {"dispute": FOREVER, "incident": ahead(5)}
    assert standing.free_at == FOREVER


@pytest.mark.parametrize("kind", OF_EVERY_DEAL)
async def test_a_block_can_be_for_one_person_only(here: Customers, kind: BlockKind) -> None:
    colleague = here.advocate(here.acme)
    here.block(kind, advocate=here.ada)
    assert await here.against() == {kind.value: FOREVER}
    assert await here.against(colleague) == {}


@pytest.mark.parametrize("kind", OF_EVERY_DEAL)
async def test_a_block_can_be_for_one_activity_only(here: Customers, kind: BlockKind) -> None:
    here.consent(here.ada, QUOTE)
    here.block(kind, activity=QUOTE, until=NOW + SECOND)
    assert await here.against() == {}
    assert await here.against(need=here.need(QUOTE)) == {kind.value: NOW + SECOND}
    assert await here.against(need=here.need(QUOTE), now=NOW + SECOND) == {}


async def test_what_a_company_forbids_covers_everybody_there(here: Customers) -> None:
    colleague, stranger = here.advocate(here.acme), here.advocate(here.account())
    here.block(BlockKind.COMPANY_FORBIDS, activity=CALL)
    assert await here.against(colleague) == {"company_forbids": FOREVER}
    assert await here.against(stranger) == {}


@pytest.mark.parametrize(
    ("amount", "reasons"), [(99_999, {"reserved"}), (None, {"reserved"}), (100_000, set()), (100_001, set())]
)
async def test_some_customers_are_kept_for_larger_deals(
    here: Customers, amount: int | None, reasons: set[str]
) -> None:
    here.program.reserve_tier, here.program.reserve_amount = "gold", 100_000
    here.acme.tier, here.kestrel.amount = "gold", amount
    assert await here.against() == dict.fromkeys(reasons, FOREVER)


@pytest.mark.parametrize(
    ("tier", "kept", "amount"),
    [("silver", "gold", 100), (None, "gold", 100), (None, None, 100), ("gold", "gold", None)],
)
async def test_nobody_is_kept_without_both_halves_of_the_rule(
    here: Customers, tier: str | None, kept: str | None, amount: int | None
) -> None:
    here.program.reserve_tier, here.program.reserve_amount = kept, amount
    here.acme.tier = tier
    assert await here.against() == {}


async def test_a_block_of_a_company_covers_everybody_there_and_nobody_else(here: Customers) -> None:
    colleague, stranger = here.advocate(here.acme), here.advocate(here.account())
    here.block(BlockKind.INCIDENT)
    assert await here.against(colleague) == {"incident": FOREVER}
    assert await here.against(stranger) == {}


@pytest.mark.parametrize(("company", "reasons"), [("kestrel", {"conflict"}), ("heron", set())])
async def test_a_conflict_is_with_the_company_it_names(
    here: Customers, company: str, reasons: set[str]
) -> None:
    here.block(BlockKind.CONFLICT, company_key=company)
    assert await here.against() == dict.fromkeys(reasons, FOREVER)


async def test_a_conflict_can_be_one_persons_and_end(here: Customers) -> None:
    colleague = here.advocate(here.acme)
    here.block(BlockKind.CONFLICT, company_key="kestrel", advocate=here.ada, until=ahead(2))
    assert await here.against() == {"conflict": ahead(2)}
    assert await here.against(colleague) == {}


async def test_nobody_vouches_for_a_deal_with_their_own_company(here: Customers) -> None:
    assert await here.against(need=here.for_prospect("acme")) == {"same_company": FOREVER}
    assert await here.against(need=here.for_prospect("acme", "acme group")) == {"same_company": FOREVER}


@pytest.mark.parametrize(
    ("prospect", "group", "reasons"),
    [
        ("acme uk", "acme group", {"same_company"}),
        ("acme group", None, {"same_company"}),
        ("acme group", "acme group", {"same_company"}),
        ("heron", "heron group", set()),
        ("heron", None, set()),
    ],
)
async def test_nobody_vouches_for_a_deal_with_their_own_group(
    here: Customers, prospect: str, group: str | None, reasons: set[str]
) -> None:
    here.acme.group_key = "acme group"
    assert await here.against(need=here.for_prospect(prospect, group)) == dict.fromkeys(reasons, FOREVER)


async def test_two_companies_without_a_group_are_not_one(here: Customers) -> None:
    assert await here.against(need=here.for_prospect("heron", "heron group")) == {}
