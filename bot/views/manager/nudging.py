"""What managers see of the programme's next steps: whether any are proposed, and how the form shows that."""

from bot.kit.text import foreign
from models.program import Program


def state(program: Program) -> str:
    if not program.nudging:
        return "No next steps are proposed to customers."
    if program.nudging_paused_at is not None:
        why = foreign(program.nudging_paused_why) or "they seemed to do harm"
        return f"Next steps are not proposed for the time being: {why}. Change this to go on."
    return (
        "Once a week, on Tuesday, customers who are rested and were given something back may be proposed one next "
        "step, in their own hours. `/rung queue` shows which."
    )


def shown(program: Program, name: str) -> object:
    """A setting as a form shows it: proposals that the stop rule paused are not on."""
    if name == "nudging":
        return program.nudging and program.nudging_paused_at is None
    found: object = getattr(program, name)
    return found
