"""Three months in a few lines: what a customer gave and got, what came of it, where they stand now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.kit.ids import Action, variant
from bot.kit.text import foreign
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.advocate.climb import came_of_it, got, times_each
from bot.views.advocate.values import Part
from bot.views.blocks import Block, Drawing, actions, button, section
from models.giveback import Giveback
from models.joining import Customer
from models.program import Program
from models.steps import Impact


@dataclass(frozen=True, slots=True)
class Recap:
    """What happened in a quarter. `rung`: the name of theirs, where they moved up to it."""

    customer: Customer
    program: Program
    gave: Sequence[str]
    got: Sequence[Giveback]
    deals: int
    rung: str | None

    @property
    def nothing(self) -> bool:
        return not (self.gave or self.got or self.deals or self.rung)


def recap_card(found: Recap, wording: Wording, *, now: datetime) -> Drawing:
    company, advocate = foreign(found.program.name), found.customer.advocate
    today = dates.today(now, advocate.zone)
    told = {
        "recap_gave": times_each(found.gave),
        "recap_deals": came_of_it(Impact(deals=found.deals), wording),
        "recap_got": got(found.got, wording, today),
    }
    lines = [wording.say("recap_greeting", company=company)]
    lines += [wording.say(key, what=what) for key, what in told.items() if what]
    lines += [wording.say("recap_moved", rung=foreign(found.rung, 100))] if found.rung else []
    lines.append(wording.say("recap_thanks", owner=foreign(found.customer.owner.name)))
    return Drawing(
        wording.say("recap_notice", company=company), [section("\n".join(lines)), *_ways(found, wording)]
    )


def _ways(found: Recap, wording: Wording) -> list[Block]:
    page = str(Part.OVERVIEW)
    own = button(wording.label("recap_open"), variant(Action.OWN_PAGE, page), page)
    if found.customer.advocate.stopped_on is not None:
        return [section(wording.say("recap_stopped")), actions([own])]
    return [actions([own, button(wording.label("unasked_stop"), Action.STOP_UNASKED, "recap")])]
