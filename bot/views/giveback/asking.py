"""The part of a customer's own page where they ask for something, with what became of what they asked for."""

from datetime import datetime

from bot.kit.text import foreign
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.advocate.frame import back, head, paragraphs
from bot.views.advocate.values import OwnPage
from bot.views.blocks import Block, Element, field, section, select
from models.giveback import Giveback, GivebackKind, GivebackState

LONGEST = 600
STATES = {
    GivebackState.OFFERED: "giveback_asked_found",
    GivebackState.AGREED: "giveback_asked_open",
    GivebackState.GIVEN: "giveback_asked_given",
    GivebackState.DECLINED: "giveback_asked_not",
    GivebackState.WITHDRAWN: "giveback_asked_not",
}


def ask_for(page: OwnPage, wording: Wording, now: datetime) -> list[Block]:
    owner = foreign(page.customer.owner.name)
    company = foreign(page.program.name)
    top = [head(wording, "giveback_ask_title")]
    if page.customer.account.public_sector:
        return [*top, section(wording.say("giveback_public", company=company)), back(wording)]
    kinds = [
        (wording.label("giveback_ask_help"), str(GivebackKind.HELP)),
        (wording.label("giveback_ask_peer"), str(GivebackKind.PEER)),
    ]
    text: Element = {"type": "plain_text_input", "multiline": True, "max_length": LONGEST}
    before = [_asked(page, each, wording, now) for each in page.asked_for]
    return [
        *top,
        section(wording.say("giveback_ask_why", owner=owner, company=company)),
        *paragraphs(before),
        field(
            "ask_kind", wording.label("giveback_ask_kind"), select(wording.label("giveback_ask_kind"), kinds)
        ),
        field("ask_text", wording.label("giveback_ask_text"), text),
        back(wording),
    ]


def _asked(page: OwnPage, row: Giveback, wording: Wording, now: datetime) -> str:
    zone, owner = page.customer.advocate.zone, foreign(page.customer.owner.name)
    day = dates.on(row.made_at, zone=zone, now=now, language=wording.language)
    state = wording.say(STATES[row.state], owner=owner)
    said = wording.say("giveback_asked_line", day=day, what=foreign(row.text, 120), state=state)
    return f"{said} {foreign(row.word, 200)}" if row.word else said
