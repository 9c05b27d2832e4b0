"""The windows of the ladder: all rungs, one of them, the forms, what a change would do, what was changed."""

from collections.abc import Iterator
from dataclasses import replace

from bot.rules.ladder import Ladder, shipped
from bot.rules.ladder.changes import changes
from bot.rules.ladder.proposal import Do, Proposal, values_of
from bot.rules.ladder.steps import MOST_RUNGS, MOST_STEPS
from bot.views.ladder.forms import activity_form, name_form, preview_view
from bot.views.ladder.rungs import history_view, ladder_view, retired_view, rung_view
from bot.views.ladder.values import History, LadderNow, Moving, Preview
from models.audit import CLOCK, OPERATOR
from models.ladder_version import LadderVersion
from tests.views import people
from tests.views.gallery.surface import Surface, modal
from tests.views.people import BERLIN, NOW, Names, at

LINK = "https://example.com/" + "x" * 980


def one_line(text: str, most: int) -> str:
    """As a form or a file takes it."""
    return " ".join(text.split())[:most] or "-"


def named(names: Names) -> Ladder:
    """As it comes, but in somebody's own words, with a link, and one that nobody is left alone after."""
    first, second, *others = shipped().steps
    word, line = one_line(names.word, 100), one_line(names.questions, 300)
    own = replace(
        first, name=word, phrase=word, consent_text=line, start="link", start_link=LINK, rest_days=0
    )
    return Ladder((word, *shipped().names[1:]), (own, replace(second, for_deals=True), *others))


def crowded(names: Names) -> Ladder:
    """As many as there may be, all on one rung."""
    first = named(names).steps[0]
    return Ladder(
        tuple(one_line(names.word, 100) for _ in range(MOST_RUNGS)),
        tuple(replace(first, key=f"step_{n}", name=f"{first.name[:96]} {n}") for n in range(MOST_STEPS)),
    )


def surfaces(names: Names) -> Iterator[Surface]:
    now = LadderNow(named(names), 3, ())
    full = LadderNow(crowded(names), 4, crowded(names).steps)
    yield modal("ladder", ladder_view(now))
    yield modal("ladder: crowded", ladder_view(full, note="Saved. It holds from now on."))
    for number in range(1, 7):
        yield modal(f"rung {number}", rung_view(now, number))
    yield modal("rung: crowded", rung_view(full, 1))
    yield modal("retired: none", retired_view(now, 0))
    yield modal("retired", retired_view(full, 1))
    yield from _forms(now)
    yield from _previews(names)
    yield modal("history: none", history_view(History([], 0, more=False, zone=BERLIN), now=NOW))
    yield modal("history", history_view(_history(names), now=NOW))


def _forms(now: LadderNow) -> Iterator[Surface]:
    step = now.ladder.steps[0]
    yield modal("activity: new", activity_form(now, Proposal(3, Do.ADD, "", {"rung": "2"})))
    change = Proposal(3, Do.CHANGE, step.key, values_of(step))
    yield modal("activity", activity_form(now, change))
    yield modal("rung's name", name_form(now, Proposal(3, Do.RENAME, "1")))


def _previews(names: Names) -> Iterator[Surface]:
    was, crowd = named(names), crowded(names)
    moving = [Moving(names.advocate, names.account, came_from=6, to=n % 2) for n in range(10)]
    values = values_of(was.steps[0])
    for do in Do:
        shown = Preview(was, changes(was, crowd), moving, total=1200)
        yield modal(f"preview: {do}", preview_view(shown, Proposal(3, do, "survey", values)))
    nobody = Preview(was, ["Quote is retired."])
    yield modal("preview: nobody moves", preview_view(nobody, Proposal(3, Do.RETIRE, "quote")))


def _history(names: Names) -> History:
    versions = [
        LadderVersion(
            program_id=people.PROGRAM,
            id=f"version-{n}",
            number=n,
            at=at(2, 9),
            by=by,
            changes=changes(shipped(), crowded(names)),
            file="",
        )
        for n, by in enumerate((CLOCK, OPERATOR, "U0MAYA", "U0BEN", "U0MAYA"), start=1)
    ]
    return History(versions, page=1, more=True, zone=BERLIN)
