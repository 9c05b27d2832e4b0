"""What the owner, their backup and the managers see while an ask waits for them."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from datetime import date

import pytest
from inline_snapshot import snapshot

from bot.views.ask.approval import Carried, approval_card, approval_reminder
from models.account import Health
from models.ask import AskState, Stage, WholeAsk
from models.member import Member
from tests.views.people import BERLIN, NOW, Names, account, at, member, reference, whole
from tests.views.shorthand import written

RESTED = Carried(None, 0)
ANNA, BEN, MAYA = (
    member("Anna Schmidt", "U0ANNA"),
    member("Ben Okafor", "U0BEN"),
    member("Maya Patel", "U0MAYA"),
)


def card(shown: WholeAsk, *, reader: Member = ANNA, zone: str = BERLIN, carried: Carried = RESTED) -> str:
    return written(approval_card(shown, carried, reader=reader.id, zone=zone, now=NOW))


def deadline(shown: WholeAsk, reader: Member) -> str:
    """The one line that says what comes next."""
    (line,) = [each for each in card(shown, reader=reader).splitlines() if each.startswith("~")]
    return line


def test_the_owner_sees_who_what_for_by_when_and_what_the_customer_carries() -> None:
    shown = card(whole(AskState.APPROVING), carried=Carried(at(3, 10, month=2), 2))
    assert shown == snapshot("""\
(May we ask Priya Raman, Head of Finance Operations, Nordlicht Pay?)
*May we ask Priya Raman, Head of Finance Operations, Nordlicht Pay?*
Reference call, 60 minutes in all, for Kestrel Pay: Ledger rollout. Tom Reyes needs it by Friday 20 March.
Why them: same product, same industry and right level.
Load: last asked on 3 February, twice in the past year.
Health: green, as of 23 February.
The questions:
> How long did the migration take?
> What would you do differently?
Left out: Prices and the incident in May
~ Nobody is asked without a yes. A reminder comes on Monday 11:30.
  [“Approve”] button approve=ask-1 style='primary'
  [“Not now”] button refuse_now=ask-1
  [“Not this deal”] button refuse_deal=ask-1
""")


NO_YES_NO_ASK = "Nobody is asked without a yes."
NEXT = {
    Stage.OWNER: "A reminder comes on Monday 11:30.",
    Stage.REMINDED: "Your backup joins on Monday 11:30.",
    Stage.BACKUP: "The managers join on Monday 11:30.",
    Stage.MANAGERS: "After Monday 11:30 another customer is tried.",
}


@pytest.mark.parametrize("stage", Stage)
def test_the_owner_reads_what_comes_next(stage: Stage) -> None:
    assert deadline(whole(AskState.APPROVING, stage=stage), ANNA) == f"~ {NO_YES_NO_ASK} {NEXT[stage]}"


@pytest.mark.parametrize("reader", [BEN, MAYA], ids=["backup", "manager"])
@pytest.mark.parametrize("stage", [Stage.BACKUP, Stage.MANAGERS])
def test_whoever_joined_reads_whose_customer_it_is_and_what_comes_next(stage: Stage, reader: Member) -> None:
    shown = whole(AskState.APPROVING, stage=stage)
    assert (
        deadline(shown, reader) == f"~ Anna Schmidt looks after this customer. {NO_YES_NO_ASK} {NEXT[stage]}"
    )
    assert card(shown, reader=reader).replace("Anna Schmidt looks after this customer. ", "") == card(shown)


def test_where_the_owner_has_no_backup_the_managers_are_said_to_join_after_the_reminder() -> None:
    alone = whole(AskState.APPROVING, stage=Stage.REMINDED, parts={"owner": ANNA})
    assert deadline(alone, ANNA) == f"~ {NO_YES_NO_ASK} The managers join on Monday 11:30."


@pytest.mark.parametrize("stage", [Stage.BACKUP, Stage.MANAGERS])
def test_an_absent_owner_changes_nothing_on_the_card_of_whoever_stands_in(stage: Stage) -> None:
    away = member("Anna Schmidt", "U0ANNA", away_until=at(5, 9), backup_id="m-U0BEN")
    shown = card(whole(AskState.APPROVING, stage=stage, parts={"owner": away}), reader=BEN)
    assert shown == card(whole(AskState.APPROVING, stage=stage), reader=BEN)


def test_without_questions_and_topics_to_leave_out_nothing_is_said_of_them() -> None:
    bare = {"reference": reference(Names(), questions="", off_limits="")}
    shown = card(whole(AskState.APPROVING, parts=bare))
    assert shown == snapshot("""\
(May we ask Priya Raman, Head of Finance Operations, Nordlicht Pay?)
*May we ask Priya Raman, Head of Finance Operations, Nordlicht Pay?*
Reference call, 60 minutes in all, for Kestrel Pay: Ledger rollout. Tom Reyes needs it by Friday 20 March.
Why them: same product, same industry and right level.
Load: not asked yet.
Health: green, as of 23 February.
~ Nobody is asked without a yes. A reminder comes on Monday 11:30.
  [“Approve”] button approve=ask-1 style='primary'
  [“Not now”] button refuse_now=ask-1
  [“Not this deal”] button refuse_deal=ask-1
""")


def test_a_match_of_which_nothing_is_known_gives_no_reasons() -> None:
    assert "Why them" not in card(whole(AskState.APPROVING, reasons=[]))
    assert "Why them: same language." in card(whole(AskState.APPROVING, reasons=["language"]))


def test_a_manager_in_london_reads_the_same_moment_in_their_own_zone() -> None:
    assert card(whole(AskState.APPROVING), zone="Europe/London") == snapshot("""\
(May we ask Priya Raman, Head of Finance Operations, Nordlicht Pay?)
*May we ask Priya Raman, Head of Finance Operations, Nordlicht Pay?*
Reference call, 60 minutes in all, for Kestrel Pay: Ledger rollout. Tom Reyes needs it by Friday 20 March.
Why them: same product, same industry and right level.
Load: not asked yet.
Health: green, as of 23 February.
The questions:
> How long did the migration take?
> What would you do differently?
Left out: Prices and the incident in May
~ Nobody is asked without a yes. A reminder comes on Monday 10:30.
  [“Approve”] button approve=ask-1 style='primary'
  [“Not now”] button refuse_now=ask-1
  [“Not this deal”] button refuse_deal=ask-1
""")


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "once in the past year."), (2, "twice in the past year."), (3, "3 times in the past year.")],
)
def test_the_load_is_said_as_people_count(count: int, said: str) -> None:
    shown = card(whole(AskState.APPROVING), carried=Carried(at(3, 10, month=2), count))
    assert f"Load: last asked on 3 February, {said}\n" in shown


@pytest.mark.parametrize(
    ("health", "as_of", "said"),
    [
        (Health.GREEN, date(2026, 2, 23), snapshot("Health: green, as of 23 February.")),
        (
            Health.AMBER,
            date(2025, 12, 1),
            snapshot("""\
Health: amber, as of 1 December 2025.
:warning: Account health was last checked 91 days ago.\
"""),
        ),
        (None, None, snapshot(":warning: Account health is not known.")),
        (None, date(2026, 2, 23), snapshot(":warning: Account health is not known.")),
        (Health.RED, None, snapshot(":warning: Account health is red; nobody noted when.")),
    ],
)
def test_health_is_told_with_its_day_and_a_warning_where_it_is_old_or_unknown(
    health: Health | None, as_of: date | None, said: str
) -> None:
    known = account(Names(), health=health, health_as_of=as_of)
    shown = card(whole(AskState.APPROVING, parts={"account": known}))
    assert shown.split("Load: not asked yet.\n")[1].split("\nThe questions:")[0] == said


def test_the_reminder_has_no_buttons_and_points_to_the_card() -> None:
    assert written(approval_reminder(whole(AskState.APPROVING), now=NOW)) == snapshot("""\
(A reminder: Tom Reyes is waiting for your decision about Priya Raman, Nordlicht Pay, needed by Friday 20 March. The card is above and on Home.)
A reminder: Tom Reyes is waiting for your decision about Priya Raman, Nordlicht Pay, needed by Friday 20 March. The card is above and on Home.
""")


def test_the_reminder_of_a_settled_question_says_so() -> None:
    assert written(approval_reminder(whole(AskState.ASKED), now=NOW)) == snapshot("""\
(The question about Nordlicht Pay is settled. Thank you.)
The question about Nordlicht Pay is settled. Thank you.
""")
