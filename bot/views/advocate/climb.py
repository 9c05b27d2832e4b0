"""Where a customer stands on the ladder and why, what they could do next, what they gave and got, what came of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.kit.text import duration, few, foreign, listed
from bot.rules.standing import Standing
from bot.rules.wording import ENGLISH, Wording
from bot.views import dates
from bot.views.blocks import Block, section
from models.activity import CustomerRole
from models.giveback import Giveback
from models.settled import Deed
from models.steps import Impact, Next

NO_IMPACT = Impact()


@dataclass(frozen=True, slots=True)
class Climbed:
    """`rung`: its name; `rests_on`: the deeds of the standing; `gave`: what was done in twelve months, by name."""

    standing: Standing
    rung: str
    rests_on: Sequence[Deed] = ()
    gave: Sequence[str] = ()
    roles: Sequence[CustomerRole] = ()
    got: Sequence[Giveback] = ()
    impact: Impact = NO_IMPACT
    nexts: Sequence[Next] = ()


def climbed(found: Climbed, wording: Wording, *, owner: str, today: date) -> list[Block]:
    """`owner`: the contact's name as safe mrkdwn."""
    stands = [wording.say("climb_title"), explained(found, wording, today=today)]
    if found.roles:
        roles = [wording.say(f"role_{role}") for role in found.roles]
        said = listed(roles) if wording.language == ENGLISH else ", ".join(roles)
        stands.append(wording.say("climb_roles", roles=said))
    blocks = [section("\n".join(stands))]
    if told := balance(found, wording, owner=owner, today=today):
        blocks.append(section("\n".join(told)))
    return [*blocks, *_next(found.nexts, wording)]


def explained(found: Climbed, wording: Wording, *, today: date) -> str:
    """Where they stand and why, in a sentence."""
    why, deeds = found.standing.why, found.rests_on
    if why is None or not deeds:
        return wording.say("climb_nowhere")
    return wording.say(
        f"climb_{why}",
        rung=foreign(found.rung, 100),
        count=_count(len(deeds), wording),
        activity=foreign(deeds[-1].activity, 100),
        since=dates.month(deeds[0].done_on, today, wording.language),
    )


def balance(found: Climbed, wording: Wording, *, owner: str, today: date) -> list[str]:
    """What they gave, what they got, and what came of it, a line for each that there is."""
    lines = []
    if found.gave:
        lines.append(wording.say("climb_gave", what=times_each(found.gave)))
    if found.got:
        lines.append(wording.say("climb_got", what=got(found.got, wording, today)))
    elif found.gave:
        lines.append(wording.say("climb_got_nothing", owner=owner))
    if worked := came_of_it(found.impact, wording):
        lines.append(wording.say("climb_impact", what=worked))
    return lines


def times_each(names: Sequence[str]) -> str:
    """Each thing once, with how often: Quote, 2 × Reference call."""
    counted = Counter(names)
    return ", ".join(
        (f"{count} × " if count > 1 else "") + foreign(name, 100) for name, count in sorted(counted.items())
    )


def got(given: Sequence[Giveback], wording: Wording, today: date) -> str:
    def one(each: Giveback) -> str:
        said = wording.say(f"got_{each.kind}")
        return f"{said} ({dates.month(each.given_on, today, wording.language)})" if each.given_on else said

    return ", ".join(one(each) for each in given)


def came_of_it(impact: Impact, wording: Wording) -> str:
    """Three conversations held, two deals signed after them; empty where there is nothing to say."""
    counts = {"impact_talks": impact.talks, "impact_deals": impact.deals}
    return ", ".join(
        wording.say(key if count > 1 else f"{key}_one", count=_count(count, wording))
        for key, count in counts.items()
        if count
    )


def _next(nexts: Sequence[Next], wording: Wording) -> list[Block]:
    if not nexts:
        return []
    lines = [wording.say("climb_next")]
    for each in nexts:
        key = "climb_agreed" if each.agreed else "climb_next_line"
        key = "climb_proposed" if each.proposed else key
        lines.append(wording.say(key, activity=foreign(each.phrase, 100), minutes=duration(each.minutes)))
    return [section("\n".join([*lines, wording.say("climb_next_how")]))]


def _count(count: int, wording: Wording) -> str:
    """In words where they are known."""
    return few(count) if wording.language == ENGLISH else str(count)
