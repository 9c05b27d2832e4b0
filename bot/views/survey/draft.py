"""A draft of somebody's words, for them alone: to approve, to change, to leave, and later to take back."""

from bot.kit.ids import Action, encode, variant
from bot.kit.text import ELLIPSIS, foreign, foreign_lines, linked
from bot.rules.wording import Wording
from bot.views.blocks import Block, Drawing, Element, actions, button, context, field, section
from models.draft import LONGEST, Draft, DraftState
from models.joining import Customer

TEXT = "draft_text"
LINK = 500


def draft_card(draft: Draft, customer: Customer, wording: Wording, *, company: str) -> Drawing:
    names = {"owner": foreign(customer.owner.name), "company": foreign(company)}
    greeting = wording.say("draft_greeting", speaker=wording.say("ask_speaker", **names))
    head = section(f"*{greeting}*")
    if draft.state in {DraftState.REFUSED, DraftState.WITHDRAWN}:
        return Drawing(greeting, [head, section(wording.say(f"draft_{draft.state}", **names))])
    quoted = section(foreign_lines(draft.text, 2500) or f"> {ELLIPSIS}")
    whose = context(_whose(draft, customer, wording))
    if draft.state is not DraftState.DRAFTED:
        said = wording.say(f"draft_{draft.state}", **names)
        link = [section(linked(draft.link, draft.link[:LINK]))] if draft.link else []
        taken = actions([_way(draft.id, "withdraw", wording)])
        return Drawing(greeting, [head, quoted, whose, section(said), *link, taken])
    if draft.changing:
        return Drawing(greeting, [head, *_change(draft, wording)])
    terms = context(wording.say("draft_terms", **names))
    ways = [
        _way(draft.id, "approve", wording, "primary"),
        _way(draft.id, "change", wording),
        _way(draft.id, "refuse", wording),
    ]
    return Drawing(greeting, [head, quoted, whose, actions(ways), terms])


def _whose(draft: Draft, customer: Customer, wording: Wording) -> str:
    if not draft.named:
        return wording.say("draft_anonymous")
    person = customer.advocate
    return wording.say(
        "draft_named",
        name=foreign(person.name),
        title=foreign(person.title),
        account=foreign(customer.account.name),
    )


def _change(draft: Draft, wording: Wording) -> list[Block]:
    typed: Element = {"type": "plain_text_input", "multiline": True, "max_length": LONGEST}
    typed |= {"initial_value": draft.text[:LONGEST]}
    ways = [_way(draft.id, "save", wording, "primary"), _way(draft.id, "back", wording)]
    return [field(TEXT, wording.label("draft_text"), typed), actions(ways)]


def _way(draft_id: str, move: str, wording: Wording, style: str = "") -> Element:
    key = f"draft_press_{move}"
    return button(
        wording.label(key), variant(Action.DRAFT, move), encode(draft_id, move), style=style or None
    )
