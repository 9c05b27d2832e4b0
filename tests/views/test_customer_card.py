"""What the customer sees of an ask, in each of its states."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from datetime import date

import pytest
from inline_snapshot import snapshot

from bot.rules import ladder
from bot.rules.wording import Wording
from bot.views.ask.customer import customer_card
from models.ask import AskState, Declined, WholeAsk
from tests.views.people import NOW, Names, activity, advocate, at, deal, member, reference, whole
from tests.views.shorthand import written

TERMS = (
    "Your answer goes to Anna Schmidt, Tom Reyes and the few colleagues who look after this programme. "
    "No answer is fine: from Tuesday 10:30 on, somebody else is asked."
)


def card(shown: WholeAsk) -> str:
    return written(customer_card(shown, Wording(), company="Brightwell", now=NOW))


def test_the_card_says_why_you_for_whom_how_long_and_who_sees_the_answer() -> None:
    assert card(whole(AskState.ASKED, due_at=at(3, 10, 30))) == snapshot("""\
(Anna Schmidt, your contact at Brightwell, would like to ask you something.)
*Anna Schmidt, your contact at Brightwell, thought of you.*
Would you help with a reference call? 60 minutes in all, by Friday 20 March, for a fintech company in Germany with 200–999 people that is choosing a product like ours.
Why you: you use the product they are looking at, you are in the same industry and they would like to hear somebody in your role.
They would like to know:
> How long did the migration take?
> What would you do differently?
They will not ask about: Prices and the incident in May
~ Tom Reyes and somebody from their side will be there. The conversation is not recorded. Your answer goes to Anna Schmidt, Tom Reyes and the few colleagues who look after this programme. No answer is fine: from Tuesday 10:30 on, somebody else is asked.
  [“Yes”] button accept=ask-1|1 style='primary'
  [“Not this one”] button not_this=ask-1
  [“Not now until …”] datepicker not_now_until
  [“Something else …”] static_select something_else options=[{text: “Never this kind”, value: 'never_this_kind'}, {text: “Ask my colleague”, value: 'ask_colleague'}, {text: “Talk to my assistant”, value: 'assistant'}] #ask-1
""")


def test_the_deadline_is_told_in_the_customers_own_zone() -> None:
    tokyo = advocate(Names(), zone="Asia/Tokyo")
    assert card(whole(AskState.ASKED, due_at=at(3, 10, 30), parts={"advocate": tokyo})) == snapshot("""\
(Anna Schmidt, your contact at Brightwell, would like to ask you something.)
*Anna Schmidt, your contact at Brightwell, thought of you.*
Would you help with a reference call? 60 minutes in all, by Friday 20 March, for a fintech company in Germany with 200–999 people that is choosing a product like ours.
Why you: you use the product they are looking at, you are in the same industry and they would like to hear somebody in your role.
They would like to know:
> How long did the migration take?
> What would you do differently?
They will not ask about: Prices and the incident in May
~ Tom Reyes and somebody from their side will be there. The conversation is not recorded. Your answer goes to Anna Schmidt, Tom Reyes and the few colleagues who look after this programme. No answer is fine: from Tuesday 18:30 on, somebody else is asked.
  [“Yes”] button accept=ask-1|1 style='primary'
  [“Not this one”] button not_this=ask-1
  [“Not now until …”] datepicker not_now_until
  [“Something else …”] static_select something_else options=[{text: “Never this kind”, value: 'never_this_kind'}, {text: “Ask my colleague”, value: 'ask_colleague'}, {text: “Talk to my assistant”, value: 'assistant'}] #ask-1
""")


def test_without_questions_and_topics_to_leave_out_nothing_is_said_of_them() -> None:
    bare = reference(Names(), questions="", off_limits="")
    shown = card(whole(AskState.ASKED, due_at=at(3, 10, 30), parts={"reference": bare}, reasons=[]))
    assert shown == snapshot("""\
(Anna Schmidt, your contact at Brightwell, would like to ask you something.)
*Anna Schmidt, your contact at Brightwell, thought of you.*
Would you help with a reference call? 60 minutes in all, by Friday 20 March, for a fintech company in Germany with 200–999 people that is choosing a product like ours.
~ Tom Reyes and somebody from their side will be there. The conversation is not recorded. Your answer goes to Anna Schmidt, Tom Reyes and the few colleagues who look after this programme. No answer is fine: from Tuesday 10:30 on, somebody else is asked.
  [“Yes”] button accept=ask-1|1 style='primary'
  [“Not this one”] button not_this=ask-1
  [“Not now until …”] datepicker not_now_until
  [“Something else …”] static_select something_else options=[{text: “Never this kind”, value: 'never_this_kind'}, {text: “Ask my colleague”, value: 'ask_colleague'}, {text: “Talk to my assistant”, value: 'assistant'}] #ask-1
""")


def test_where_colleagues_are_kept_informed_the_card_does_not_promise_that_only_two_see_the_answer() -> None:
    informed = reference(Names(), informed=["U0SOFIA"])
    shown = card(whole(AskState.ASKED, due_at=at(3, 10, 30), parts={"reference": informed}))
    assert "Your answer goes to Anna Schmidt, Tom Reyes and the few colleagues" in shown


def test_an_approver_who_is_not_the_owner_speaks_for_them() -> None:
    asked = whole(AskState.ASKED, due_at=at(3, 10, 30), parts={"decider": member("Ben Okafor", "U0BEN")})
    text, speaker, *rest = card(asked).splitlines()
    assert text == snapshot(
        "(Ben Okafor, for Anna Schmidt, your contact at Brightwell, would like to ask you something.)"
    )
    assert speaker == snapshot("*Ben Okafor, for Anna Schmidt, your contact at Brightwell, thought of you.*")
    assert rest == card(whole(AskState.ASKED, due_at=at(3, 10, 30))).splitlines()[2:]


def test_the_owner_who_approved_speaks_for_themselves() -> None:
    own = whole(AskState.ASKED, due_at=at(3, 10, 30), parts={"decider": member("Anna Schmidt", "U0ANNA")})
    assert card(own) == card(whole(AskState.ASKED, due_at=at(3, 10, 30)))


@pytest.mark.parametrize("state", [AskState.ACCEPTED, AskState.SILENT, AskState.WITHDRAWN])
def test_the_speaker_stays_the_same_when_the_card_is_over(state: AskState) -> None:
    spoken_for = {"decider": member("Ben Okafor", "U0BEN")}
    assert "*Ben Okafor, for Anna Schmidt, your contact at Brightwell, thought of you.*" in card(
        whole(state, due_at=None, parts=spoken_for)
    )


SPOKEN = {"reference_call", "group_call", "introduction", "site_visit"}
FOR_SALE = [step.key for step in ladder.default() if step.for_deals]


@pytest.mark.parametrize("key", FOR_SALE)
def test_only_of_a_conversation_it_is_said_that_it_is_not_recorded(key: str) -> None:
    shown = card(whole(AskState.ASKED, due_at=at(3, 10, 30), parts={"activity": activity(key)}))
    (terms,) = [each for each in shown.splitlines() if each.startswith("~")]
    present = "Tom Reyes and somebody from their side will be there. The conversation is not recorded. "
    promise = present if key in SPOKEN else ""
    assert terms == f"~ {promise}{TERMS}"


@pytest.mark.parametrize("key", sorted(set(FOR_SALE) - SPOKEN))
def test_what_is_written_needs_no_time_to_be_found(key: str) -> None:
    shown = card(whole(AskState.ACCEPTED, due_at=None, parts={"activity": activity(key)}))
    assert "Tom Reyes" in shown
    assert "find a time" not in shown


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (
            {"industry": "Fintech", "country": "GB", "size_band": 3},
            snapshot(
                "a fintech company in the United Kingdom with 5000+ people that is choosing a product like ours."
            ),
        ),
        (
            {"industry": None, "country": "XX", "size_band": None},
            snapshot("a company that is choosing a product like ours."),
        ),
        (
            {"industry": "Insurance", "country": "AT", "size_band": None},
            "an insurance company in Austria that is choosing a product like ours.",
        ),
        (
            {"industry": None, "country": None, "size_band": 0},
            snapshot("a company with 1–199 people that is choosing a product like ours."),
        ),
    ],
)
def test_the_prospect_is_described_by_what_is_known_and_never_named(
    known: dict[str, object], said: str
) -> None:
    shown = card(whole(AskState.ASKED, parts={"deal": deal(Names(), **known)}))
    assert "Kestrel" not in shown
    assert shown.splitlines()[2].split(", for ")[1] == said


def test_each_activity_that_sellers_may_ask_for_reads_as_a_question() -> None:
    questions = [
        card(whole(AskState.ASKED, parts={"activity": activity(key)})).splitlines()[2] for key in FOR_SALE
    ]
    assert [question.split(", by")[0] for question in questions] == snapshot(
        [
            "Would you help with a quote? 30 minutes in all",
            "Would you help with a mention in a tender? 12 minutes in all",
            "Would you help with a few answers in writing? 30 minutes in all",
            "Would you help with a reference call? 60 minutes in all",
            "Would you help with a call with several companies at once? 60 minutes in all",
            "Would you help with an introduction to a colleague elsewhere? 30 minutes in all",
            "Would you help with a site visit? 4 hours in all",
        ]
    )


TALK = date(2026, 3, 12)
ENDS = [
    (
        whole(AskState.ACCEPTED, due_at=None),
        snapshot("""\
(Thank you for saying yes to a reference call, by Friday 20 March.)
*Anna Schmidt, your contact at Brightwell, thought of you.*
Thank you for saying yes to a reference call, by Friday 20 March.
Meet Tom Reyes (<@U0TOM>), who leads on our side.
Tom Reyes will write to you to find a time that suits you.
  [“Can't make it any more”] button back_out=ask-1 confirm={title: “Take your yes back?”, text: “Our side learns of it at once and finds somebody else. Nobody minds.”, confirm: “Take it back”, deny: “Keep it”}
"""),
    ),
    (
        whole(AskState.ACCEPTED, due_at=None, held_on=TALK),
        snapshot("""\
(Thank you for saying yes to a reference call, by Friday 20 March.)
*Anna Schmidt, your contact at Brightwell, thought of you.*
Thank you for saying yes to a reference call, by Friday 20 March.
Meet Tom Reyes (<@U0TOM>), who leads on our side.
Agreed for Thursday 12 March.
  [“Can't make it any more”] button back_out=ask-1 confirm={title: “Take your yes back?”, text: “Our side learns of it at once and finds somebody else. Nobody minds.”, confirm: “Take it back”, deny: “Keep it”}
"""),
    ),
    (
        whole(AskState.DECLINED, due_at=None, declined=Declined.NOT_THIS),
        snapshot("""\
(Noted, and thank you for saying so. Nobody will ask you or a colleague about this one again.)
*Anna Schmidt, your contact at Brightwell, thought of you.*
Noted, and thank you for saying so. Nobody will ask you or a colleague about this one again.
  [“Would you say why? (you need not)”] static_select why_not options=[{text: “Too busy”, value: 'too_busy'}, {text: “Not my field”, value: 'not_my_field'}, {text: “A conflict, or a competitor”, value: 'conflict'}, {text: “Not happy at the moment”, value: 'not_happy'}, {text: “My company does not allow it”, value: 'company_forbids'}, {text: “I have changed jobs”, value: 'changed_job'}, {text: “Prefer not to say”, value: 'not_said'}] #ask-1
"""),
    ),
    (
        whole(
            AskState.DECLINED,
            due_at=None,
            declined=Declined.NOT_NOW,
            parts={"advocate": advocate(Names(), paused_until=at(1, 0, month=6))},
        ),
        snapshot("""\
(Noted. Nobody at Brightwell will ask you before 1 June, and nobody can override that.)
*Anna Schmidt, your contact at Brightwell, thought of you.*
Noted. Nobody at Brightwell will ask you before 1 June, and nobody can override that.
  [“Would you say why? (you need not)”] static_select why_not options=[{text: “Too busy”, value: 'too_busy'}, {text: “Not my field”, value: 'not_my_field'}, {text: “A conflict, or a competitor”, value: 'conflict'}, {text: “Not happy at the moment”, value: 'not_happy'}, {text: “My company does not allow it”, value: 'company_forbids'}, {text: “I have changed jobs”, value: 'changed_job'}, {text: “Prefer not to say”, value: 'not_said'}] #ask-1
"""),
    ),
    (
        whole(AskState.DECLINED, due_at=None, declined=Declined.NEVER_THIS_KIND),
        snapshot("""\
(Noted. Nobody at Brightwell will ask you for a reference call again.)
*Anna Schmidt, your contact at Brightwell, thought of you.*
Noted. Nobody at Brightwell will ask you for a reference call again.
  [“Would you say why? (you need not)”] static_select why_not options=[{text: “Too busy”, value: 'too_busy'}, {text: “Not my field”, value: 'not_my_field'}, {text: “A conflict, or a competitor”, value: 'conflict'}, {text: “Not happy at the moment”, value: 'not_happy'}, {text: “My company does not allow it”, value: 'company_forbids'}, {text: “I have changed jobs”, value: 'changed_job'}, {text: “Prefer not to say”, value: 'not_said'}] #ask-1
"""),
    ),
    (
        whole(AskState.DECLINED, due_at=None),
        snapshot("""\
(Noted, and thank you for saying so. Nobody will ask you or a colleague about this one again.)
*Anna Schmidt, your contact at Brightwell, thought of you.*
Noted, and thank you for saying so. Nobody will ask you or a colleague about this one again.
  [“Would you say why? (you need not)”] static_select why_not options=[{text: “Too busy”, value: 'too_busy'}, {text: “Not my field”, value: 'not_my_field'}, {text: “A conflict, or a competitor”, value: 'conflict'}, {text: “Not happy at the moment”, value: 'not_happy'}, {text: “My company does not allow it”, value: 'company_forbids'}, {text: “I have changed jobs”, value: 'changed_job'}, {text: “Prefer not to say”, value: 'not_said'}] #ask-1
"""),
    ),
    (
        whole(AskState.SILENT, due_at=None),
        snapshot("""\
(This one has moved on. There is nothing left to do.)
*Anna Schmidt, your contact at Brightwell, thought of you.*
This one has moved on. There is nothing left to do.
"""),
    ),
    (
        whole(AskState.SPARE, due_at=None),
        snapshot("""\
(Thank you for saying yes. Somebody else was a moment quicker, so you need not do anything this time. It is good to know that you would have helped.)
*Anna Schmidt, your contact at Brightwell, thought of you.*
Thank you for saying yes. Somebody else was a moment quicker, so you need not do anything this time. It is good to know that you would have helped.
"""),
    ),
    (
        whole(AskState.PASSED_ON, due_at=None),
        snapshot("""\
(Noted, thank you. Anna Schmidt will see who else at your company could help. You are not asked about this one again.)
*Anna Schmidt, your contact at Brightwell, thought of you.*
Noted, thank you. Anna Schmidt will see who else at your company could help. You are not asked about this one again.
"""),
    ),
    (
        whole(AskState.BACKED_OUT, due_at=None),
        snapshot("""\
(Noted, and thank you for saying so. Tom Reyes knows, and nobody expects you any more.)
*Anna Schmidt, your contact at Brightwell, thought of you.*
Noted, and thank you for saying so. Tom Reyes knows, and nobody expects you any more.
"""),
    ),
    (
        whole(AskState.NOT_HELD, due_at=None),
        snapshot("""\
(It did not happen in the end, and it does not count as a favour. Thank you for being ready to help.)
*Anna Schmidt, your contact at Brightwell, thought of you.*
It did not happen in the end, and it does not count as a favour. Thank you for being ready to help.
"""),
    ),
    (
        whole(AskState.DECLINED, due_at=None, declined=Declined.CONFLICT),
        snapshot("""\
(Noted, and thank you for saying so. Nobody will ask you or a colleague about this one again.)
*Anna Schmidt, your contact at Brightwell, thought of you.*
Noted, and thank you for saying so. Nobody will ask you or a colleague about this one again.
"""),
    ),
    (
        whole(AskState.WITHDRAWN, due_at=None),
        snapshot("""\
(This has been settled in the meantime, so there is nothing left to do.)
*Anna Schmidt, your contact at Brightwell, thought of you.*
This has been settled in the meantime, so there is nothing left to do.
"""),
    ),
]


@pytest.mark.parametrize(
    ("shown", "said"), ENDS, ids=lambda value: value.ask.state if isinstance(value, WholeAsk) else None
)
def test_once_it_is_over_the_card_says_how_and_offers_little(shown: WholeAsk, said: str) -> None:
    assert card(shown) == said


def test_in_every_other_state_there_is_nothing_left_to_do() -> None:
    told = {AskState.ASKED, AskState.CHECKING} | {shown.ask.state for shown, _ in ENDS}
    settled = card(whole(AskState.WITHDRAWN))
    assert {card(whole(state)) for state in set(AskState) - told | {AskState.WITHDRAWN}} == {settled}
