"""The lower part of an owner's Home: are they there, who stands in, and what they approved ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.kit.ids import Action
from bot.kit.text import foreign
from bot.views import dates
from bot.views.blocks import Block, actions, button, datepicker, header, section, users_select
from models.member import Member
from models.standing import Given


@dataclass(frozen=True, slots=True)
class Desk:
    """One colleague, who stands in for them, and their standing approvals."""

    member: Member
    backup: Member | None
    given: Sequence[Given] = ()


def own_desk(desk: Desk, *, zone: str, now: datetime) -> list[Block]:
    away = desk.member.away_until
    is_away = away is not None and away > now
    elements = [datepicker(Action.AWAY_UNTIL, "Away until …")]
    if is_away:
        elements.append(button("I'm back", Action.BACK, desk.member.id))
    chosen = desk.backup.slack_user_id if desk.backup else None
    elements.append(users_select(Action.BACKUP, "Choose a backup", chosen))
    blocks = [
        header("When you are away"),
        section(_said(desk, zone, now)),
        actions(elements, block_id="desk"),
    ]
    for given in desk.given:
        withdraw = button("Withdraw", Action.WITHDRAW_STANDING, given.approval.id)
        blocks.append(section(_given(given, now.date()), withdraw))
    return blocks


def _said(desk: Desk, zone: str, now: datetime) -> str:
    away = desk.member.away_until
    stands_in = foreign(desk.backup.name) if desk.backup else None
    if away is not None and away > now:
        day = dates.on(away, zone=zone, now=now)
        who = f"{stands_in} decides" if stands_in else "The managers decide"
        return f"You are away until {day}. {who} meanwhile."
    if stands_in is None:
        return "You are here. Nobody stands in for you yet: when you are silent or away, the managers decide."
    return f"You are here. When you are silent or away, {stands_in} decides."


def _given(given: Given, today: date) -> str:
    left = f"{given.approval.granted - given.approval.used} of {given.approval.granted}"
    what = foreign(given.activity.name, 100) if given.activity else "Whatever is asked"
    who = f"{foreign(given.advocate.name)}, {foreign(given.account.name)}"
    return f"Approved ahead for {who}: {what}, {left} left until {dates.day(given.approval.until, today)}."
