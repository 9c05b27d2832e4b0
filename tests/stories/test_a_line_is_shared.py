"""The deal's channel follows a reference: without buttons, and without a customer's name."""

from sandbox.messages import Message
from tests.stories.test_a_need_changes import reference_of
from tests.world import World

DEAL, PRIVATE = "C0KESTREL", "G0PRIVATE"


async def share(world: World, line: Message, channel: str) -> None:
    await world.tom.pick(line, "line_more", f"share|{reference_of(line)}")
    await world.tom.fill(channel=channel)
    await world.tom.submit()
    await world.quiet()


def shown(world: World, channel: str) -> str:
    (message,) = world.team.channels[channel].messages.values()
    return world.text(message)


def channels(world: World) -> None:
    world.team.add_channel(DEAL, "deal-kestrel", ["U0TOM", "U0SOFIA", world.team.bot_user_id])
    world.team.add_channel(PRIVATE, "kestrel-inner", ["U0TOM"])


async def test_the_channel_follows_it_without_buttons_and_without_a_name(world: World) -> None:
    channels(world)
    line = await world.request(world.tom)
    await share(world, line, DEAL)
    assert "Head of Finance Operations, Nordlicht Pay: waiting for Anna Schmidt" in shown(world, DEAL)
    assert "Shared to <#C0KESTREL>." in world.text(await world.see(world.tom, "Kestrel"))
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Yes")
    line = await world.see(world.tom, "Found.")
    assert "Priya Raman" in world.text(line)
    await world.tom.pick(line, "held_on", "2026-03-12")
    await world.quiet()
    (message,) = world.team.channels[DEAL].messages.values()
    assert world.text(message).splitlines() == [
        "Reference call for Kestrel Pay: Ledger rollout, needed by Friday 20 March",
        "Found.",
        "Head of Finance Operations, Nordlicht Pay",
        "Agreed for Thursday 12 March.",
    ]
    assert not any(known in str(message) for known in ("Priya", "U0PRIYA", "priya@", "action_id"))


async def test_a_channel_without_rung_is_said_so_and_sharing_again_tries_again(world: World) -> None:
    channels(world)
    line = await world.request(world.tom)
    await share(world, line, PRIVATE)
    assert not world.team.channels[PRIVATE].messages
    told = "Not shared to <#G0PRIVATE>: invite Rung there with /invite, then share again."
    assert told in world.text(await world.see(world.tom, "Kestrel"))

    world.team.channels[PRIVATE].members.add(world.team.bot_user_id)
    await share(world, line, PRIVATE)
    assert "waiting for Anna Schmidt" in shown(world, PRIVATE)
    line = await world.see(world.tom, "Kestrel")
    assert "Shared to <#G0PRIVATE>." in world.text(line)
    assert "Not shared" not in world.text(line)

    await share(world, line, PRIVATE)
    assert len(world.team.channels[PRIVATE].messages) == 1


async def test_what_was_deleted_in_the_channel_is_posted_anew_by_sharing_again(world: World) -> None:
    channels(world)
    line = await world.request(world.tom)
    await share(world, line, DEAL)
    world.team.channels[DEAL].messages.clear()
    await world.pass_time(hours=2)
    told = "Not shared to <#C0KESTREL>: Slack does not let Rung post there."
    assert told in world.text(await world.see(world.tom, "Kestrel"))
    await share(world, line, DEAL)
    assert "their backup joins" in shown(world, DEAL)


async def test_only_channels_are_offered_and_taken(world: World) -> None:
    line = await world.request(world.tom)
    await world.tom.pick(line, "line_more", f"share|{reference_of(line)}")
    assert world.tom.modal is not None
    menu = world.tom.modal["blocks"][0]["element"]
    assert menu["filter"]["include"] == ["public", "private"]
    assert menu["filter"]["exclude_external_shared_channels"] is True
    await world.tom.fill(channel="D0SOFIA")
    await world.tom.submit()
    assert world.tom.errors == {"channel": "Choose a channel."}


async def test_five_channels_are_the_most(world: World) -> None:
    line = await world.request(world.tom)
    for number in range(6):
        world.team.add_channel(f"C{number}", f"deal-{number}", [world.team.bot_user_id])
        await share(world, line, f"C{number}")
    assert "5 channels already" in world.tom.errors["channel"]


async def test_nobody_shares_another_sellers_line(world: World) -> None:
    channels(world)
    line = await world.request(world.tom)
    await world.sofia.pick(line, "line_more", f"share|{reference_of(line)}", stale=True)
    assert "This is another seller's" in world.sofia.ephemerals[-1].text
    assert world.sofia.modal is None
