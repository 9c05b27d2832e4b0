"""Managers read how many stand where and who moved: in a chart on Monday, in words on Home."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from inline_snapshot import snapshot

from tests import customers
from tests.climbing.acts import log, named
from tests.favours import moment
from tests.monday import monday, with_channel
from tests.world import World


async def climbs(world: World) -> None:
    """Priya moves up twice in the week before the Monday; what was there before it is Marta's, by import."""
    await named(world)
    await log(world, world.anna, "Priya", "case_study", "2025-05-04")
    await log(world, world.anna, "Priya", "blog", "2025-09-01")


def on_the_ladder(text: str) -> list[str]:
    lines = text.splitlines()
    return [line for line in lines if "on the ladder" in line or "customers by rung" in line]


async def test_on_monday_in_a_chart_and_in_words(world: World) -> None:
    await with_channel(world)
    await climbs(world)
    digest = await monday(world)
    charts = [block for block in digest.blocks if block["type"] == "data_visualization"]
    assert charts[-1]["title"] == "Where customers stand on the ladder"
    (series,) = charts[-1]["chart"]["series"]
    assert [(each["label"], each["value"]) for each in series["data"]] == snapshot(
        [
            ("Not settled yet", 4),
            ("1 Share", 0),
            ("2 Endorse", 0),
            ("3 Tell", 2),
            ("4 Vouch", 0),
            ("5 Stage", 0),
            ("6 Shape", 0),
        ]
    )
    assert on_the_ladder(world.text(digest)) == snapshot(
        [
            "1 customer moved up on the ladder last week.",
            "▥ Where customers stand on the ladder",
            "  The chart in words, customers by rung: not settled yet 4, Share 0, Endorse 0, Tell 2, Vouch 0, Stage 0, Shape 0.",
        ]
    )
    await log(world, world.anna, "Lukas", "talk", "2026-03-09")
    await world.quiet()
    again = world.team.message(digest.channel, digest.ts)
    assert again is not None
    assert on_the_ladder(world.text(again)) == on_the_ladder(world.text(digest))  # it stays as it was
    await world.until(moment("2026-03-16", 8))
    assert on_the_ladder(world.text(await monday(world, moment("2026-03-16", 8)))) == snapshot(
        [
            "1 customer moved up on the ladder last week.",
            "▥ Where customers stand on the ladder",
            "  The chart in words, customers by rung: not settled yet 3, Share 0, Endorse 0, Tell 2, Vouch 1, Stage 0, Shape 0.",
        ]
    )


async def test_on_home_in_words_and_only_for_managers(world: World) -> None:
    await climbs(world)
    home = await customers.open_tab(world, world.maya, "customers")
    assert home.splitlines()[2:6] == snapshot(
        [
            "[Invite a customer]",
            "The ladder: not settled yet 4, Share 0, Endorse 0, Tell 2, Vouch 0, Stage 0, Shape 0.",
            "1 customer moved up in the last 7 days.",
            "Elena Fischer, Head of Controlling, Edelgrat Finanz",
        ]
    )
    assert "Joined on 14 May 2024 · Tell" in home
    of_owner = await customers.open_tab(world, world.anna, "customers")
    assert "The ladder:" not in of_owner
    assert "Joined on 14 May 2024 · Tell" in of_owner


async def test_a_seller_learns_nothing_of_where_customers_stand(world: World) -> None:
    await climbs(world)
    await world.tom.open_home()
    await world.quiet()
    assert "Tell" not in customers.home(world, world.tom)
