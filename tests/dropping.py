"""A manager drops files and decides about them; others drop some too, and everybody writes a line."""

from tests.world import World

ACCOUNTS = b"name,industry,country\nKestrel Pay,Fintech,DE\nFjord Wallet,Fintech,Atlantis\n"


async def dropping(world: World) -> None:
    await world.maya.drop("accounts.csv", ACCOUNTS)
    await world.quiet()
    await world.maya.press_label(world.maya.dm[-1], "Import without the faulty row")
    await world.quiet()
    file_id = await world.maya.drop("accounts.csv", ACCOUNTS)
    await world.quiet()
    report = world.maya.dm[-1]
    world.maya.delete_file(file_id)
    stories = next(
        option["value"]
        for option in report.blocks[0]["accessory"]["options"]
        if option["value"].endswith("stories")
    )
    await world.maya.pick(report, "upload_kind", stories)
    await world.see(world.maya, "no longer in Slack")
    await world.maya.drop("accounts.csv", b"name\nKestrel Pay\n")
    await world.quiet()
    await world.maya.press_label(world.maya.dm[-1], "Leave it")
    for person in (world.tom, world.priya):
        await person.drop("accounts.csv", ACCOUNTS)
        await person.say("Hello?")
    await world.pass_time(minutes=1)
    await world.rung.ticks.forget()
