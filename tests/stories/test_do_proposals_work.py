"""Whether proposals do anything is said with its interval, or that it can't be told; where they do harm they pause."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from inline_snapshot import snapshot
from sqlalchemy import update

from bot import effect
from bot.kit.errors import BotError
from models.advocate import Advocate
from models.member import Actor, Member
from models.message import Message as Row
from models.message import MessageKind, MessageState
from models.nudge import Nudge, NudgeState
from models.program import Program
from tests.arms import acted, crowd, nudged, settled
from tests.behind import rows, set_program
from tests.favours import moment
from tests.managing import logged
from tests.monday import EIGHT, monday, with_channel
from tests.world import World

TEN = moment("2026-03-09", 10)  # a manager's day has begun
ABOUT = "Proposals of a next step"
PAUSED = "Proposals of a next step are paused."
FIRSTS = [date(2025, month, 1) for month in range(3, 13)] + [date(2026, 1, 1), date(2026, 2, 1)]


async def program(world: World) -> Program:
    (found,) = await rows(world, Program)
    return found


async def told(world: World, at: datetime = EIGHT) -> str:
    """What that Monday's digest says of proposals; nothing where it is silent about them."""
    lines = world.text(await monday(world, at)).split("\n")
    begins = [n for n, line in enumerate(lines) if ABOUT in line or "Proposals are paused since" in line]
    return "\n".join(lines[begins[0] : begins[0] + 5]).partition("\nAs of")[0] if begins else ""


async def large(world: World, *, nudged_act: float, others_act: float) -> tuple[list[str], list[str]]:
    """A year has passed in which a tenth of two thousand people got no proposals. A share of each acts, in turn."""
    await with_channel(world)
    since = datetime(2025, 2, 10, tzinfo=UTC)
    await set_program(world, holdout_since=since, measured_since=FIRSTS[0])
    async with world.rung.database.transaction() as session:
        await session.execute(update(Advocate).values(joined_on=None))  # whose ids are by chance
    arms = await crowd(world, 2_000)
    for ids, share in zip(arms, (nudged_act, others_act), strict=True):
        many = round(len(ids) * share)
        for place, first in enumerate(FIRSTS):
            await acted(world, turn(ids, place, many), [first])
    await settled(world)
    return arms


def turn(ids: Sequence[str], place: int, many: int) -> list[str]:
    """Each month others."""
    return [ids[(place * many + n) % len(ids)] for n in range(many)]


async def test_a_small_programme_is_told_that_it_cannot_be_told_and_what_it_would_take(world: World) -> None:
    await with_channel(world)
    await nudged(world, [(await rows(world, Advocate))[0].id], NudgeState.LATER)
    assert await told(world) == snapshot("""\
Proposals of a next step: whether they do anything can't be told. It takes 1,000 people at least, a tenth of whom gets none, and you have 6. Where 5.0 % do something in a month, one point more shows within a year among about 4,700 people, two points more among 1,200.
The last 13 weeks, in brackets the 13 before: left: 0 (0) · answers to proposals that were Stop: 0 of 1 (0 of 0) · that were Later: 1 of 1 (0 of 0) · asks declined: 0 of 1 (0 of 0) · needs filled: 1 of 1 (0 of 0).
  As of 9 March. What somebody decides is redrawn here; the figures stay.\
""")
    assert (await program(world)).holdout_since is None
    assert not await told(world, moment("2026-03-16", 8))  # once a month is often enough


async def test_nothing_is_said_where_nobody_was_ever_nudged_or_nudging_is_off(world: World) -> None:
    await with_channel(world)
    assert not await told(world)
    await nudged(world, [(await rows(world, Advocate))[0].id], NudgeState.YES)
    await set_program(world, nudging=False)
    assert not await told(world, moment("2026-04-13", 8))


async def test_with_a_thousand_people_a_tenth_is_held_out_from_now_on(world: World) -> None:
    await with_channel(world)
    nudgeable, control = await crowd(world, 1_000)
    assert 60 < len(control) < 150
    kept, taken_back = await nudged(world, [nudgeable[0], control[0]])
    said = await told(world)
    assert "it takes three months from April on" in said
    found = await program(world)
    assert found.holdout_since is not None
    assert found.holdout_since >= EIGHT
    assert found.measured_since == date(2026, 4, 1)
    assert ("rung", "holdout") in await logged(world)
    states = {row.id: row.state for row in await rows(world, Nudge)}
    assert states == {kept: NudgeState.OFFERED, taken_back: NudgeState.WITHDRAWN}

    # Half of them leave: the tenth stays what it is.
    async with world.rung.database.transaction() as session:
        for id_ in nudgeable[:600]:
            (await session.get_one(Advocate, (world.program_id, id_))).left_on = date(2026, 3, 20)
    await world.until(moment("2026-03-16", 8))
    assert (await program(world)).holdout_since == found.holdout_since


async def test_a_large_one_is_told_the_difference_with_its_interval(world: World) -> None:
    await large(world, nudged_act=0.09, others_act=0.04)
    said = await told(world)
    assert said == snapshot("""\
Proposals of a next step, March 2025 to February: of 1,799 people who can get proposals 9.0 % did something each month, of 201 who get none 4.0 %: 5.0 points more, between 4.1 and 5.8.
Left the programme since then: 0.0 % of those who can get proposals, 0.0 % of the others.
The last 13 weeks, in brackets the 13 before: left: 0 (0) · asks declined: 0 of 1 (0 of 0) · needs filled: 1 of 1 (0 of 0).
  Counted are months in which somebody did something that no ask of yours led to. What nobody recorded is not in it, and who took up a proposal is asked how it went.
  As of 9 March. What somebody decides is redrawn here; the figures stay.\
""")
    assert (await program(world)).nudging_paused_at is None


async def test_a_difference_that_may_be_chance_says_so(world: World) -> None:
    await large(world, nudged_act=0.05, others_act=0.05)
    said = await told(world)
    assert "That can't be told from no effect. Where" in said
    assert " less and " in said
    assert (await program(world)).nudging_paused_at is None


async def test_where_nudged_people_do_less_it_pauses_and_says_so_and_nobody_is_nudged(world: World) -> None:
    nudgeable, _ = await large(world, nudged_act=0.03, others_act=0.14)
    seen, unseen = await nudged(world, nudgeable[:2])
    await posted(world, seen)
    said = await told(world)
    found = await program(world)
    assert found.nudging_paused_at is not None
    assert found.nudging_paused_why == snapshot(
        "Of 1,799 people who can get proposals 3.0 % did something each month, of 201 who get none 13.9 %: more than chance explains."
    )
    assert f"Proposals are paused since 9 March. {found.nudging_paused_why}" in said
    assert ("rung", "nudging_paused") in await logged(world)
    states = {row.id: row.state for row in await rows(world, Nudge)}
    assert states == {seen: NudgeState.OFFERED, unseen: NudgeState.WITHDRAWN}

    await world.until(TEN)
    note = world.text(await world.see(world.maya, PAUSED))
    assert note == snapshot(
        "Proposals of a next step are paused. Of 1,799 people who can get proposals 3.0 % did something each month, of 201 who get none 13.9 %: more than chance explains. Nobody gets one until a manager lets them go out again with `/rung settings`. What nobody had seen yet is taken back; whoever has one can still answer it."
    )

    # It is said each week for as long as it is so, and to each manager once.
    assert "Proposals are paused since 9 March." in await told(world, moment("2026-03-16", 8))
    assert "March 2025 to February" in await told(world, moment("2026-04-13", 8))  # counted up to the pause
    assert sum(PAUSED in world.text(each) for each in world.maya.dm) == 1


async def posted(world: World, nudge_id: str) -> None:
    """That proposal was seen: its message stands in Slack."""
    async with world.rung.database.transaction() as session:
        session.add(
            Row(
                program_id=world.program_id,
                workspace_id=world.rung.workspace.id,
                kind=MessageKind.ASK,
                subject=nudge_id,
                recipient="U9SEEN",
                state=MessageState.GONE,
                due_at=world.clock.business(),
                ts="1.1",
            )
        )


async def resumed(world: World) -> None:
    (maya,) = await rows(world, Member, name="Maya Patel")
    actor = Actor(
        world.program_id, maya.workspace_id, maya.slack_user_id, maya.name, maya.zone, frozenset(), maya.id
    )
    async with world.rung.database.transaction() as session:
        await effect.resume(session, actor, world.clock.business())
    world.rung.outbox.wake()
    await world.quiet()


async def test_a_manager_lets_them_go_out_again_and_the_counting_begins_anew(world: World) -> None:
    await large(world, nudged_act=0.03, others_act=0.14)
    await told(world)
    await world.until(TEN)
    await world.see(world.maya, PAUSED)
    await resumed(world)
    await world.see(world.maya, "were paused, and go out again")
    found = await program(world)
    assert (found.nudging_paused_at, found.nudging_paused_why) == (None, "")
    assert found.measured_since == date(2026, 4, 1)
    assert found.holdout_since == datetime(2025, 2, 10, tzinfo=UTC)
    assert ("U0MAYA", "nudging_resumed") in await logged(world)
    with pytest.raises(BotError, match="going out already"):
        await resumed(world)
    assert "it takes three months" in await told(world, moment("2026-04-13", 8))
    assert (await program(world)).nudging_paused_at is None


async def test_it_pauses_where_many_leave(world: World) -> None:
    nudgeable, _ = await large(world, nudged_act=0.05, others_act=0.05)
    async with world.rung.database.transaction() as session:
        for id_ in nudgeable[:700]:
            (await session.get_one(Advocate, (world.program_id, id_))).left_on = date(2025, 11, 20)
    await told(world)
    assert "left the programme, of " in (await program(world)).nudging_paused_why


async def test_it_pauses_where_many_say_stop(world: World) -> None:
    nudgeable, _ = await large(world, nudged_act=0.05, others_act=0.05)
    answered = await nudged(world, nudgeable[:200], NudgeState.YES)
    async with world.rung.database.transaction() as session:
        for id_ in answered[:100]:
            nudge = await session.get_one(Nudge, (world.program_id, id_))
            nudge.answered_at = EIGHT - timedelta(weeks=20)
        for id_ in answered[120:]:
            nudge = await session.get_one(Nudge, (world.program_id, id_))
            nudge.state = NudgeState.STOPPED
    await told(world)
    why = "In the last 13 weeks 80 of 100 answers to proposals were *Stop*, in the 13 before 0 of 100: more than chance explains."
    assert (await program(world)).nudging_paused_why == why


async def test_a_small_programme_pauses_too_where_nearly_all_say_stop(world: World) -> None:
    """Nobody is held out there, but a quarter can be laid beside the last."""
    await with_channel(world)
    people, _ = await crowd(world, 60)
    before = await nudged(world, people[:30], NudgeState.YES)
    async with world.rung.database.transaction() as session:
        for id_ in before:
            (await session.get_one(Nudge, (world.program_id, id_))).answered_at = EIGHT - timedelta(weeks=20)
    await nudged(world, people[30:50], NudgeState.STOPPED)
    said = await told(world)
    assert "20 of 20 answers to proposals were *Stop*" in (await program(world)).nudging_paused_why
    assert "Proposals are paused since 9 March." in said
    assert "It takes 1,000 people at least" in said


async def test_two_years_on_the_counting_for_the_rule_begins_anew(world: World) -> None:
    """What did harm in the first two years, and was not stopped then, does not count against the third."""
    await with_channel(world)
    since = date(2024, 1, 1)
    await set_program(world, holdout_since=datetime(2023, 12, 4, tzinfo=UTC), measured_since=since)
    _, control = await crowd(world, 1_500, joined_on=date(2023, 5, 1))
    await acted(world, control, [date(2024, month, 1) for month in range(1, 7)])
    await settled(world)
    said = await told(world)
    assert (await program(world)).nudging_paused_at is None
    assert "March 2024 to February" in said  # the last two years
