"""Two customers with many people, more deals, and rules of their own: a world in which every cap is reached."""

from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.account import Account
from models.advocate import Advocate
from models.deal import Deal
from models.member import Member
from models.program import Program
from models.workspace import Workspace

JOINED = date(2024, 5, 14)
# (first name, the company's key, seniority); the last two were never invited.
PEOPLE = (
    ("Alva", "nordlicht pay", 2),
    ("Bodo", "nordlicht pay", 1),
    ("Emil", "talerhaus", 2),
    ("Greta", "nordlicht pay", 1),
    ("Hugo", "talerhaus", 1),
)
STRANGERS = 2
PROSPECTS = ("Amberline", "Borealis", "Cobaltry", "Dunmore", "Elmfield", "Foxglove", "Gilthead", "Harrow")

# What a manager has set. The strictest stand beside the usual ones, so that each cap is the first to be met.
rules = st.fixed_dictionaries(
    {
        "days_between_asks": st.sampled_from([1, 5, 14]),
        "accepted_in_90_days": st.sampled_from([1, 2, 9]),
        "accepted_in_year": st.sampled_from([1, 2, 6]),
        "executive_accepted_in_year": st.sampled_from([1, 2]),
        "account_asks_in_30_days": st.sampled_from([1, 2, 3, 9]),
        "account_accepted_in_90_days": st.sampled_from([1, 2, 4]),
        "waived_tiers": st.sampled_from([[], ["strategic", "key"], ["strategic", "key"]]),
        "reserve_tier": st.sampled_from([None, "key"]),
        "reserve_amount": st.sampled_from([None, 150_000]),
        "larger_first": st.booleans(),
        "two_together": st.booleans(),
    }
)


async def settle(session: AsyncSession, workspace: Workspace, rules: Mapping[str, object]) -> None:
    """More people and deals for the small company, under these rules."""
    program_id = workspace.program_id
    await session.execute(update(Program).where(Program.id == program_id).values(**rules))
    accounts = {
        account.key: account
        for account in await session.scalars(select(Account).where(Account.program_id == program_id))
    }
    accounts["talerhaus"].asks_in_30_days = 2
    # Few are left to ask, so that each is asked as often as the rules let them be.
    others = [accounts[key].id for key in ("edelgrat finanz", "hoshi denki")]
    await session.execute(
        update(Advocate)
        .where(Advocate.program_id == program_id, Advocate.account_id.in_(others))
        .values(joined_on=None)
    )
    accounts["kontoria"].renewal_on = date(2026, 5, 20)
    for place, (name, key, seniority) in enumerate(PEOPLE):
        session.add(
            Advocate(
                program_id=program_id,
                account_id=accounts[key].id,
                workspace_id=workspace.id,
                slack_user_id=f"U0{name.upper()}",
                email=f"{name.lower()}@crowd.example",
                name=f"{name} Crowd",
                title="Head of Finance",
                seniority=seniority,
                zone="Europe/Berlin",
                country="DE",
                joined_on=JOINED if place < len(PEOPLE) - STRANGERS else None,
            )
        )
    seller = await session.scalar(
        select(Member.id).where(Member.program_id == program_id, Member.slack_user_id == "U0TOM")
    )
    assert seller is not None
    for place, prospect in enumerate(PROSPECTS):
        session.add(
            Deal(
                program_id=program_id,
                key=f"C-{place}",
                name=f"A deal with {prospect}",
                prospect=prospect,
                prospect_key=prospect.lower(),
                amount=(place + 1) * 40_000,
                seller_id=seller,
            )
        )
    await session.flush()
