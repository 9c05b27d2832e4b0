"""What an owner reads when a customer's answer leaves them something to decide."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from dataclasses import replace

import pytest
from inline_snapshot import snapshot

from bot.asks.customer_tasks import EFFECTS
from bot.views.ask.customer_task import CAME_BACK, CARDS, LEFT, OUTCOMES
from bot.views.task import task_card
from models.task import TaskKind
from tests.views.gallery.customer_tasks import task
from tests.views.people import BERLIN, NOW, Names
from tests.views.shorthand import written


def card(kind: TaskKind, outcome: str | None = None) -> str:
    return written(task_card(task(Names(), kind, outcome=outcome), zone=BERLIN, now=NOW))


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            TaskKind.CHECK_IN,
            snapshot("""\
(Priya Raman, Nordlicht Pay, did not answer two questions in a row.)
*Priya Raman, Nordlicht Pay, did not answer two questions in a row.*
Rung asks them nothing more until you have checked in with them.
  [“They are fine to be asked”] button customer_task:fine=task-1|fine
  [“Leave them in peace”] button customer_task:left_alone=task-1|left_alone
~ Since 27 February.
"""),
        ),
        (
            TaskKind.NOT_HAPPY,
            snapshot("""\
(Priya Raman, Nordlicht Pay, is not happy with us at the moment.)
*Priya Raman, Nordlicht Pay, is not happy with us at the moment.*
Nobody at Nordlicht Pay is asked for anything until you clear it. They said so in confidence: the seller does not see it.
  [“Clear it”] button customer_task:cleared=task-1|cleared
~ Since 27 February.
"""),
        ),
        (
            TaskKind.FORBIDDEN,
            snapshot("""\
(Priya Raman, Nordlicht Pay, says that their company does not allow it.)
*Priya Raman, Nordlicht Pay, says that their company does not allow it.*
They were asked for Ledger. Nobody at Nordlicht Pay is asked for this kind any more. If it is allowed one day, say so here.
  [“Noted”] button customer_task:noted=task-1|noted
  [“They allow it again”] button customer_task:allowed=task-1|allowed
~ Since 27 February.
"""),
        ),
        (
            TaskKind.CHANGED_JOB,
            snapshot("""\
(Priya Raman, Nordlicht Pay, has changed jobs.)
*Priya Raman, Nordlicht Pay, has changed jobs.*
Rung no longer asks them. Once they have settled in, their new company may gain a friend.
  [“They may follow”] button customer_task:may_follow=task-1|may_follow
  [“Noted”] button customer_task:noted=task-1|noted
~ Since 27 February.
"""),
        ),
    ],
)
def test_open(kind: TaskKind, said: str) -> None:
    assert card(kind) == said


def test_decided() -> None:
    assert [card(kind, outcome).splitlines()[1] for kind, outcome in OUTCOMES] == snapshot(
        [
            "Priya Raman: fine to be asked again. (Anna Schmidt, 2 March)",
            "Priya Raman: left in peace. (Anna Schmidt, 2 March)",
            "Priya Raman: came back themselves, so there is nothing left to check. (Anna Schmidt, 2 March)",
            "Priya Raman: left the programme, so there is nothing left to check. (Anna Schmidt, 2 March)",
            "Priya Raman: cleared, so that they can be asked again. (Anna Schmidt, 2 March)",
            "Priya Raman: noted; their company is not asked for this kind. (Anna Schmidt, 2 March)",
            "Priya Raman: their company allows it again. (Anna Schmidt, 2 March)",
            "Priya Raman: noted; they are not asked for that again. (Anna Schmidt, 2 March)",
            "Priya Raman: they told us that they are open to it again. (Anna Schmidt, 2 March)",
            "Priya Raman: noted; they would rather a colleague is asked. (Anna Schmidt, 2 March)",
            "Priya Raman: noted; they are no longer asked. (Anna Schmidt, 2 March)",
            "Priya Raman: they may follow to their new company. (Anna Schmidt, 2 March)",
        ]
    )


def test_what_can_be_pressed_has_an_effect_and_words() -> None:
    settled = {(TaskKind.CHECK_IN, CAME_BACK), (TaskKind.CHECK_IN, LEFT)}
    pressed = {(kind, str(decided)) for kind, decided in EFFECTS}
    assert set(OUTCOMES) == pressed | settled
    for kind, outcome in pressed:
        assert f"button customer_task:{outcome}=task-1|{outcome}" in card(kind)


def test_without_a_person_it_is_about_the_company() -> None:
    shown = replace(task(Names(), TaskKind.NOT_HAPPY), advocate=None)
    assert task_card(shown, zone=BERLIN, now=NOW).text == snapshot(
        "Nordlicht Pay is not happy with us at the moment."
    )
    assert set(CARDS) == {kind for kind, _ in OUTCOMES}
