"""The programme's settings: shown, checked, changed one by one, and written down."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import effect
from bot.kit.errors import FormError
from bot.rules import weeks
from bot.rules.settings import FIELDS, Section, problems
from bot.views.manager.nudging import shown
from bot.views.manager.setting_form import Choices
from bot.views.manager.settings import SettingsNow
from models import account as accounts
from models import audit, correspondence
from models import deal as deals
from models import program as programs
from models.member import Actor
from models.program import Program

Values = Mapping[str, object]


async def now_set(session: AsyncSession, actor: Actor) -> SettingsNow:
    """All settings as they are, and whether Slack lets us post in the programme's channel."""
    program = await programs.get(session, actor.program_id)
    refused = (
        await correspondence.refused_in(session, program.id, program.channel) if program.channel else None
    )
    return SettingsNow(program=program, channel_refused=refused)


async def choices(session: AsyncSession, actor: Actor) -> Choices:
    """What the menus offer."""
    program = await programs.get(session, actor.program_id)
    known = await accounts.tiers(session, program.id)
    chosen = [*program.waived_tiers, *([program.reserve_tier] if program.reserve_tier else [])]
    return Choices(
        program=program,
        tiers=sorted({*known, *chosen}),
        stages=program.stages or await deals.stages(session, program.id),
    )


async def save(
    session: AsyncSession, actor: Actor, section: Section, given: Values, was: Values, *, now: datetime
) -> None:
    """Write what was changed in the form, and nothing else; it holds from now on.

    `was`: what stood in the form when it was drawn. Raises FormError, by input, for what can't be taken.
    """
    program = await programs.lock(session, actor.program_id)
    present = {name: shown(program, name) for name in FIELDS[section]}
    changed = {
        name: value
        for name, value in given.items()
        if name in present and name in was and value not in (was[name], present[name])
    }
    wrong = problems(section, present | changed)
    if wrong:
        raise FormError(wrong)
    if not changed:
        return
    if changed.get("nudging") and program.nudging_paused_at is not None:
        await effect.resume(session, actor, now)
    await programs.change(session, program.id, {**changed, **_planned(program, changed)})
    for name in changed:
        audit.record(session, program.id, at=now, actor=actor.user_id, verb=f"set_{name}", subject=program.id)


def _planned(program: Program, changed: Values) -> dict[str, object]:
    """The same Monday in another zone, or with other holidays, is told at another moment; so is the Tuesday."""
    planned: dict[str, object] = {}
    if not {"zone", "country"} & changed.keys():
        return planned
    zone = str(changed.get("zone", program.zone))
    country = str(changed.get("country", program.country) or "") or None
    if program.digest_due_at is not None:
        monday = weeks.monday_of(program.zone, program.digest_due_at)
        planned["digest_due_at"] = weeks.told_at(zone, country, monday)
    if program.sweep_due_at is not None:
        monday = weeks.monday_of(program.zone, program.sweep_due_at)
        planned["sweep_due_at"] = weeks.swept_at(zone, country, monday)
    return planned
