"""The log, as managers look through it."""

from collections.abc import Iterator

from bot.views.manager.log import LogPage, Wanted, log_view
from bot.views.manager.log_words import LogKind
from models.audit import CLOCK, OPERATOR, Audit
from models.log import Named
from tests.views import people
from tests.views.gallery.surface import Surface, modal
from tests.views.people import BERLIN, NOW, Names, at

MAYA = "U0MAYA"


def line(number: int, actor: str, verb: str, subject: str, day: int) -> Audit:
    row = {"program_id": people.PROGRAM, "id": f"{number:032x}", "actor": actor, "verb": verb}
    return Audit(**row, subject=subject, at=at(day, 9))


def surfaces(names: Names) -> Iterator[Surface]:
    known = {
        MAYA: Named(names.manager),
        "ask-1": Named(names.advocate, names.account, names.deal),
        "acc-1": Named(None, names.account),
    }
    lines = [
        line(6, MAYA, "exception", "ask-1", 2),
        line(5, OPERATOR, "webhook_added", "webhook-1", 2),
        line(4, CLOCK, "asked", "ask-1", 2),
        line(3, "gone", "held_back", "acc-1", 1),
        line(2, MAYA, "set_days_between_asks", people.PROGRAM, 1),
        line(1, MAYA, "words_of_an_older_version", people.PROGRAM, 1),
    ]
    newest = LogPage(Wanted(), lines, known, more=True)
    yield modal("log", log_view(newest, zone=BERLIN, now=NOW))
    chosen = Wanted(LogKind.ASKS, "ask-1", before=lines[-1].id)
    one = LogPage(chosen, lines[:1], known, more=False, person=known["ask-1"])
    yield modal("log: of one person and one kind", log_view(one, zone=BERLIN, now=NOW))
    none = LogPage(Wanted(LogKind.DATA), [], {}, more=False)
    yield modal("log: nothing", log_view(none, zone=BERLIN, now=NOW))
