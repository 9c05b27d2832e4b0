"""The seller's form and the shortlist it turns into."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from datetime import UTC, date, datetime
from typing import Any

import pytest
from inline_snapshot import snapshot

from bot.rules.deadlines import Expected
from bot.rules.protection import Reason
from bot.views.reference.form import NeedChoices, need_form
from bot.views.reference.shortlist import Candidate, Shortlist, shortlist_form
from models.base import FOREVER
from models.reference import ReferenceState
from models.story import StoryKind
from tests.views.people import BERLIN, EVEN, NOW, Names, activity, at, deal, reference, standing, story
from tests.views.shorthand import written_view

NAMES = Names()
CHOICES = NeedChoices(
    activities=[("Quote", "quote"), ("Reference call", "reference_call")],
    vocabulary={"product": ["Atlas", "Ledger"], "industry": ["Fintech"], "tech": []},
)


def shortlist(**values: Any) -> Shortlist:
    row: dict[str, Any] = {
        "reference": reference(NAMES, state=ReferenceState.DRAFT),
        "deal": deal(NAMES),
        "activity": activity(),
        "candidates": [],
        "near_misses": [],
        "stories": [],
        "expected": None,
    }
    return Shortlist(**row | values)


def drawn(**values: Any) -> str:
    return written_view(shortlist_form(shortlist(**values), zone=BERLIN, now=NOW))


def test_the_form_asks_for_three_things_and_folds_the_rest_away() -> None:
    assert written_view(need_form(CHOICES, detailed=False)) == snapshot("""\
modal callback_id=need title=“Request a reference” close=“Close” private_metadata= submit=“Find customers”
“Deal or prospect”:
  [“Type a deal, a prospect or a new name”] external_select deal min_query_length=0 #deal
“What you need”:
  [“Choose an activity”] static_select activity options=[{text: “Quote”, value: 'quote'}, {text: “Reference call”, value: 'reference_call'}] #activity
“Needed by”:
  [“Choose a day”] datepicker needed_on
  “The day on which it must be held.” #needed_on
“Name of the prospect” (optional):
  checkboxes named options=[{text: “The prospect may be named to a customer who agrees”, value: 'named'}]
  “Without it, they are only described.” #named
  [“Add details”] button more_details=more #more
""")


def test_unfolded_it_offers_the_programmes_own_words_and_no_empty_menu() -> None:
    assert written_view(need_form(CHOICES, detailed=True)) == snapshot("""\
modal callback_id=need title=“Request a reference” close=“Close” private_metadata=detailed submit=“Find customers”
“Deal or prospect”:
  [“Type a deal, a prospect or a new name”] external_select deal min_query_length=0 #deal
“What you need”:
  [“Choose an activity”] static_select activity options=[{text: “Quote”, value: 'quote'}, {text: “Reference call”, value: 'reference_call'}] #activity
“Needed by”:
  [“Choose a day”] datepicker needed_on
  “The day on which it must be held.” #needed_on
“Name of the prospect” (optional):
  checkboxes named options=[{text: “The prospect may be named to a customer who agrees”, value: 'named'}]
  “Without it, they are only described.” #named
~ What you leave empty is taken from the deal.
  [“Show what the deal says”] button more_details=more #more
“Product” (optional):
  [“As in the deal”] static_select product options=[{text: “Atlas”, value: 'Atlas'}, {text: “Ledger”, value: 'Ledger'}] #product
“Industry” (optional):
  [“As in the deal”] static_select industry options=[{text: “Fintech”, value: 'Fintech'}] #industry
“Company size” (optional):
  [“As in the deal”] static_select size_band options=[{text: “1-199 employees”, value: '0'}, {text: “200-999 employees”, value: '1'}, {text: “1000-4999 employees”, value: '2'}, {text: “5000+ employees”, value: '3'}] #size_band
“Language” (optional):
  [“As in the deal”] static_select language options=[{text: “English”, value: 'en'}, {text: “German”, value: 'de'}, {text: “French”, value: 'fr'}, {text: “Spanish”, value: 'es'}, {text: “Italian”, value: 'it'}, {text: “Dutch”, value: 'nl'}, {text: “Swedish”, value: 'sv'}, {text: “Japanese”, value: 'ja'}] #language
“Level of who wants to hear it” (optional):
  [“Any level”] static_select seniority options=[{text: “Practitioner”, value: '0'}, {text: “Leader”, value: '1'}, {text: “Executive”, value: '2'}] #seniority
“Up to three questions” (optional):
  plain_text_input questions multiline=True max_length=1000
  “One on each line.” #questions
“Topics to leave out” (optional):
  plain_text_input off_limits max_length=500 #off_limits
“How many customers” (optional):
  [“One”] static_select wanted options=[{text: “1”, value: '1'}, {text: “2”, value: '2'}, {text: “3”, value: '3'}] initial_option={text: “1”, value: '1'} #wanted
“Colleagues to keep informed” (optional):
  [“Choose colleagues”] multi_users_select informed max_selected_items=10 #informed
""")


def test_three_customers_stand_with_their_reasons_and_how_rested_they_are() -> None:
    first = standing(fits=EVEN | {"product": 1.0, "industry": 1.0, "seniority": 1.0, "region": 0.0})
    second = standing(
        title="Director Accounting",
        account="Talerhaus",
        last_asked_at=at(3, 10, month=2),
        asked_in_year=1,
        fits=EVEN | {"industry": 1.0},
    )
    third = standing(title="Head of Controlling", account="Edelgrat Finanz", fits=EVEN | {"size": 0.0})
    shown = drawn(
        candidates=[Candidate(f"ask-{n}", each) for n, each in enumerate([first, second, third], start=1)],
        expected=Expected(likely_by=at(4, 10), last_safe=at(2, 16)),
    )
    assert shown == snapshot("""\
modal callback_id=shortlist title=“Who fits” close=“Close” private_metadata=ref-1 submit=“Ask for me”
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
~ A yes is likely by Wednesday 10:00; last safe moment to ask: today 16:00. One is asked at a time, in this order.
*1  Head of Finance Operations, Nordlicht Pay*
Same industry, same product and right level; other region
Not asked through Rung yet
  overflow candidate options=[{text: “Take off the list”, value: 'drop|ask-1'}]
*2  Director Accounting, Talerhaus*
Same industry
Last asked on 3 February, once in the past year
  overflow candidate options=[{text: “Move up”, value: 'up|ask-2'}, {text: “Take off the list”, value: 'drop|ask-2'}]
*3  Head of Controlling, Edelgrat Finanz*
Little is known about how they fit; other size
Not asked through Rung yet
  overflow candidate options=[{text: “Move up”, value: 'up|ask-3'}, {text: “Take off the list”, value: 'drop|ask-3'}]
""")


def test_somebody_who_is_no_longer_free_says_so_on_the_list() -> None:
    taken = standing(until={"open_ask": at(16, 9)}, free_at=at(16, 9))
    shown = drawn(
        candidates=[Candidate("ask-1", taken)], expected=Expected(likely_by=at(3, 10), last_safe=at(18, 12))
    )
    assert shown == snapshot("""\
modal callback_id=shortlist title=“Who fits” close=“Close” private_metadata=ref-1 submit=“Ask for me”
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
~ A yes is likely by tomorrow 10:00; last safe moment to ask: 18 March 12:00. One is asked at a time, in this order.
*1  Head of Finance Operations, Nordlicht Pay*
Little is known about how they fit
Not asked through Rung yet
No longer free: is being asked by a colleague right now.
  overflow candidate options=[{text: “Take off the list”, value: 'drop|ask-1'}]
""")


def test_with_nobody_to_ask_there_is_nothing_to_submit_and_near_misses_and_stories_help() -> None:
    shown = drawn(
        near_misses=[
            standing(until={"asked_lately": at(14, 9, month=3)}, free_at=at(14, 9)),
            standing(
                account="Kontoria",
                title="CFO",
                until={"resting": at(6, 1, month=4), "paused": at(8, 0, month=4)},
                free_at=at(8, 0, month=4),
            ),
        ],
        stories=[story(NAMES, StoryKind.STORY), story(NAMES, StoryKind.QUOTE)],
    )
    assert shown == snapshot("""\
modal callback_id=shortlist title=“Who fits” close=“Close” private_metadata=ref-1
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
*Nobody can be asked for this right now.* What you can use, or soon can, stands below.
----
# “Not now, and why”
*Head of Finance Operations, Nordlicht Pay*
Was asked recently; free on 16 March
*CFO, Kontoria*
Asked for a pause; free on 8 April
----
# “Usable at once”
<https://www.brightwell.example/talerhaus|How Talerhaus closes in four days>
Story by Nordlicht Pay
“Eleven days became four.”
Nordlicht Pay · <https://www.brightwell.example/talerhaus|How Talerhaus closes in four days>
""")


def test_whoever_took_everybody_off_can_bring_them_back() -> None:
    assert drawn(emptied=True, stories=[story(NAMES, StoryKind.STORY)]) == snapshot("""\
modal callback_id=shortlist title=“Who fits” close=“Close” private_metadata=ref-1
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
*You have taken everybody off this list.*
  [“Bring them back”] button bring_back=ref-1
----
# “Usable at once”
<https://www.brightwell.example/talerhaus|How Talerhaus closes in four days>
Story by Nordlicht Pay
""")


def test_one_near_miss_or_one_story_is_help_enough_to_point_at() -> None:
    near = [standing(until={"paused": at(16, 9)}, free_at=at(16, 9))]
    for help_ in ({"near_misses": near}, {"stories": [story(NAMES, StoryKind.STORY)]}):
        assert "stands below" in drawn(**help_)


def test_somebody_who_differs_in_everything_is_told_with_the_two_gravest_differences() -> None:
    known = standing(fits=dict.fromkeys(EVEN, 0.0))
    shown = drawn(candidates=[Candidate("ask-1", known)], expected=Expected(at(3, 10), at(18, 12)))
    assert "\nLittle is known about how they fit; other industry and other product\n" in shown


def test_a_word_that_no_menu_can_hold_is_not_offered() -> None:
    long, longest = "x" * 151, "y" * 150
    choices = NeedChoices([("Quote", "quote")], {"product": [long, longest], "industry": [long]})
    shown = written_view(need_form(choices, detailed=True))
    assert long not in shown
    assert f"value: '{longest}'" in shown
    assert "“Product”" in shown
    assert "“Industry”" not in shown


def test_with_nobody_and_nothing_no_help_is_promised_below() -> None:
    shown = drawn()
    assert shown.endswith("*Nobody can be asked for this right now.*\n"), shown


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_and_shows_no_raw_value(reason: Reason) -> None:
    shown = drawn(near_misses=[standing(until={reason.value: at(16, 9)}, free_at=at(16, 9))])
    assert "; free on 16 March" in shown
    assert "_" not in shown.splitlines()[-1]


def test_all_reasons_as_sellers_read_them() -> None:
    told = [
        drawn(near_misses=[standing(until={reason.value: FOREVER}, free_at=FOREVER)]).splitlines()[-1]
        for reason in Reason
    ]
    assert told == snapshot(
        [
            "Has left the programme",
            "Has not joined yet",
            "Works with us",
            "Does not want to be asked for this kind",
            "Was asked for this kind once and has not agreed to it",
            "Was not happy with us in the last survey",
            "Belongs to the prospect's own group",
            "Has a conflict with this prospect",
            "Their contract forbids it",
            "Their company does not allow this kind",
            "Somebody there is not happy with us right now",
            "Is no longer a customer",
            "Has given notice",
            "Is in a dispute with us",
            "Has a severe incident open",
            "Has an overdue invoice",
            "Account health is red",
            "Is not live yet",
            "Is about to renew",
            "Is kept for larger deals",
            "Is kept free by their owner",
            "Said no to this deal",
            "Was asked for this deal before",
            "Asked for a pause",
            "Did not answer twice; their owner checks in first",
            "Is being asked by a colleague right now",
            "Somebody else there is being asked right now",
            "Was asked recently",
            "Asked to be left alone for longer between questions",
            "Is resting after a favour",
            "Has reached their own limit for the year",
            "Has done enough this quarter",
            "Has done enough this year",
            "Their company was asked often this month",
            "Their company has done enough this quarter",
        ]
    )


def test_the_day_somebody_is_free_again_is_a_day_on_which_they_may_be_asked() -> None:
    saturday = datetime(2026, 3, 14, 9, tzinfo=UTC)
    shown = drawn(near_misses=[standing(until={"paused": saturday}, free_at=saturday)])
    assert "free on 16 March" in shown


def test_whoever_helped_before_rung_is_not_said_to_be_new() -> None:
    helped = Candidate("ask-1", standing(last_favour_on=date(2025, 11, 5)))
    assert "Not asked through Rung yet; last helped on 5 November 2025" in drawn(candidates=[helped])


def test_a_story_without_its_words_or_its_customers_name_still_stands() -> None:
    wordless, _ = story(NAMES, StoryKind.QUOTE, text="")
    told = drawn(stories=[(wordless, "")])
    assert "Story by a customer who is not named" in told
    assert "“" not in told.split("Usable at once")[1].splitlines()[1]
