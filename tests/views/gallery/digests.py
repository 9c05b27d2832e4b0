"""What managers and sellers read of a week: the digest in all its sections, the notes beside it."""

from collections.abc import Iterator
from datetime import date

from bot.rules.effect import Sums
from bot.rules.effect import effect as compare
from bot.rules.harm import Harm, Seen, Share
from bot.views.digest import (
    approvals,
    balance,
    debriefs,
    effect,
    figures,
    frame,
    overrides,
    people,
    promoters,
    tasks,
    unshown,
    waiting,
)
from bot.views.digest.effect import Measured, Takes, Told, why
from bot.views.digest.figures import Figures, Weeks
from bot.views.digest.overdue import Overdue, overdue_note
from bot.views.digest.overrides import Override
from bot.views.digest.part import At, Part
from bot.views.digest.promoters import Never
from bot.views.digest.seller import WORDS, seller_week
from models.ask import AskState, Refused, WholeAsk
from models.balance import Owing
from models.figures import Loaded
from models.reference import ReferenceState
from models.task import TaskKind, WholeTask
from tests.views import people as rows
from tests.views.gallery.givebacks import approval
from tests.views.gallery.surface import Surface, message
from tests.views.people import BERLIN, NOW, Names, at

AT = At(BERLIN, NOW)
MONDAYS = [date(2026, 1, 5 + 7 * n) if n < 4 else date(2026, 2, 2 + 7 * (n - 4)) for n in range(8)]
BEFORE = Figures(asked=8, yes=3, no=4, silent=1, filled=3, ended=8, days=3, held=2)
NOW_ = Figures(asked=11, yes=6, no=2, silent=2, filled=6, ended=10, days=2.5, held=4)
BY_QUARTER = {
    "left": [9, 12],
    "answers": [51, 60],
    "stopped": [2, 4],
    "later": [25, 30],
    "asks": [70, 80],
    "declined": [15, 20],
    "filled": [25, 30],
    "unfilled": [13, 11],
}
ARMS = (Sums.each(4_500, 180), Sums.each(500, 26))
QUARTERS = (Share(30, 60), Share(2, 51))
SEEN = Seen(
    months=12,
    by_arm=dict.fromkeys((Harm.ACTS, Harm.LEFT, Harm.DECLINED), ARMS),
    by_quarter=dict.fromkeys((Harm.STOPPED, Harm.LATER, Harm.UNFILLED), QUARTERS),
)
QUIET = Figures(asked=0, yes=0, no=0, silent=0, filled=0, ended=0, days=None, held=0)
WEEKS = Weeks(MONDAYS, [4, 6, 3, 9, 7, 5, 8, 11], [2, 3, 1, 4, 4, 2, 3, 6], NOW_, BEFORE)
NO_WEEKS = Weeks(MONDAYS, [0] * 8, [0] * 8, QUIET, QUIET)


def question(names: Names, state: AskState = AskState.APPROVING, **ask: object) -> WholeAsk:
    manager = rows.member(names.manager, "U0MAYA") if ask.pop("decided", False) else None
    return rows.whole(state, names, parts={"decider": manager}, id=str(ask.pop("id", "ask-1")), **ask)


def questions(names: Names) -> list[WholeAsk]:
    """In each state that a digest can meet one in."""
    return [
        question(names),
        question(names, AskState.ASKED, decided=True, id="ask-2"),
        question(names, AskState.REFUSED, decided=True, id="ask-3", refused=Refused.NOT_NOW),
        question(names, AskState.REFUSED, decided=True, id="ask-4", refused=Refused.NOT_THIS_DEAL),
        question(names, AskState.UNAPPROVED, id="ask-5"),
        question(names, AskState.SILENT, id="ask-6", asked_at=NOW),
        question(names, AskState.WITHDRAWN, id="ask-7"),
    ]


def to_do(names: Names, kind: TaskKind = TaskKind.CHECK_IN, **values: object) -> WholeTask:
    return rows.task(kind, names, id=f"task-{kind}", **values)


def loaded(names: Names, number: int = 1) -> Loaded:
    return Loaded(
        f"adv-{number}", names.title, names.account, in_quarter=2, quarter_cap=2, in_year=5, year_cap=6
    )


def owing(names: Names, number: int = 1) -> Owing:
    return Owing(f"acc-{number}", names.account, 3, date(2026, 2, 3), f"adv-{number}", names.title)


def never(names: Names, number: int = 1) -> Never:
    """The first has a step, the second joined none yet, the fifth has nothing left."""
    step = "" if number == 4 else "a vote on an idea"
    return Never(f"adv-{number}", names.title, names.account, names.owner, joined=number != 1, step=step)


def suggested(names: Names) -> dict[str, WholeTask]:
    done = to_do(names, TaskKind.FIRST_STEP, done_at=NOW, outcome="not_now")
    return {"adv-2": to_do(names, TaskKind.FIRST_STEP), "adv-3": done}


def override(names: Names, ask_id: str = "ask-1") -> Override:
    return Override(ask_id, names.title, names.account, names.deal, names.manager, names.line)


def moment(names: Names, **values: object) -> frame.Moment:
    usual: dict[str, object] = {"company": names.company, "week": NOW.date(), "as_of": NOW, "zone": BERLIN}
    return frame.Moment(**usual | values)  # type: ignore[arg-type]


def decisions(names: Names) -> list[Part]:
    """As many as there can be of each."""
    open_ = [question(names, id=f"ask-{n}") for n in range(3)]
    held = [to_do(names, kind) for kind in (TaskKind.CHECK_IN, TaskKind.NOT_HAPPY, TaskKind.FORBIDDEN)]
    owed = rows.debrief(overdue_at=at(27, 17, month=2))
    late = [to_do(names, kind) for kind in (TaskKind.RELAY, TaskKind.CLAIM, TaskKind.OBJECTION)]
    calls = people.calls_taken([6, 6, 5], 28)
    return [
        waiting.waiting(open_, 9, AT),
        tasks.holds(held, 5, AT),
        people.people([loaded(names, n) for n in range(3)], 4, {"adv-1": at(30, 0)}, calls, AT),
        promoters.promoters([never(names, n) for n in range(3)], 14, {}, AT),
        balance.balance([owing(names, n) for n in range(2)], 7, {"acc-1"}, AT),
        approvals.ending([(approval(names), rows.account(names))] * 2, 4, AT),
        debriefs.debriefs(open_, {whole.ask.id: owed for whole in open_}, 4, AT),
        tasks.late(late, 6, AT),
        overrides.overrides([override(names, f"ask-{n}") for n in range(3)], 3, open_),
    ]


def told(nudged: int | None = 7_500, **values: object) -> Told:
    """What a large programme reads of its proposals; with None before the first months are over."""
    held_out = Sums(500, 6_000, 300, 72_000, 480, 3_600)
    measured = None
    if nudged is not None:
        arm = Sums(4_500, 54_000, nudged * 54 // 100, 648_000, nudged, nudged * 54 // 100 * 12)
        shares = {"left": (0.012, 0.01), "declined": (0.25, 0.221)}
        months = {"first": date(2025, 3, 1), "last": date(2026, 2, 1)}
        measured = Measured(people=(4_500, 500), effect=compare(arm, held_out), **months, **shares)  # type: ignore[arg-type]
    usual: dict[str, object] = {
        "joined": 5_000,
        "counted_from": date(2025, 3, 1),
        "measured": measured,
        "takes": Takes(0.05, 4_680, 1_200),
        "by_quarter": BY_QUARTER,
    }
    return Told(**usual | values)  # type: ignore[arg-type]


def proposals() -> list[Part]:
    """In each of their states."""
    few = {name: [0, 0] for name in BY_QUARTER}
    paused = {"paused_at": at(2, 8), "why": why(Harm.ACTS, SEEN)}
    return [
        effect.effect(told(), AT),
        effect.effect(told(5_000), AT),
        effect.effect(told(3_900, **paused), AT),
        effect.effect(told(None), AT),
        effect.effect(told(None, joined=340, counted_from=None, by_quarter=few), AT),
    ]


def surfaces(names: Names) -> Iterator[Surface]:
    week = [figures.figures(WEEKS)]
    full = [
        *week,
        unshown.unshown(3, at(24, 9, month=2), AT),
        effect.effect(told(3_900, paused_at=at(2, 8), why=why(Harm.ACTS, SEEN)), AT),
    ]
    yield message("digest", frame.digest_message(moment(names), decisions(names), full))
    quiet = moment(names, to_each=frame.no_channel())
    yield message("digest: a quiet week", frame.digest_message(quiet, [], [figures.figures(NO_WEEKS)]))
    settled = [
        waiting.waiting(questions(names)[1:], 6, AT),
        tasks.late([to_do(names, TaskKind.CLAIM, done_at=NOW, outcome="verified")], 1, AT),
        people.people([loaded(names)], 1, {"adv-1": None}, "", AT),
        promoters.promoters([never(names, n) for n in range(5)], 5, suggested(names), AT),
        approvals.ending([(approval(names, withdrawn_at=NOW), rows.account(names))], 1, AT),
        people.people([], 0, {}, people.calls_taken([3, 2, 2], 12), AT),
        overrides.overrides([override(names), override(names, "ask-2")], 2, questions(names)[1:2]),
    ]
    refused = moment(names, to_each=frame.no_entry("C0CIRCLE"))
    yield message("digest: decided", frame.digest_message(refused, settled, week))
    yield message("channel refused", frame.channel_refused("C0CIRCLE", "is_archived"))
    yield message("digest: proposals", frame.digest_message(moment(names), [], proposals()))
    yield message("proposals: paused", effect.paused_note(why(Harm.ACTS, SEEN)))
    yield message("proposals: going out again", effect.paused_note(None))
    yield from _notes(names)


def _notes(names: Names) -> Iterator[Surface]:
    sides = {
        "ask-1": rows.debrief(overdue_at=at(2, 9)),
        "ask-2": rows.debrief(overdue_at=at(2, 9), chased_at=NOW),
        "ask-3": rows.debrief(overdue_at=at(2, 9), answered_at=NOW),
    }
    favours = [question(names, AskState.ACCEPTED, id=f"ask-{n}") for n in (1, 2, 3)]
    late = [to_do(names, kind) for kind in TaskKind]
    note = Overdue(NOW.date(), questions(names), late, favours, sides)
    yield message("overdue today", overdue_note(note, AT))
    for name, side in (("open", sides["ask-1"]), ("settled", sides["ask-3"]), ("gone", None)):
        yield message(f"chased: {name}", debriefs.chased(favours[0], side, now=NOW))
    happened = {state: 2 for state, _, _ in WORDS} | {ReferenceState.UNFILLED: 1}
    moved = [(names.deal, date(2026, 3, 20), happened)] * 20
    yield message("a seller's week", seller_week(moved, more=True, today=NOW.date()))
