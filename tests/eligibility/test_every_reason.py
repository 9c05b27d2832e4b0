"""All reasons together, and programmes beside each other."""

from datetime import date

import pytest

from bot.rules.protection import WORDS, Reason, exclusion
from models.account import Health, TagKind
from models.activity import Activity
from models.advocate import PausedBy
from models.ask import AskState, Declined
from models.base import FOREVER
from models.block import BlockKind
from models.consent import Consented
from tests.eligibility.builder import CALL, Customers, ago, ahead, day

pytestmark = pytest.mark.asyncio(loop_scope="package")


def burden(here: Customers) -> None:
    """Everything that can speak against Ada, at once, but for her consent, which can only be one thing."""
    ada, acme = here.ada, here.acme
    ada.left_on, ada.joined_on, ada.days_between_asks = day(-1), None, 30
    ada.nps, ada.paused_until, ada.asks_in_year, ada.seniority = 3, ahead(3), 2, 2
    here.colleague(ada)
    acme.key, acme.health, acme.live_since = "kestrel", Health.RED, day(9)
    acme.term_months, acme.renewal_on, acme.tier = 24, day(20), "gold"
    here.program.reserve_tier, here.program.reserve_amount = "gold", 1
    for kind in BlockKind:
        here.block(kind, company_key="kestrel")
    no = Declined.NOT_THIS
    here.ask(asked=ago(8), answered_at=ago(7), deal=here.kestrel, state=AskState.DECLINED, declined=no)
    here.ask(state=AskState.APPROVING)
    for days in (5, 6, 7):
        here.yes(answered=ago(days), held_on=day(-2))
    here.favour(done_on=date(2026, 2, 10))


async def test_the_statement_and_the_words_know_the_same_reasons(here: Customers) -> None:
    burden(here)
    unclear = here.advocate(here.acme, agreed=())
    here.consent(unclear, CALL, Consented.NO)
    unasked = here.advocate(here.acme, agreed=())
    here.ask(unasked, asked=ago(300))
    here.advocate(here.acme, paused_until=ahead(3), paused_by=PausedBy.SILENCE)
    found = {name for standing in await here.standings() for name in standing.until}
    assert found == {reason.value for reason in Reason} == {reason.value for reason in WORDS}


async def test_of_reasons_that_never_end_the_gravest_is_told(here: Customers) -> None:
    burden(here)
    standing = await here.standing()
    assert set(standing.until) == set(Reason) - {
        Reason.NEVER_THIS_KIND,
        Reason.NOT_CONSENTED,
        Reason.SILENT_TWICE,
    }
    assert standing.free_at == FOREVER
    assert exclusion(standing.until, FOREVER).words == WORDS[Reason.LEFT]


async def test_another_programmes_customers_never_matter(here: Customers) -> None:
    other = await Customers.begin(here.session)
    call = here.kinds[CALL]
    values = {column.key: getattr(call, column.key) for column in Activity.__table__.columns}
    other.kinds[CALL] = other.add(Activity, **values | {"program_id": other.program.id, "key": "same"})
    assert (other.ada.id, other.acme.id, other.kestrel.id) == (here.ada.id, here.acme.id, here.kestrel.id)
    burden(other)
    other.tag(other.acme, TagKind.PRODUCT, "atlas")
    other.not_their_field(other.ada, TagKind.PRODUCT, "atlas")
    other.consent(other.ada, CALL, Consented.NO)
    unasked, asked = (each.advocate(each.account(), agreed=()) for each in (here, other))
    other.ask(asked, asked=ago(200))
    assert unasked.id == asked.id
    assert not any(standing.eligible for standing in await other.standings())

    found = await here.standings(here.need(product="atlas"))
    assert len(found) == 2
    for mine in found:
        assert (mine.advocate_id in {here.ada.id, unasked.id}, dict(mine.until)) == (True, {})
        assert (mine.last_asked_at, mine.asked_in_year, mine.fits["product"]) == (None, 0, 0.5)
