"""What a programme asks its customers of its own accord, in words."""

from bot.kit.text import plural
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
    return f"{nps}\n{survey}"
