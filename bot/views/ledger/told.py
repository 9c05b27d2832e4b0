"""What somebody said beside what they did: in the survey after a delivery, and to the last proposal."""

from datetime import datetime

from bot.kit.text import foreign
from bot.views import dates
from bot.views.blocks import Block, context, section
from bot.views.manager.nudging import STATES
from models.nudge import WholeNudge
from models.survey import Quoting, Survey

LONG, SHORT = 350, 100
QUOTING = {
    Quoting.NAMED: "yes, with their name",
    Quoting.ANONYMOUS: "yes, without their name",
    Quoting.NO: "no",
}


def surveyed(survey: Survey, *, zone: str, now: datetime) -> list[Block]:
    """Their answers, each with what it answers; nothing before they said something."""
    if survey.said_at is None:
        return []
    numbers = [foreign(each, SHORT) for each in (survey.before, survey.after) if each]
    answers = {
        "Wanted to achieve": foreign(survey.goal or "", LONG),
        "In numbers": " → ".join(numbers) + (f" {foreign(survey.unit, SHORT)}" if survey.unit else ""),
        "Until it was worth it": foreign(survey.time_to_value or "", SHORT),
        "Most useful": foreign(survey.most_useful or "", LONG),
        "Would change": foreign(survey.to_change or "", LONG),
        "Would recommend us": "" if survey.score is None else f"{survey.score} of 10",
        "May be quoted": QUOTING[survey.quoting] if survey.quoting else "",
    }
    day = dates.on(survey.said_at, zone=zone, now=now)
    lines = [f"*What they said of the delivery*, {day}"]
    lines += [f"{asked}: {said}" for asked, said in answers.items() if said.strip()]
    return [section("\n".join(lines))]


def proposed(nudge: WholeNudge, *, zone: str, now: datetime) -> Block:
    day = dates.on(nudge.nudge.made_at, zone=zone, now=now)
    name = foreign(nudge.activity.name, SHORT)
    return context(f"Proposed last, on {day}: {name}; {STATES[nudge.nudge.state]}.")
