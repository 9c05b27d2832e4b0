"""Neither a yes nor a no: somebody else at the customer's company is to be asked, or their assistant spoken with."""

from models.ask import Ask, AskState, Road
from models.task import Task, TaskKind
from tests.behind import rows
from tests.world import World


async def test_a_colleague_comes_next_by_their_owners_consent(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    await world.priya.press_label(card, "Ask my colleague")
    assert "Anna Schmidt will see who else at your company could help" in await world.only(world.priya)

    line = world.text(await world.see(world.tom, "Kestrel"))
    assert "Nordlicht Pay: would rather a colleague is asked" in line
    assert "Senior Accountant, Nordlicht Pay: waiting for Anna Schmidt to agree" in line
    assert not world.petra.dm
    petras = await world.ask(world.anna, world.petra)
    await world.petra.press_label(petras, "Yes")
    assert "Petra Lang" in world.text(await world.see(world.tom, "Found."))
    assert not world.lukas.dm
    assert not await rows(world, Task)


async def test_it_is_no_no_so_that_the_colleague_can_say_no_too(world: World) -> None:
    await world.request(world.tom)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Ask my colleague")
    await world.petra.press_label(await world.ask(world.anna, world.petra), "Ask my colleague")
    await world.see(world.anna, "May we ask Lukas Brandt")
    card = await world.see(world.anna, "Petra Lang, Nordlicht Pay, would rather a colleague is asked.")
    await world.anna.press_label(card, "Noted")
    (task,) = await rows(world, Task, kind=TaskKind.COLLEAGUE)
    assert task.outcome == "noted"
    assert [ask.state for ask in await rows(world, Ask, state=AskState.PASSED_ON)] == ["passed_on"] * 2


async def test_where_no_colleague_may_be_asked_the_owner_learns_of_the_wish(world: World) -> None:
    await world.request(world.tom)
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Not now")
    await world.lukas.press_label(await world.ask(world.anna, world.lukas), "Ask my colleague")
    (task,) = await rows(world, Task)
    assert (task.kind, task.done_at) == (TaskKind.COLLEAGUE, None)
    await world.see(world.ben, "May we ask Elena Fischer")


async def test_passed_on_twice_is_once(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    await world.priya.press_label(card, "Ask my colleague")
    for label in ("Ask my colleague", "Yes", "Talk to my assistant"):
        await world.priya.press_label(card, label, stale=True)
        assert "You have answered this already" in world.priya.ephemerals[-1].text
    assert len(await rows(world, Ask, state=AskState.APPROVING)) == 1


async def test_with_the_assistant_the_question_stays_open_and_the_deadline_goes_on(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    await world.priya.press_label(card, "Talk to my assistant")
    said = await world.only(world.priya)
    assert "Anna Schmidt will get in touch with your assistant" in said
    assert "from Tuesday 10:30 on, somebody else is asked" in said
    (task,) = await rows(world, Task)
    (ask,) = await rows(world, Ask, state=AskState.ASKED)
    assert (task.kind, task.subject, ask.road) == (TaskKind.RELAY, ask.id, Road.ASSISTANT)

    await world.priya.press_label(card, "Talk to my assistant", stale=True)
    assert "Your contact speaks with your assistant already" in world.priya.ephemerals[-1].text
    assert len(await rows(world, Task)) == 1
    await world.pass_time(days=1, hours=1)
    assert "This one has moved on" in await world.only(world.priya)


async def test_who_handed_it_to_their_assistant_can_still_say_no(world: World) -> None:
    await world.request(world.tom)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Talk to my assistant")
    await world.priya.press_label(await world.see(world.priya, "get in touch"), "Not this one")
    assert "Nobody will ask you or a colleague about this one again" in await world.only(world.priya)
    await world.see(world.anna, "May we ask Lukas Brandt")


async def test_after_a_cancel_there_is_nobody_to_hand_it_to(world: World) -> None:
    line = await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    await world.tom.press_label(line, "Cancel")
    for label in ("Ask my colleague", "Talk to my assistant"):
        await world.priya.press_label(card, label, stale=True)
        assert "settled in the meantime" in world.priya.ephemerals[-1].text
    assert not await rows(world, Task)
