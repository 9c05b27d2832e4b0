"""The sections of the digest, in their order: a new one is a file on each floor it needs, and an entry here."""

from bot.digest import debriefs, figures, overrides, people, promoters, tasks, waiting
from bot.digest.section import Section

DECISIONS: tuple[Section, ...] = (
    waiting.SECTION,
    tasks.HOLDS,
    people.SECTION,
    promoters.SECTION,
    debriefs.SECTION,
    tasks.LATE,
    overrides.SECTION,
)
FIGURES: tuple[Section, ...] = (figures.SECTION,)
