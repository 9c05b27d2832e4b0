"""Sellers, owners and customers of Rung at once, as the load driver makes them act: what each of them waits for."""

import csv

import app
from benchmarks.results import Result
from bot.kit.ids import Action
from sandbox.load import Pace, Script, Tally, Visitor, drive, share_within
from sandbox.messages import Message
from sandbox.person import Person
from sandbox.sample import SAMPLE
from sandbox.server import Sandbox

PACE = Pace(rate=10, turns=200, seed=5)
ACK_LIMIT = 3.0  # seconds, Slack's
PRODUCTS = ("Ledger", "Pulse", "Atlas")
NEEDED, LATER = "2026-03-27", "2026-04-20"
WEIGHTS = {"seller": 4, "owner": 8}  # how much oftener they have something to do than one customer


async def measure() -> tuple[list[Result], list[str]]:
    async with app.demo_world() as (sandbox, _):
        tally = await drive(sandbox, cast(sandbox), PACE)
    what = f"{PACE.rate:g} turns a second of sellers, owners and customers"
    results = [
        Result(f"{what}: time to ack, p99", share_within(tally.acks, 99), "s", ACK_LIMIT),
        Result(f"{what}: until it is on their screen, p50", share_within(tally.waits, 50), "s", 1.0),
        Result(f"{what}: acts that failed, screens that never came", tally.failed + tally.unseen, "", 0),
    ]
    return results, [_sentence(tally)]


def cast(sandbox: Sandbox) -> list[tuple[Person, Script]]:
    """Everybody of the samples whom Slack lets act, in the roles they have at Rung."""
    (team,) = sandbox.workspaces.values()
    ids = {
        user.email: user.id for user in team.users.values() if user.kind not in {"deactivated", "stranger"}
    }
    found: list[tuple[Person, Script]] = []
    for member in _rows("members"):
        person = sandbox.person(ids[member["email"]])
        for role, script in (("seller", sell), ("owner", decide)):
            if role in member["roles"].split():
                found += [(person, script)] * WEIGHTS[role]
    customers = [row["email"] for row in _rows("advocates") if row["email"] in ids]
    return [*found, *((sandbox.person(ids[email]), answer) for email in customers)]


async def sell(visitor: Visitor) -> None:
    """Types /reference, fills the form in, and has Rung ask; goes away where Rung wants more, or nobody fits."""
    seller = visitor.person
    await visitor.command("/reference")
    deals = await seller.search("deal", visitor.random.choice(PRODUCTS))
    deal = visitor.random.choice(deals)["value"]
    await seller.fill(deal=deal, activity="reference_call", needed_on=NEEDED)
    await visitor.do(seller.submit())
    had = len(seller.dm)
    if seller.modal and seller.modal["submit"] and not seller.errors:
        await visitor.do(seller.submit())
    if seller.modal:
        await seller.close()
    else:
        await visitor.sees(lambda: len(seller.dm) > had)


async def decide(visitor: Visitor) -> None:
    """Approves what waits, if anything does."""
    if visitor.offering("Approve"):
        await _redrawn(visitor, await visitor.press("Approve"))


async def answer(visitor: Visitor) -> None:
    """Yes, no or later to what they are asked, if they are."""
    card = visitor.offering("Yes")
    if card is None:
        return
    said = visitor.random.choice(("Yes", "Not this one", "later"))
    if said == "later":
        await visitor.do(visitor.person.pick(card, Action.NOT_NOW_UNTIL, LATER))
    else:
        await visitor.press(said)
    await _redrawn(visitor, card)


async def _redrawn(visitor: Visitor, card: Message) -> None:
    team = visitor.person.team
    await visitor.sees(lambda: team.message(card.channel, card.ts) != card)


def _rows(table: str) -> list[dict[str, str]]:
    with (SAMPLE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _sentence(tally: Tally) -> str:
    stopped = f", {len(tally.stopped)} turns stopped" if tally.stopped else ""
    return (
        f"the crowd: {tally.done} acts in {tally.turns} turns ({tally.late} late{stopped}), {tally.acknowledged} "
        f"acknowledged, {tally.refused} refused; ack p50 {share_within(tally.acks, 50) * 1000:.0f} ms, "
        f"screen p99 {share_within(tally.waits, 99) * 1000:.0f} ms after {len(tally.waits)} waits"
    )
