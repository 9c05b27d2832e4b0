"""What a programme asks its customers of its own accord, and when, in words."""

from bot.kit.text import foreign, plural
from bot.rules.hours import zone_of
from models.program import Program


def own_accord(program: Program) -> str:
    nps = (
        "Customers who joined are asked at most twice a year whether they would recommend us, by a message with "
        "the numbers from 0 to 10."
        if program.asks_nps
        else "Nobody is asked whether they would recommend us; answers come by the import."
    )
    survey = (
        f"{plural(program.survey_days, 'day')} after their company went live, customers get a short survey."
        if program.survey_days
        else "There is no survey after a delivery."
    )
    return "\n".join([nps, survey, *_rounds(program)])


def _rounds(program: Program) -> list[str]:
    """At what time of the day somebody is asked; nothing where nobody is."""
    due = [
        *([program.nps_due_at] if program.asks_nps else []),
        *([program.surveys_due_at] if program.survey_days else []),
    ]
    if not due:
        return []
    times = sorted({f"{at.astimezone(zone_of(program.zone)):%H:%M}" for at in due if at is not None})
    at = f", at {' and '.join(times)} in {foreign(program.zone)}" if times else ""
    return [f"Whom to ask is looked up once a day{at}; it reaches each of them in their own contact hours."]
