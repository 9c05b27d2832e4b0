"""The sections of the digest, in their order: a new one is a file on each floor it needs, and an entry here."""

from bot.digest import (
    approvals,
    balance,
    debriefs,
    effect,
    figures,
    ladder,
    overrides,
    people,
    promoters,
    tasks,
    unshown,
    waiting,
)
from bot.digest.section import Section

DECISIONS: tuple[Section, ...] = (
    waiting.SECTION,
    tasks.HOLDS,
    people.SECTION,
    promoters.SECTION,
    balance.SECTION,
    approvals.SECTION,
    debriefs.SECTION,
    tasks.LATE,
    overrides.SECTION,
)
FIGURES: tuple[Section, ...] = (figures.SECTION, ladder.SECTION, effect.SECTION, unshown.SECTION)
