"""What a customer's card shows besides the plain question: names, changes, assistants, reasons."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from datetime import date
from typing import Any

import pytest
from inline_snapshot import snapshot

from bot.rules.wording import Wording
from bot.views.ask.customer import customer_card
from models.ask import AskState, Declined, Road, WholeAsk, WhyNot
from models.base import FOREVER
from tests.views.people import NOW, Names, advocate, at, deal, member, reference, whole
from tests.views.shorthand import written

NAMED = {"reference": reference(Names(), named=True, questions="", off_limits="")}
PROSPECT = {"deal": deal(Names(), prospect="Kestrel Pay")}


def card(shown: WholeAsk, *, first: bool = False) -> str:
    return written(customer_card(shown, Wording(), company="Brightwell", now=NOW, first=first))


def asked(*, first: bool = False, parts: dict[str, Any] | None = None, **values: Any) -> str:
    bare = {"reference": reference(Names(), questions="", off_limits="")}
    return card(
        whole(AskState.ASKED, due_at=at(3, 10, 30), parts=bare | (parts or {}), **values), first=first
    )


def test_where_the_prospect_may_be_named_a_yes_can_wait_for_the_name() -> None:
    shown = asked(parts=NAMED | PROSPECT)
    assert "Kestrel" not in shown
    assert "  [“Yes, if no conflict”] button accept_if_no_conflict=ask-1|1" in shown.splitlines()
    assert "Yes, if no conflict" not in asked(parts=PROSPECT)
    assert "Yes, if no conflict" not in asked(parts=NAMED | {"deal": deal(Names(), prospect="")})


def test_the_name_is_shown_to_be_confirmed_or_withdrawn_from() -> None:
    assert card(whole(AskState.CHECKING, due_at=at(3, 10, 30), parts=NAMED | PROSPECT)) == snapshot("""\
(Anna Schmidt, your contact at Brightwell, would like to ask you something.)
*Anna Schmidt, your contact at Brightwell, thought of you.*
Would you help with a reference call? 60 minutes in all, by Friday 20 March, for *Kestrel Pay*.
Thank you. Now that you know who it is: does that suit you and your company? If not, nobody minds.
~ Tom Reyes and somebody from their side will be there. The conversation is not recorded. Your answer goes to Anna Schmidt, Tom Reyes and the few colleagues who look after this programme. No answer is fine: from Tuesday 10:30 on, somebody else is asked.
  [“Confirm”] button confirm_yes=ask-1|1 style='primary'
  [“Withdraw”] button withdraw_yes=ask-1
""")


def test_a_name_that_may_no_longer_be_told_is_not_told() -> None:
    hidden = {"reference": reference(Names(), named=False)}
    assert "Kestrel" not in card(whole(AskState.CHECKING, due_at=at(3, 10, 30), parts=hidden | PROSPECT))


@pytest.mark.parametrize("state", sorted(set(AskState) - {AskState.CHECKING, AskState.ACCEPTED}))
def test_the_prospect_is_named_to_nobody_who_has_not_agreed(state: AskState) -> None:
    assert "Kestrel" not in card(whole(state, parts=NAMED | PROSPECT))


def test_after_a_plain_yes_too_the_prospect_is_named_where_it_may_be() -> None:
    assert "It is for Kestrel Pay." in card(whole(AskState.ACCEPTED, parts=NAMED | PROSPECT))
    assert "Kestrel" not in card(whole(AskState.ACCEPTED, parts=PROSPECT))


def test_the_approver_adds_words_of_their_own() -> None:
    line = "You told it so well last year.\nI will be <@U0TOM> there."
    assert asked(personal_line=line).splitlines()[1:4] == snapshot(
        [
            "*Anna Schmidt, your contact at Brightwell, thought of you.*",
            "> You told it so well last year.",
            "> I will be &lt;@U0TOM&gt; there.",
        ]
    )
    assert "You told it so well" not in card(whole(AskState.ACCEPTED, personal_line=line))


def test_a_kind_that_was_never_asked_for_says_so() -> None:
    assert asked(first=True).splitlines()[4] == snapshot(
        "We have not asked you for a reference call before. After a yes we may ask again one day, otherwise not."
    )
    assert "not asked you for" not in asked()


def test_a_question_that_was_changed_after_it_was_put_says_when() -> None:
    changed = {"reference": reference(Names(), edition=2, changed_at=at(2, 9), questions="")}
    earlier = asked(parts=changed, asked_at=at(1, 10)).splitlines()
    assert earlier[2] == snapshot("*This was changed on 2 March.*")
    assert "  [“Yes”] button accept=ask-1|2 style='primary'" in earlier
    assert "changed" not in asked(parts=changed, asked_at=at(2, 9, 30))


@pytest.mark.parametrize(
    ("assistant", "said"),
    [
        (
            "Jana Wolf",
            snapshot("""\
~ Tom Reyes and somebody from their side will be there. The conversation is not recorded. Your answer goes to Anna Schmidt, Tom Reyes and the few colleagues who look after this programme. No answer is fine: from Tuesday 10:30 on, somebody else is asked.
Noted. Anna Schmidt will get in touch with Jana Wolf. You need not do anything more.
  [“Not this one”] button not_this=ask-1
"""),
        ),
        (
            None,
            snapshot("""\
~ Tom Reyes and somebody from their side will be there. The conversation is not recorded. Your answer goes to Anna Schmidt, Tom Reyes and the few colleagues who look after this programme. No answer is fine: from Tuesday 10:30 on, somebody else is asked.
Noted. Anna Schmidt will get in touch with your assistant. You need not do anything more.
  [“Not this one”] button not_this=ask-1
"""),
        ),
    ],
    ids=["named", "unknown"],
)
def test_with_the_assistant_a_no_is_left(assistant: str | None, said: str) -> None:
    theirs = {"advocate": advocate(Names(), assistant=assistant)}
    assert asked(parts=theirs, road=Road.ASSISTANT).split("\n", 4)[4] == said


def test_whoever_decided_speaks_with_the_assistant() -> None:
    shown = asked(parts={"decider": member("Ben Okafor", "U0BEN")}, road=Road.ASSISTANT)
    assert "Ben Okafor will get in touch with your assistant" in shown


def declined(why_not: WhyNot | None = None, *, how: Declined = Declined.NOT_THIS, **person: Any) -> str:
    theirs = {"advocate": advocate(Names(), **person)}
    shown = whole(AskState.DECLINED, due_at=None, declined=how, why_not=why_not, parts=theirs)
    return card(shown).split("\n", 2)[2]


@pytest.mark.parametrize("why_not", sorted(set(WhyNot) - {WhyNot.TOO_BUSY}))
def test_whatever_the_reason_the_card_says_the_same(why_not: WhyNot) -> None:
    assert declined(why_not) == snapshot(
        "Noted, thank you. Nobody will ask you or a colleague about this one again.\n"
    )


def test_who_is_too_busy_may_rest() -> None:
    assert declined(WhyNot.TOO_BUSY) == snapshot("""\
Noted, thank you. Nobody will ask you or a colleague about this one again.
  [“Rest me for a month”] button rest_month=ask-1
  [“Rest me until …”] datepicker rest_until #ask-1
""")
    assert declined(WhyNot.TOO_BUSY, paused_until=at(1, 0, month=4)) == snapshot(
        "Noted. Nobody at Brightwell will ask you before 1 April, and nobody can override that.\n"
    )
    assert "Rest me" not in declined(WhyNot.TOO_BUSY, how=Declined.NOT_NOW, paused_until=at(1, 0, month=4))


def test_a_rest_without_an_end_names_no_date() -> None:
    assert "9999" not in declined(how=Declined.NOT_NOW, paused_until=FOREVER)


def test_once_the_day_has_passed_a_yes_is_not_taken_back() -> None:
    for held_on, way_out in ((date(2026, 3, 2), True), (date(2026, 3, 1), False)):
        assert ("Can't make it" in card(whole(AskState.ACCEPTED, held_on=held_on))) is way_out
    past = {"reference": reference(Names(), needed_on=date(2026, 3, 1))}
    assert "Can't make it" not in card(whole(AskState.ACCEPTED, parts=past))
