"""What would help where nobody fits."""

from dataclasses import dataclass
from datetime import datetime

from bot.rules.protection import Reason
from models.activity import Activity


@dataclass(frozen=True, slots=True)
class Help:
    """Why so few may be asked for this need now, and what would change that; None where nothing would.

    `most_common`: the reason that keeps most advocates away, and how many; one person can have several.
    `would_free`: the reason that alone keeps most away, and how many could be asked if it fell away.
    `lighter`: the smallest step down for which somebody may be asked now, and how many.
    `free_at`: the first instant at which somebody may be asked for what is needed.
    """

    advocates: int
    most_common: tuple[Reason, int] | None
    would_free: tuple[Reason, int] | None
    lighter: tuple[Activity, int] | None
    free_at: datetime | None
