"""The owner's card about somebody who would not recommend us."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.kit.ids import Action
from bot.kit.text import foreign, foreign_lines
from bot.views import dates
from bot.views.blocks import Block, Drawing, actions, button, datepicker, section
from models.task import TaskKind, WholeTask

CHANGED = "changed"
OUTCOMES: Mapping[tuple[TaskKind, str], str] = {
    (TaskKind.DETRACTOR, "talked"): "somebody has talked to them.",
    (TaskKind.DETRACTOR, "blocked"): "nobody there is asked until the day that was chosen.",
    (TaskKind.DETRACTOR, CHANGED): "they gave a better number since.",
}


@dataclass(frozen=True, slots=True)
class Low:
    """What they answered, as the task keeps it."""

    score: int
    day: date
    comment: str

    def written(self) -> str:
        return f"{self.score}\n{self.day.isoformat()}\n{self.comment}"

    @classmethod
    def read(cls, said: str) -> "Low":
        score, day, comment = [*said.split("\n", 2), "", ""][:3]
        return cls(int(score), date.fromisoformat(day), comment)


def detractor_card(whole: WholeTask, zone: str, now: datetime) -> Drawing:
    low = Low.read(whole.task.said)
    name = foreign(whole.advocate.name, 150) if whole.advocate else foreign(whole.account.name, 150)
    title = f", {foreign(whole.advocate.title, 150)}" if whole.advocate else ""
    day = dates.day(low.day, dates.today(now, zone))
    text = f"{name}{title}, {foreign(whole.account.name, 150)}, would not recommend us: {low.score} of 10 on {day}."
    quoted = foreign_lines(low.comment)
    said: list[Block] = [section(quoted)] if quoted else []
    buttons = [
        button("I have talked to them", Action.TALKED, whole.task.id, style="primary"),
        datepicker(Action.BLOCK_UNTIL, "Block the account until …"),
    ]
    blocks = [
        section(
            f"*{text}*\nPlease talk to them soon. This is for you alone: no digest and no channel tells of it."
        ),
        *said,
        actions(buttons, block_id=whole.task.id),
    ]
    return Drawing(text, blocks)


CARDS = {TaskKind.DETRACTOR: detractor_card}
