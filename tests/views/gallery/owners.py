"""What owners see beside the question: windows, what they pass on, their desk."""

from collections.abc import Iterator

from bot.rules.wording import Wording
from bot.views.blocks import Block
from bot.views.owner.desk import Desk, own_desk
from bot.views.owner.forms import hold_back_form, line_form, standing_form
from bot.views.owner.forward import forward_text
from bot.views.owner.relay import OUTCOMES, answer_form, relay_card, relay_reminder
from bot.views.task import task_card
from models.advocate import Reach
from models.ask import AskState, Road
from models.standing import Given, StandingApproval
from models.task import Task, TaskKind, WholeTask
from tests.views import people
from tests.views.gallery.asks import line
from tests.views.gallery.surface import Surface, message, modal
from tests.views.people import BERLIN, NOW, Names, at

MOST_GIVEN = 5


def relay(names: Names, road: Road = Road.RELAY, *, number: int = 1, **values: object) -> WholeTask:
    """A question to pass on, as it comes from the database; `values` are columns of the task."""
    error = "cannot_dm_bot" if road is Road.RELAY else None
    reach = {"reach": Reach.ASSISTANT, "assistant": names.advocate, "dm_error": error}
    advocate = people.advocate(names, **reach)
    whole = people.whole(
        AskState.ASKED,
        names,
        road=road,
        personal_line=line(names),
        parts={"advocate": advocate, "decider": people.member(names.backup, "U0BEN")},
    )
    sender = people.member(names.backup, "U0BEN")
    row = {"id": f"task-{number}", "kind": TaskKind.RELAY, "subject": "ask-1", "member_id": sender.id}
    text = forward_text(whole, sender, Wording(), company=names.company, now=NOW)
    done_by = people.member(names.owner, "U0ANNA") if "done_at" in values else None
    return WholeTask(Task(**row | values), sender, whole.account, advocate, done_by, whole, text)


def desk(names: Names) -> list[Block]:
    """As full as it can get."""
    away = people.member(names.owner, "U0ANNA", away_until=at(5, 9))
    given = [
        Given(
            StandingApproval(
                id=f"standing-{number}", granted=2, used=1, until=at(31, 0).date(), member_id=away.id
            ),
            people.advocate(names),
            people.account(names),
            people.activity() if number else None,
        )
        for number in range(MOST_GIVEN)
    ]
    return own_desk(Desk(away, people.member(names.backup, "U0BEN"), given), zone=BERLIN, now=NOW)


def surfaces(names: Names) -> Iterator[Surface]:
    waiting = people.whole(AskState.APPROVING, names, personal_line=line(names)[:300])
    yield modal("personal line", line_form(waiting))
    yield modal("standing approval", standing_form(waiting, today=NOW.date()))
    yield modal("block account", hold_back_form(waiting))
    for road in (Road.RELAY, Road.IN_PERSON, Road.ASSISTANT):
        yield message(f"relay: {road}", relay_card(relay(names, road), BERLIN, NOW))
    asked = relay(names)
    yield message("relay: reminder", relay_reminder(asked))
    put = relay(names)
    if put.ask is not None:
        put.ask.ask.asked_at = NOW
    yield message("relay: confirmed", relay_card(put, BERLIN, NOW))
    yield message(
        "relay: reminder that is over", relay_reminder(relay(names, done_at=NOW, outcome="accepted"))
    )
    short = WholeTask(asked.task, asked.member, asked.account, asked.advocate, None)
    yield message("relay: in a list", relay_card(short, BERLIN, NOW))
    yield modal("record answer", answer_form(asked))
    for kind, outcome in OUTCOMES:
        closed = relay(names, done_at=NOW, outcome=outcome)
        yield message(f"relay: {kind} {outcome}", task_card(closed, zone=BERLIN, now=NOW))
