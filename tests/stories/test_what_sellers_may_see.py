"""Masks: until a customer said yes, nothing that a seller, a colleague or a channel gets holds a name or contact."""

import json
import re

from sandbox.person import Person
from tests.stories.test_a_line_is_shared import DEAL, channels, share
from tests.stories.test_a_need_changes import reference_of
from tests.stories.test_home import home
from tests.stories.test_the_seller_changes_their_mind import asks, drop
from tests.world import World

CUSTOMERS = ("U0PRIYA", "U0PETRA", "U0LUKAS", "U0ELENA", "U0KENJI")  # Marta said yes to Tom in the past


def names(world: World) -> set[str]:
    """Every way in which a customer could be known: user id, name, its parts, address."""
    users = [world.team.users[user] for user in CUSTOMERS]
    known = {user.id for user in users} | {user.real_name for user in users}
    known |= {part for user in users for part in user.real_name.split()}
    return known | {user.email for user in users if user.email}


def known_from(world: World, told: str) -> set[str]:
    return {name for name in names(world) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", told)}


def everything_got(world: World, *people: Person) -> str:
    """What they got so far: every call that the bot made and answered about them, and every ack."""
    heard = {person.id for person in people} | {"D" + person.id[1:] for person in people} | {DEAL}
    calls = [
        arguments
        for method, arguments, _ in world.sandbox.calls
        if method.startswith(("chat.", "views.")) and _whose(arguments, heard)
    ]
    acks = [answer.body for person in people for answer in person.answers]
    private = [message.blocks for message in world.team.ephemerals if message.seen_by in heard]
    said = [message.text for message in world.team.ephemerals if message.seen_by in heard]
    modals = [person.modals for person in people]
    return json.dumps([calls, acks, private, said, modals], ensure_ascii=False, default=str)


def _whose(arguments: dict[str, object], heard: set[str]) -> bool:
    """A message or Home of one of them, or a modal: only sellers open any here."""
    channel = arguments.get("channel") or arguments.get("user_id")
    return channel in heard or "trigger_id" in arguments or "view_id" in arguments


async def test_nobody_but_the_owner_knows_who_is_asked(world: World) -> None:
    channels(world)
    await world.shortlist(world.tom, informed=["U0SOFIA"], wanted="2")
    await drop(world, asks(world.tom.modal)[2])
    await world.tom.submit()
    line = await world.see(world.tom, "needed by")
    await share(world, line, DEAL)
    await world.tom.press_label(line, "Remind once")
    for choice in ("colleagues", "share"):
        await world.tom.pick(line, "line_more", f"{choice}|{reference_of(line)}")
    await world.tom.press_label(line, "Change")
    await world.tom.fill(off_limits="Prices")
    await world.tom.submit()
    await world.ask(world.anna, world.priya)
    await home(world, world.tom)
    await home(world, world.sofia)
    await world.priya.press_label(await world.see(world.priya, "Would you help"), "Not this one")
    await world.ask(world.anna, world.lukas)
    await world.pass_time(days=2)
    got = everything_got(world, world.tom, world.sofia)
    assert "Talerhaus: did not answer" in got
    assert "Nordlicht Pay: said no" in got
    assert known_from(world, got) == set()


async def test_after_the_yes_the_channel_alone_does_not_know(world: World) -> None:
    channels(world)
    line = await world.request(world.tom)
    await share(world, line, DEAL)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Yes")
    assert "Priya Raman" in world.text(await world.see(world.tom, "Found."))
    calls = [arguments for _, arguments, _ in world.sandbox.calls if arguments.get("channel") == DEAL]
    told = json.dumps(calls, ensure_ascii=False, default=str)
    assert "Found." in told
    assert known_from(world, told) == set()
