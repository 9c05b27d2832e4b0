"""The record of what customers did: its pages and its forms."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.ledger import MOST_GIVEN, PAGE
from bot.rules.nudging import NotNow
from bot.views.ledger.entries import Entry, Ledger, ledger_view
from bot.views.ledger.forms import correction_form, log_form, logged, void_form
from models.giveback import GivebackKind, GivebackState
from models.nudge import NudgeState
from models.participation import ParticipationState
from tests.views.gallery.givebacks import giveback
from tests.views.gallery.nudges import nudge
from tests.views.gallery.surface import Surface, modal
from tests.views.gallery.surveys import filled, survey
from tests.views.people import NOW, Names

DAY = date(2026, 2, 27)
STANDING = (GivebackState.OFFERED, GivebackState.AGREED, GivebackState.GIVEN)


def surfaces(names: Names) -> Iterator[Surface]:
    states = [state for state in ParticipationState for _ in range(PAGE)][:PAGE]
    entries = [
        Entry(f"row-{number}", names.word, DAY, state, names.quote) for number, state in enumerate(states)
    ]
    gave = [giveback(names, kind, state) for kind, state in zip(GivebackKind, STANDING * 2, strict=False)]
    full = Ledger("adv-1", names.advocate, names.account, entries, 1, True, "acc-1", gave[:MOST_GIVEN])  # noqa: FBT003
    against = {NotNow.RESTING: NOW, NotNow.NOTHING_GIVEN: None}
    yield modal("ledger, no step now", ledger_view(replace(full, page=0, not_now=against), now=NOW))
    yield modal("ledger", ledger_view(full, now=NOW))
    for each, state in ((filled(names), NudgeState.REFUSED), (survey(), NudgeState.OFFERED)):
        told = replace(full, page=0, survey=each, nudge=nudge(names, state))
        yield modal(f"ledger, said {state}", ledger_view(told, now=NOW))
    yield modal("ledger, empty", ledger_view(Ledger("adv-1", names.advocate, names.account, []), now=NOW))
    kinds = [(names.word, "talk"), ("Quote", "quote")]
    for said in ("", names.quote):
        yield modal(f"log, said {bool(said)}", log_form(kinds, said=said, day=DAY))
    yield modal("logged", logged(names.advocate, "adv-1"))
    for activity in ("talk", "gone"):
        form = correction_form(kinds, entry_id="row-1", activity=activity, done_on=DAY)
        yield modal(f"correction of {activity}", form)
    yield modal("void", void_form(entry_id="row-1", activity=names.word, done_on=DAY, now=NOW))
