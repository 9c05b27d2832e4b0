"""A customer's own page: where they stand, and the way to everything that is theirs."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from bot.kit.ids import Action, Form
from bot.kit.text import foreign, times
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.advocate import forms
from bot.views.advocate.climb import climbed
from bot.views.advocate.everything import everything, not_here
from bot.views.advocate.frame import head, turn_to
from bot.views.advocate.invitation import invitation_card, left
from bot.views.advocate.kept import kept_on_you
from bot.views.advocate.ledger import what_you_did
from bot.views.advocate.limits import your_limits
from bot.views.advocate.values import OwnPage, Part, joined
from bot.views.ask.answered import noted
from bot.views.blocks import Block, Drawing, actions, button, confirm, datepicker, modal, section
from bot.views.erased import erase
from bot.views.giveback.asking import ask_for
from models.advocate import PausedBy

Draw = Callable[[OwnPage, Wording, datetime], list[Block]]


def own_page(page: OwnPage, wording: Wording, *, now: datetime) -> list[Block]:
    """One part of the page, or what stands in its place for somebody who is not in the programme."""
    customer = page.customer
    if page.part in OF_EVERYBODY:
        return _PARTS[page.part](page, wording, now)
    if joined(customer.advocate):
        drawn = _PARTS[page.part](page, wording, now)
        return [*drawn, _send(page, wording)] if page.sends else drawn
    if customer.advocate.invited_at and not customer.advocate.left_on:
        card = invitation_card(customer, page.program, page.activities, wording, now=now)
        return [*card.blocks, _rights(wording)]
    return _outside(page, wording, now)


def _outside(page: OwnPage, wording: Wording, now: datetime) -> list[Block]:
    customer = page.customer
    if customer.advocate.left_on:
        said = left(customer, page.program, wording, now=now)
    elif customer.advocate.invited_at:
        said = [section(wording.say("invite_waits"))]
    else:
        said = [section(wording.say("not_invited", company=foreign(page.program.name)))]
    return [*said, _rights(wording)]


def _rights(wording: Wording) -> Block:
    """What is theirs also before they have joined, and after they left."""
    ways = [turn_to(wording, "export", Part.EXPORT), turn_to(wording, "erase", Part.ERASE)]
    return actions(ways, block_id="rights")


def own_page_message(page: OwnPage, wording: Wording, *, now: datetime) -> Drawing:
    secret = page.part is Part.EXPORT  # whoever employs them may read their messages
    blocks = not_here(wording) if secret else own_page(page, wording, now=now)
    return Drawing(wording.say("page_notice"), blocks)


def own_page_window(page: OwnPage, wording: Wording, *, now: datetime, note: str = "") -> dict[str, Any]:
    """The same in a window, for people of the workspace itself; a form is sent by the window's own button.

    `note`: the key of a text to stand above the page.
    """
    inside = joined(page.customer.advocate) or page.part in OF_EVERYBODY
    blocks = _PARTS[page.part](page, wording, now) if inside else _outside(page, wording, now)
    return modal(
        Form.OWN_PAGE,
        wording.label("page_title"),
        [section(wording.say(note)), *blocks] if note and inside else blocks,
        submit=wording.label("page_send") if inside and page.sends else None,
        close=wording.label("page_close"),
        metadata=str(page.place),
    )


def _send(page: OwnPage, wording: Wording) -> Block:
    send = button(wording.label("page_send"), Action.SEND_OWN_PAGE, str(page.place), style="primary")
    return actions([send], block_id="send")


def _overview(page: OwnPage, wording: Wording, now: datetime) -> list[Block]:
    ways = [
        turn_to(wording, "page_limits", Part.LIMITS),
        turn_to(wording, "page_did", Part.DID),
        turn_to(wording, "page_report", Part.REPORT),
        turn_to(wording, "page_nominate", Part.NOMINATE),
        turn_to(wording, "page_kept", Part.KEPT),
    ]
    if not page.customer.account.public_sector:
        ways.insert(4, turn_to(wording, "page_ask_for", Part.ASK_FOR))
    return [
        head(wording, "page_title"),
        *_standing(page, wording, now),
        *_climbed(page, wording, now),
        actions(ways),
        _rest(page, wording, now),
    ]


def _standing(page: OwnPage, wording: Wording, now: datetime) -> list[Block]:
    """Since when, how often they were asked, and a pause where there is one."""
    advocate, owner = page.customer.advocate, foreign(page.customer.owner.name)
    company, today = foreign(page.program.name), dates.today(now, advocate.zone)
    since = dates.day(advocate.joined_on or today, today, wording.language)
    lines = [wording.say("page_since", day=since, owner=owner, company=company)]
    last, count = page.asked
    if last is not None and count:
        day = dates.on(last, zone=advocate.zone, now=now, language=wording.language)
        lines.append(wording.say("page_carried", times=times(count), day=day))
    else:
        lines.append(wording.say("page_never_asked"))
    if paused(page, now) and advocate.paused_until:
        silent = advocate.paused_by is PausedBy.SILENCE
        until = noted(wording, page.program.name, advocate.paused_until, zone=advocate.zone, now=now)
        lines.append(wording.say("paused_silence", owner=owner) if silent else until)
    return [section("\n".join(lines))]


def _climbed(page: OwnPage, wording: Wording, now: datetime) -> list[Block]:
    if page.climb is None:
        return []
    today = dates.today(now, page.customer.advocate.zone)
    return climbed(page.climb, wording, owner=foreign(page.customer.owner.name), today=today)


def paused(page: OwnPage, now: datetime) -> bool:
    until = page.customer.advocate.paused_until
    return until is not None and until > now


def _rest(page: OwnPage, wording: Wording, now: datetime) -> Block:
    advocate_id = page.customer.advocate.id
    asked = [wording.label(f"leave_{part}") for part in ("title", "text", "yes", "no")]
    sure = confirm(*asked, danger=True)
    resume = button(wording.label("resume"), Action.RESUME, advocate_id)
    return actions(
        [
            datepicker(Action.PAUSE_UNTIL, wording.label("pause_until")),
            *([resume] if paused(page, now) else []),
            button(wording.label("leave"), Action.LEAVE, advocate_id, style="danger", confirm=sure),
        ],
        block_id="rest",
    )


_PARTS: Mapping[Part, Draw] = {
    Part.OVERVIEW: _overview,
    Part.LIMITS: your_limits,
    Part.KEPT: kept_on_you,
    Part.REPORT: forms.report,
    Part.NOMINATE: forms.nominate,
    Part.OBJECT: forms.object_to,
    Part.ASSISTANT: forms.assistant,
    Part.ASK_FOR: ask_for,
    Part.DID: what_you_did,
    Part.EXPORT: everything,
    Part.ERASE: erase,
}
OF_EVERYBODY = frozenset({Part.EXPORT, Part.ERASE})  # parts that are theirs whether they have joined or not
