"""What customers report, whom they suggest: each waits for their owner's word, and they see what became of it."""

import asyncio

import pytest
from sqlalchemy import select

from models.participation import Participation, ParticipationState
from models.task import Task
from tests import customers
from tests.world import World

PRIYA = "priya@nordlicht.example"
LINK = "https://nordlicht.example/blog/ledger"


async def told(world: World) -> list[Participation]:
    """The rows of Priya, as they were written."""
    person = await customers.advocate(world, PRIYA)
    async with world.rung.database.reading() as session:
        found = await session.scalars(
            select(Participation).where(Participation.advocate_id == person.id).order_by(Participation.id)
        )
        return list(found)


async def report(world: World, *, day: str = "2026-02-20", link: str | None = LINK) -> None:
    await world.priya.command("/advocate", "did")
    blog = await customers.activity_id(world, "blog")
    await world.priya.fill(report_activity=blog, report_day=day, report_link=link)
    await world.priya.submit()
    await world.quiet()


async def test_i_did_it_is_claimed_then_verified(world: World) -> None:
    await report(world)
    assert "Blog post (waits for Anna Schmidt's word)" in world.modal(world.priya)
    card = await world.see(world.anna, "reports something they did")
    assert "Priya Raman, Head of Finance Operations, Nordlicht Pay" in world.text(card)
    assert f"<{LINK}|Blog post>, on 20 February." in str(card.blocks)
    (row,) = await told(world)
    assert (row.state, row.source, row.link) == (ParticipationState.CLAIMED, "their own word", LINK)

    await world.anna.press_label(card, "Verify")
    await world.see(world.anna, "Priya Raman: what they did was confirmed (Anna Schmidt, 2 March)")
    claimed, verified = await told(world)
    assert (verified.state, verified.supersedes_id) == (ParticipationState.VERIFIED, claimed.id)
    await customers.open_tab(world, world.priya, "about_me")
    await world.priya.press_home("own_page:7")
    await world.quiet()
    assert "20 February: Blog post (confirmed)" in customers.home(world, world.priya)
    await world.anna.press_label(card, "That did not happen", stale=True)
    assert "Somebody has taken care of this" in world.anna.ephemerals[-1].text
    assert len(await told(world)) == 2


async def test_what_did_not_happen_is_void_and_gone_from_their_list(world: World) -> None:
    await report(world, link=None)
    await world.anna.press_label(await world.see(world.anna, "reports something"), "That did not happen")
    await world.see(world.anna, "what they reported did not happen")
    assert [row.state for row in await told(world)] == [ParticipationState.CLAIMED, ParticipationState.VOID]
    await world.priya.press_modal("own_page:0")
    await world.priya.press_modal("own_page:7")
    assert "Blog post" not in world.modal(world.priya)
    await world.priya.close()
    await report(world)  # they may say it again
    assert len(await told(world)) == 3


async def test_it_is_reported_from_messages_too(world: World) -> None:
    await customers.open_tab(world, world.priya, "about_me")
    await world.priya.press_home("leave")
    await world.quiet()
    await world.priya.press_home("join_again")
    await customers.turn(world, world.priya, "I did it")
    page = await customers.own_page(world, world.priya)
    for missing in ("Choose what you did.", "Choose the day on which you did it."):
        await world.priya.press_label(page, "Send")
        assert world.priya.ephemerals[-1].text == missing
        blog = await customers.activity_id(world, "blog")
        await customers.tick(world, world.priya, page, report_activity=blog)
    await customers.tick(world, world.priya, page, report_day="2026-03-02", report_link=LINK)
    await world.priya.press_label(page, "Send")
    assert "waits for Anna Schmidt's word" in world.text(await customers.own_page(world, world.priya))


@pytest.mark.parametrize(
    ("day", "link", "sentence"),
    [
        ("2026-03-03", None, "That day has not come yet."),
        ("2026-02-20", "javascript:alert(1)", "That is no link to a web page."),
        ("2026-02-20", "https://", "That is no link to a web page."),
        ("2026-02-20", "https://[broken", "That is no link to a web page."),
        ("2026-02-20", "https://x.example/<!channel>", "That is no link to a web page."),
        ("2026-02-20", "www.nordlicht.example", "That is no link to a web page."),
    ],
)
async def test_what_can_not_be_reported(world: World, day: str, link: str | None, sentence: str) -> None:
    await report(world, day=day, link=link)
    assert sentence in world.modal(world.priya)
    assert await told(world) == []
    assert not world.anna.dm


async def test_the_same_pressed_twice_is_written_down_once(world: World) -> None:
    await world.priya.command("/advocate", "did")
    blog = await customers.activity_id(world, "blog")
    await world.priya.fill(report_activity=blog, report_day="2026-02-20")
    await world.priya.submit()
    payload = next(
        body for body, _, _ in reversed(world.sandbox.payloads) if body.get("type") == "view_submission"
    )
    await asyncio.gather(*(world.sandbox.delivery.send("interactive", payload) for _ in range(3)))
    await world.quiet()
    assert len(await told(world)) == 1
    assert len(world.anna.dm) == 1


async def test_a_suggested_colleague_is_invited_by_the_owner(world: World) -> None:
    jonas = customers.newcomer(world)
    await world.priya.command("/advocate", "nominate")
    await world.priya.fill(
        nominate_name="Jonas Weber", nominate_email="Jonas@Nordlicht.example", nominate_role="Controller"
    )
    await world.priya.submit()
    assert "2 March: Jonas Weber: with Anna Schmidt" in world.modal(world.priya)
    assert not jonas.dm
    card = await world.see(
        world.anna, "suggests a colleague: Jonas Weber, Controller, jonas@nordlicht.example"
    )
    await world.anna.press_label(card, "Invite")
    await world.anna.fill(person="U0JONAS")
    await world.anna.submit()
    assert world.anna.errors == {}
    await world.see(world.anna, "Priya Raman: their suggestion was invited (Anna Schmidt, 2 March)")
    await world.see(jonas, "would like to invite you")
    await world.priya.press_modal("own_page:0")
    await world.priya.press_modal("own_page:4")
    assert "2 March: Jonas Weber: invited" in world.modal(world.priya)


async def test_a_suggestion_may_be_left_for_now_and_is_made_once(world: World) -> None:
    async def suggest(**filled: str) -> str:
        await world.priya.command("/advocate", "nominate")
        await world.priya.fill(**filled)
        await world.priya.submit()
        return world.modal(world.priya)

    ada = {"nominate_name": "Ada Voss", "nominate_email": "ada@nordlicht.example"}
    assert "That is no e-mail address." in await suggest(nominate_name="Ada Voss", nominate_email="ada")
    assert "Ada Voss: with Anna Schmidt" in await suggest(**ada)
    assert "You have suggested them already, and Anna Schmidt has not decided yet." in await suggest(**ada)
    await world.anna.press_label(await world.see(world.anna, "suggests a colleague"), "Not now")
    await world.see(world.anna, "their suggestion is left for now")
    assert "Ada Voss: not now" in await suggest(**ada)
    async with world.rung.database.reading() as session:
        assert len(list(await session.scalars(select(Task)))) == 2
