"""Where the larger deal goes first, a question for a smaller one gives way until it has reached the customer."""

import pytest

from models.ask import AskState
from tests.eligibility.builder import Customers, ago

pytestmark = pytest.mark.asyncio(loop_scope="package")

BOTH = {"open_ask", "account_open_ask"}


@pytest.mark.parametrize("state", [AskState.APPROVING, AskState.APPROVED])
@pytest.mark.parametrize(
    ("rule", "other", "this", "reasons"),
    [
        (True, 99, 100, set()),
        (True, 100, 100, BOTH),
        (True, 101, 100, BOTH),
        (True, None, 100, BOTH),
        (True, 99, None, BOTH),
        (False, 99, 100, BOTH),
    ],
)
async def test_a_smaller_deal_gives_way(
    here: Customers, *, state: AskState, rule: bool, other: int | None, this: int | None, reasons: set[str]
) -> None:
    colleague = here.advocate(here.acme)
    here.program.larger_first, here.kestrel.amount = rule, this
    here.ask(state=state, deal=here.deal_of(other))
    assert set(await here.against()) == reasons
    assert set(await here.against(colleague)) == reasons - {"open_ask"}


@pytest.mark.parametrize("state", [AskState.ASKED, AskState.CHECKING])
async def test_what_has_reached_the_customer_does_not(here: Customers, state: AskState) -> None:
    here.program.larger_first, here.kestrel.amount = True, 100
    here.ask(asked=ago(0.1), state=state, deal=here.deal_of(1))
    assert set(await here.against()) >= BOTH


async def test_a_larger_one_beside_a_smaller_one_counts(here: Customers) -> None:
    here.program.larger_first, here.kestrel.amount = True, 100
    here.ask(state=AskState.APPROVING, deal=here.deal_of(1))
    here.ask(here.advocate(here.acme), state=AskState.APPROVING, deal=here.deal_of(200))
    assert set(await here.against()) == {"account_open_ask"}
