"""What the owner, their backup and the managers see while an ask waits for them."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from datetime import date

import pytest
from inline_snapshot import snapshot

from bot.views.ask.approval import approval_card, approval_reminder
from bot.views.ask.known import Carried
from models.account import Health
from models.ask import AskState, Stage, WholeAsk
from models.block import Block, BlockKind
from models.consent import Consent, Consented
from models.eligibility.known import Favours
from models.member import Member
from tests.views.people import BERLIN, NOW, Names, account, advocate, at, deal, member, reference, whole
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
Favours: none yet.
Consent: they have not said whether they are open to this; you may ask once.
Health: green, as of 23 February, 7 days ago.
NPS: not known. Renewal: not known.
The questions:
> How long did the migration take?
> What would you do differently?
Left out: Prices and the incident in May
~ Nobody is asked without a yes. A reminder comes today 11:30.
  [“Approve”] button approve=ask-1 style='primary'
  [“I'll ask them myself”] button ask_in_person=ask-1
  [“Not now”] button refuse_now=ask-1
  [“Not this deal”] button refuse_deal=ask-1
  overflow more_on_approval options=[{text: “Add a personal line”, value: 'line|ask-1'}, {text: “Standing approval …”, value: 'standing|ask-1'}, {text: “Block account until …”, value: 'hold_back|ask-1'}]
""")


NO_YES_NO_ASK = "Nobody is asked without a yes."
NEXT = {
    Stage.OWNER: "A reminder comes today 11:30.",
    Stage.REMINDED: "Your backup joins today 11:30.",
    Stage.BACKUP: "The managers join today 11:30.",
    Stage.MANAGERS: "After today 11:30 another customer is tried.",
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
    owners = [line for line in card(shown).splitlines() if reader is BEN or "overflow" not in line]
    joined = card(shown, reader=reader).replace("Anna Schmidt looks after this customer. ", "")
    assert [line for line in joined.splitlines() if reader is BEN or "overflow" not in line] == owners


def test_where_the_owner_has_no_backup_the_managers_are_said_to_join_after_the_reminder() -> None:
    alone = whole(AskState.APPROVING, stage=Stage.REMINDED, parts={"owner": ANNA})
    assert deadline(alone, ANNA) == f"~ {NO_YES_NO_ASK} The managers join today 11:30."


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
Load: not asked through Rung yet.
Favours: none yet.
Consent: they have not said whether they are open to this; you may ask once.
Health: green, as of 23 February, 7 days ago.
NPS: not known. Renewal: not known.
~ Nobody is asked without a yes. A reminder comes today 11:30.
  [“Approve”] button approve=ask-1 style='primary'
  [“I'll ask them myself”] button ask_in_person=ask-1
  [“Not now”] button refuse_now=ask-1
  [“Not this deal”] button refuse_deal=ask-1
  overflow more_on_approval options=[{text: “Add a personal line”, value: 'line|ask-1'}, {text: “Standing approval …”, value: 'standing|ask-1'}, {text: “Block account until …”, value: 'hold_back|ask-1'}]
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
Load: not asked through Rung yet.
Favours: none yet.
Consent: they have not said whether they are open to this; you may ask once.
Health: green, as of 23 February, 7 days ago.
NPS: not known. Renewal: not known.
The questions:
> How long did the migration take?
> What would you do differently?
Left out: Prices and the incident in May
~ Nobody is asked without a yes. A reminder comes today 10:30.
  [“Approve”] button approve=ask-1 style='primary'
  [“I'll ask them myself”] button ask_in_person=ask-1
  [“Not now”] button refuse_now=ask-1
  [“Not this deal”] button refuse_deal=ask-1
  overflow more_on_approval options=[{text: “Add a personal line”, value: 'line|ask-1'}, {text: “Standing approval …”, value: 'standing|ask-1'}, {text: “Block account until …”, value: 'hold_back|ask-1'}]
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
        (Health.GREEN, date(2026, 2, 23), snapshot("Health: green, as of 23 February, 7 days ago.")),
        (
            Health.AMBER,
            date(2025, 12, 1),
            snapshot("""\
Health: amber, as of 1 December 2025, 91 days ago.
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
    assert shown.split("you may ask once.\n")[1].split("\nNPS:")[0] == said


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


DONE = Favours(in_year=2, last_on=date(2026, 2, 17), rest_until=at(3, 1))
SOURCE = "invitation form"


def facts(carried: Carried, **parts: object) -> list[str]:
    shown = card(whole(AskState.APPROVING, parts=parts), carried=carried)
    return shown.split("Why them")[1].split("\nThe questions:")[0].splitlines()[1:]


def test_everything_known_stands_there_with_its_date() -> None:
    consent = Consent(state=Consented.YES, since=at(14, 9, month=1), until=None, source=SOURCE)
    parts = {
        "advocate": advocate(Names(), nps=10, nps_as_of=date(2025, 12, 9)),
        "account": account(Names(), renewal_on=date(2026, 11, 30), renewal_signed=False),
    }
    carried = Carried(at(3, 10, month=2), 3, favours=DONE, consent=consent)
    assert facts(carried, **parts) == snapshot(
        [
            "Load: last asked on 3 February, 3 times in the past year.",
            "Favours: 2 in the past year, the last on 17 February. Resting until 3 March.",
            "Consent: agreed to this on 14 January (invitation form).",
            "Health: green, as of 23 February, 7 days ago.",
            "NPS: 10 on 9 December 2025, 83 days ago. Renewal: 30 November.",
        ]
    )


@pytest.mark.parametrize(
    ("consent", "said"),
    [
        (None, snapshot("Consent: they have not said whether they are open to this; you may ask once.")),
        (
            Consent(state=Consented.YES, since=at(14, 9, month=1), until=at(1, 0, month=9), source=SOURCE),
            snapshot("Consent: agreed to this on 14 January (invitation form)."),
        ),
        (
            Consent(state=Consented.YES, since=at(14, 9, month=1), until=at(1, 0), source=SOURCE),
            snapshot(
                "Consent: what they said on 14 January ended on 28 February (invitation form); you may ask once."
            ),
        ),
        (
            Consent(state=Consented.NO, since=at(14, 9, month=1), until=None, source=SOURCE),
            snapshot("Consent: said no to this on 14 January (invitation form)."),
        ),
    ],
)
def test_what_they_said_to_this_kind(consent: Consent | None, said: str) -> None:
    (line,) = [each for each in facts(Carried(None, 0, consent=consent)) if each.startswith("Consent")]
    assert line == said


@pytest.mark.parametrize(
    ("nps", "as_of", "renewal_on", "signed", "said"),
    [
        (None, None, None, False, snapshot("NPS: not known. Renewal: not known.")),
        (
            9,
            None,
            date(2027, 1, 31),
            True,
            snapshot("NPS: 9, nobody noted when. Renewal: 31 January 2027, signed."),
        ),
    ],
)
def test_what_is_not_known_is_said_to_be_unknown(
    nps: int | None,
    as_of: date | None,
    renewal_on: date | None,
    signed: bool,  # noqa: FBT001
    said: str,
) -> None:
    person = advocate(Names(), nps=nps, nps_as_of=as_of)
    company = account(Names(), renewal_on=renewal_on, renewal_signed=signed)
    assert facts(Carried(None, 0), advocate=person, account=company)[-1] == said


def block(kind: BlockKind, **values: object) -> Block:
    return Block(**{"kind": kind, "known_at": at(12, 9, month=2), "source": "CRM"} | values)


def test_what_stands_against_asking_is_told_with_its_source_and_age() -> None:
    mine = [
        block(BlockKind.INCIDENT),
        block(BlockKind.HELD_BACK, advocate_id="adv-1", source="owner"),
        block(BlockKind.CONFLICT, company_key="kestrel pay"),
        block(BlockKind.COMPANY_FORBIDS, activity_id="act-1"),
    ]
    others = [
        block(BlockKind.DISPUTE, advocate_id="adv-2"),
        block(BlockKind.CONFLICT, company_key="somebody else"),
        block(BlockKind.COMPANY_FORBIDS, activity_id="act-2"),
    ]
    prospect = deal(Names(), prospect_key="kestrel pay")
    shown = facts(Carried(None, 0, blocks=[*mine, *others]), deal=prospect)
    assert [line for line in shown if "(" in line] == snapshot(
        [
            ":warning: Has a severe incident open (CRM, 12 February, 18 days ago).",
            ":warning: Is kept free by their owner (owner, 12 February, 18 days ago).",
            ":warning: Has a conflict with this prospect (CRM, 12 February, 18 days ago).",
            ":warning: Their company does not allow this kind (CRM, 12 February, 18 days ago).",
        ]
    )


def test_the_menu_offers_a_standing_approval_to_the_owner_and_their_backup_only() -> None:
    for reader, offered in ((ANNA, True), (BEN, True), (MAYA, False)):
        assert ("Standing approval" in card(whole(AskState.APPROVING), reader=reader)) == offered


def test_the_approvers_line_is_on_the_card_and_can_be_changed() -> None:
    shown = card(whole(AskState.APPROVING, personal_line="You tell it best."))
    assert "Your side's own words to them:\n> You tell it best.\n" in shown
    assert "Change the personal line" in shown
    assert "Add a personal line" in card(whole(AskState.APPROVING))
