"""What earlier and running asks mean for the next one."""

from datetime import datetime, timedelta

import pytest

from models.ask import AskState, Declined, Refused
from models.base import FOREVER
from tests.eligibility.builder import NOW, QUOTE, SECOND, Customers, ago, ahead

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_nothing_speaks_against_a_customer_without_a_past(here: Customers) -> None:
    standing = await here.standing()
    assert (standing.eligible, standing.free_at, dict(standing.until)) == (True, None, {})
    assert (standing.last_asked_at, standing.asked_in_year) == (None, 0)


async def test_nobody_is_asked_again_within_fourteen_days(here: Customers) -> None:
    here.ask(asked=ago(14) + SECOND)
    standing = await here.standing()
    assert standing.until == {"asked_lately": NOW + SECOND}
    assert standing.free_at == NOW + SECOND
    assert standing.last_asked_at == ago(14) + SECOND


async def test_after_fourteen_days_they_may_be_asked(here: Customers) -> None:
    here.ask(asked=ago(14))
    assert await here.against() == {}


async def test_the_last_of_several_asks_counts(here: Customers) -> None:
    for days in (40, 3, 20):
        here.ask(asked=ago(days))
    assert await here.against() == {"asked_lately": ahead(11)}


async def test_an_ask_that_never_reached_them_does_not_count(here: Customers) -> None:
    for state in (AskState.LISTED, AskState.REFUSED, AskState.BLOCKED, AskState.WITHDRAWN):
        here.ask(state=state)
    standing = await here.standing()
    assert (standing.eligible, standing.asked_in_year) == (True, 0)


async def test_an_ask_for_any_activity_counts(here: Customers) -> None:
    here.ask(asked=ago(1), kind=QUOTE)
    assert await here.against() == {"asked_lately": ahead(13)}


@pytest.mark.parametrize(("own", "days"), [(30, 30), (15, 15), (14, 14), (7, 14), (None, 14)])
async def test_ones_own_gap_only_lengthens(here: Customers, own: int | None, days: int) -> None:
    here.ada.days_between_asks = own
    here.ask(asked=ago(5))
    standing = await here.standing()
    assert standing.free_at == ahead(days - 5)
    own_words = {} if own is None else {"own_gap": ahead(own - 5)}
    assert standing.until == {"asked_lately": ahead(9)} | own_words


@pytest.mark.parametrize(("asked", "reasons"), [(ago(30) + SECOND, {"own_gap"}), (ago(30), set())])
async def test_ones_own_longer_gap_is_a_reason_of_its_own(
    here: Customers, asked: datetime, reasons: set[str]
) -> None:
    here.ada.days_between_asks = 30
    here.ask(asked=asked)
    assert await here.against() == dict.fromkeys(reasons, NOW + SECOND)


async def test_ones_own_gap_is_kept_although_the_programmes_is_longer(here: Customers) -> None:
    here.ada.days_between_asks = 10
    here.ask(asked=ago(5))
    assert await here.against() == {"asked_lately": ahead(9), "own_gap": ahead(5)}


async def test_the_programme_can_change_its_gap(here: Customers) -> None:
    here.program.days_between_asks = 21
    here.ask(asked=ago(20))
    assert await here.against() == {"asked_lately": ahead(1)}


@pytest.mark.parametrize("state", [AskState.APPROVING, AskState.APPROVED])
async def test_an_ask_before_its_owner_keeps_others_away(here: Customers, state: AskState) -> None:
    here.ask(state=state, due_at=ahead(0.5))  # the clock of a step, not of the ask
    assert await here.against() == {"open_ask": ahead(14), "account_open_ask": ahead(2)}


async def test_after_an_open_ask_ones_own_longer_gap_is_kept(here: Customers) -> None:
    here.ada.days_between_asks = 30
    here.ask(state=AskState.APPROVING)
    assert (await here.against())["open_ask"] == ahead(30)


@pytest.mark.parametrize("state", [AskState.ASKED, AskState.CHECKING])
async def test_an_open_ask_keeps_others_away_until_the_gap_after_it(here: Customers, state: AskState) -> None:
    here.ask(asked=ago(2), state=state, due_at=ahead(1))
    assert await here.against() == {
        "open_ask": ahead(12),
        "asked_lately": ahead(12),
        "account_open_ask": ahead(1),
    }


@pytest.mark.parametrize(
    "state",
    [
        AskState.LISTED,
        AskState.DECLINED,
        AskState.SILENT,
        AskState.REFUSED,
        AskState.UNAPPROVED,
        AskState.BLOCKED,
        AskState.TOO_LATE,
        AskState.WITHDRAWN,
        AskState.DROPPED,
    ],
)
async def test_an_ask_that_has_ended_is_not_open(here: Customers, state: AskState) -> None:
    here.ask(state=state)
    assert await here.against() == {}


async def test_the_ask_that_is_being_sent_does_not_stand_in_its_own_way(here: Customers) -> None:
    sent = here.ask(state=AskState.APPROVED, deal=here.kestrel)
    assert set(await here.against()) == {"open_ask", "account_open_ask"}
    assert await here.against(except_ask=sent.id) == {}


async def test_another_open_ask_stands_in_its_way(here: Customers) -> None:
    sent = here.ask(state=AskState.APPROVED, deal=here.kestrel)
    here.ask(state=AskState.APPROVING)
    assert await here.against(except_ask=sent.id) == {"open_ask": ahead(14), "account_open_ask": ahead(2)}


async def test_an_open_ask_keeps_colleagues_away_too(here: Customers) -> None:
    colleague, stranger = here.advocate(here.acme), here.advocate(here.account())
    here.ask(asked=ago(1), state=AskState.ASKED, due_at=ahead(3))
    assert await here.against(colleague) == {"account_open_ask": ahead(3)}
    assert await here.against(stranger) == {}


@pytest.mark.parametrize(
    ("third", "reasons"), [(ago(30) + SECOND, {"account_asked_lately"}), (ago(30), set())]
)
async def test_a_company_is_asked_three_times_in_thirty_days(
    here: Customers, third: object, reasons: set[str]
) -> None:
    for asked in (ago(1), ago(20), third):
        here.ask(here.advocate(here.acme), asked=asked)  # type: ignore[arg-type]
    assert await here.against() == dict.fromkeys(reasons, NOW + SECOND)


async def test_the_company_is_free_when_fewer_than_its_cap_are_left(here: Customers) -> None:
    for days in (1, 5, 10, 20):
        here.ask(here.advocate(here.acme), asked=ago(days))
    assert await here.against() == {"account_asked_lately": ahead(20)}


@pytest.mark.parametrize(("own", "until"), [(1, 29), (2, 25), (3, 20), (9, 20), (None, 20)])
async def test_a_companys_own_cap_on_asks_only_tightens(here: Customers, own: int | None, until: int) -> None:
    here.acme.asks_in_30_days = own
    for days in (1, 5, 10):
        here.ask(here.advocate(here.acme), asked=ago(days))
    assert await here.against() == {"account_asked_lately": ahead(until)}


async def test_asks_stay_with_the_company_when_somebody_leaves_it(here: Customers) -> None:
    gone = here.advocate(here.account())
    for days in (16, 17, 18):
        here.ask(gone, asked=ago(days), account_id=here.acme.id)
    assert await here.against() == {"account_asked_lately": ahead(12)}
    assert await here.against(gone) == {}


@pytest.mark.parametrize(("oldest", "reasons"), [(SECOND, {"own_limit"}), (timedelta(0), set())])
async def test_ones_own_limit_for_a_year(here: Customers, oldest: timedelta, reasons: set[str]) -> None:
    here.ada.asks_in_year = 3
    for asked in (ago(100), ago(200), ago(365) + oldest):
        here.ask(asked=asked)
    standing = await here.standing()
    assert standing.until == dict.fromkeys(reasons, NOW + SECOND)
    assert standing.asked_in_year == 2 + len(reasons)


async def test_without_a_limit_of_their_own_asks_in_a_year_are_not_counted(here: Customers) -> None:
    for days in range(15, 360, 15):
        here.ask(asked=ago(days))
    standing = await here.standing()
    assert (standing.eligible, standing.asked_in_year) == (True, 23)


@pytest.mark.parametrize("said", list(Declined))
async def test_one_persons_no_covers_their_colleagues_for_that_deal(here: Customers, said: Declined) -> None:
    colleague, stranger = here.advocate(here.acme), here.advocate(here.account())
    here.ask(asked=ago(20), state=AskState.DECLINED, declined=said, deal=here.kestrel)
    assert await here.against(colleague) == {"declined_deal": FOREVER}
    assert await here.against() == {"declined_deal": FOREVER, "asked_for_deal": FOREVER}
    assert await here.against(stranger) == {}


async def test_a_no_to_another_deal_does_not_matter(here: Customers) -> None:
    here.ask(asked=ago(20), state=AskState.DECLINED, declined=Declined.NOT_THIS)
    assert await here.against() == {}


async def test_an_owners_not_this_deal_covers_everybody_there(here: Customers) -> None:
    colleague, stranger = here.advocate(here.acme), here.advocate(here.account())
    here.ask(state=AskState.REFUSED, refused=Refused.NOT_THIS_DEAL, deal=here.kestrel)
    for person in (here.ada, colleague):
        assert await here.against(person) == {"declined_deal": FOREVER}
    assert await here.against(stranger) == {}


async def test_an_owners_not_now_covers_nobody(here: Customers) -> None:
    colleague = here.advocate(here.acme)
    here.ask(state=AskState.REFUSED, refused=Refused.NOT_NOW, deal=here.kestrel)
    for person in (here.ada, colleague):
        assert await here.against(person) == {}


ENDED = [AskState.PASSED_ON, AskState.SPARE, AskState.BACKED_OUT, AskState.NOT_HELD]


@pytest.mark.parametrize("state", ENDED)
async def test_what_has_ended_is_not_open_but_was_asked(here: Customers, state: AskState) -> None:
    colleague = here.advocate(here.acme)
    here.ask(asked=ago(5), answered_at=ago(4), state=state)
    assert await here.against() == {"asked_lately": ahead(9)}
    assert await here.against(colleague) == {}


@pytest.mark.parametrize("state", ENDED)
async def test_only_a_no_shuts_colleagues_out_of_a_deal(here: Customers, state: AskState) -> None:
    colleague = here.advocate(here.acme)
    here.ask(asked=ago(100), answered_at=ago(100), state=state, deal=here.kestrel)
    assert await here.against() == {"asked_for_deal": FOREVER}
    assert await here.against(colleague) == {}


@pytest.mark.parametrize("state", [AskState.SILENT, AskState.WITHDRAWN, AskState.ACCEPTED])
async def test_nobody_is_asked_twice_for_one_deal(here: Customers, state: AskState) -> None:
    colleague = here.advocate(here.acme)
    here.ask(asked=ago(100), state=state, deal=here.kestrel, answered_at=ago(100), held_on=ago(99).date())
    assert await here.against() == {"asked_for_deal": FOREVER}
    assert await here.against(colleague) == {}


async def test_being_listed_for_a_deal_is_not_being_asked_for_it(here: Customers) -> None:
    here.ask(state=AskState.DROPPED, deal=here.kestrel)
    assert await here.against() == {}
