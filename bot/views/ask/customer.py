"""The customer's card, in their contact's name: a question with an easy no, and what became of it."""

from datetime import datetime

from bot.kit.text import foreign, foreign_lines
from bot.rules.wording import Wording
from bot.views.ask.answered import answered
from bot.views.ask.question import question, revealed
from bot.views.blocks import Drawing, section
from models.ask import WITH_CUSTOMER, AskState, WholeAsk

PERSONAL_LINE = 600


def customer_card(
    whole: WholeAsk, wording: Wording, *, company: str, now: datetime, first: bool = False
) -> Drawing:
    """The card as it stands now, in the programme's words; `company` is ours, as the customer knows it.

    `first`: nobody has asked them for this kind before.
    """
    speaker = spoken_by(whole, wording, company)
    greeting = f"*{wording.say('ask_greeting', speaker=speaker)}*"
    if whole.ask.state not in WITH_CUSTOMER:
        said, more = answered(whole, wording, company, now)
        return Drawing(said.split("\n")[0], [section(greeting), section(said), *more])
    own_words = foreign_lines(whole.ask.personal_line, PERSONAL_LINE)
    if own_words:
        greeting += f"\n{own_words}"
    checking = whole.ask.state is AskState.CHECKING
    shown = revealed(whole, wording, now) if checking else question(whole, wording, now, first=first)
    return Drawing(wording.say("ask_notice", speaker=speaker), [section(greeting), *shown])


def spoken_by(whole: WholeAsk, wording: Wording, company: str) -> str:
    names = {"owner": foreign(whole.owner.name), "company": foreign(company)}
    if whole.decider is None or whole.decider.id == whole.owner.id:
        return wording.say("ask_speaker", **names)
    return wording.say("ask_speaker_for", decider=foreign(whole.decider.name), **names)
