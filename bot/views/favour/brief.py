"""The brief before a favour: who, why you, the questions, what is left out. One for each side."""

from datetime import datetime

from bot.kit.text import duration, foreign, foreign_lines, listed, mail
from bot.rules import matching
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.ask.customer import spoken_by
from bot.views.ask.prospect import described
from bot.views.blocks import Block, Drawing, context, section
from models.ask import AskState, WholeAsk

OVER = "This is off. There is nothing to prepare."


def customer_brief(whole: WholeAsk, wording: Wording, *, company: str, now: datetime) -> Drawing:
    """In the owner's name. The prospect is named only where the seller allowed it: the customer has agreed."""
    day = dates.weekday(whole.ask.held_on or whole.reference.needed_on, now.date(), wording.language)
    greeting = wording.say("brief_greeting", speaker=spoken_by(whole, wording, company), day=day)
    if whole.ask.state is not AskState.ACCEPTED:
        off = wording.say("not_held" if whole.ask.state is AskState.NOT_HELD else "settled")
        return Drawing(off, [section(f"*{greeting}*"), section(off)])
    prospect = foreign(whole.deal.prospect) if whole.reference.named else described(whole.deal)
    what = wording.say(
        "brief_what",
        activity=foreign(whole.activity.phrase, 100),
        minutes=duration(whole.activity.minutes),
        prospect=prospect,
    )
    seller = f"{foreign(whole.seller.name)} (<@{whole.seller.slack_user_id}>)"
    blocks: list[Block] = [
        section(f"*{greeting}*"),
        section(f"{what}\n{wording.say('thanks_seller', seller=seller)}"),
    ]
    if whole.reference.questions:
        blocks.append(section(f"{wording.say('ask_questions')}\n{foreign_lines(whole.reference.questions)}"))
    if whole.reference.off_limits:
        topics = foreign(whole.reference.off_limits, 500)
        blocks.append(section(wording.say("ask_off_limits", topics=topics)))
    if whole.activity.spoken:
        blocks.append(context(wording.say("ask_not_recorded")))
    return Drawing(greeting, blocks)


def seller_brief(whole: WholeAsk, *, now: datetime) -> Drawing:
    day = dates.weekday(whole.ask.held_on or whole.reference.needed_on, now.date())
    person = whole.advocate
    title = f"*{foreign(whole.activity.name, 100)}* for {foreign(whole.deal.name)}, {day}"
    if whole.ask.state is not AskState.ACCEPTED:
        return Drawing(OVER, [section(f"{title}\n{OVER}")])
    who = f"*{foreign(person.name)}*, {foreign(person.title, 100)}, {foreign(whole.account.name)}"
    mention = f"<@{person.slack_user_id}>" if person.slack_user_id else ""
    reached = " · ".join(part for part in (mention, mail(person.email)) if part)
    why = listed(matching.for_colleagues(whole.ask.reasons))
    lines = [title, who, reached, *([f"Why them: {why}."] if why else [])]
    blocks: list[Block] = [section("\n".join(lines))]
    if whole.reference.questions:
        blocks.append(section(f"The questions:\n{foreign_lines(whole.reference.questions)}"))
    if whole.reference.off_limits:
        blocks.append(section(f"Leave out: {foreign(whole.reference.off_limits, 500)}"))
    unrecorded = " Please do not record it." if whole.activity.spoken else ""
    blocks.append(context(f"They agreed to {duration(whole.activity.minutes)} in all.{unrecorded}"))
    return Drawing(f"{day}: {foreign(whole.activity.name, 100)} with {foreign(person.name)}", blocks)
