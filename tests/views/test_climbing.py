"""What people read of the ladder."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from dataclasses import replace

import pytest
from inline_snapshot import snapshot

from bot.rules.standing import Why
from bot.rules.wording import Wording
from bot.views.advocate.page import own_page_message
from bot.views.advocate.values import Part
from bot.views.digest.ladder import ladder
from bot.views.home.customers import own_customers
from bot.views.ladder import population as of_ladder
from bot.views.ladder.population import Ladder
from bot.views.recap import recap_card
from tests.views.gallery import climbing
from tests.views.gallery.advocates import customer, full_page
from tests.views.people import BERLIN, NOW, Names
from tests.views.shorthand import written, written_blocks

NAMES = Names()
TODAY = NOW.date()


def page(**values: object) -> str:
    found = replace(full_page(NAMES, Part.OVERVIEW), **values)  # type: ignore[arg-type]
    return written(own_page_message(found, Wording(), now=NOW))


def test_a_page_that_has_all_to_say() -> None:
    assert page(climb=climbing.climbed(NAMES)) == snapshot("""\
(Your page: what you did, your limits, and what is kept on you.)
# “Your page”
You joined on 14 May 2024. Anna Schmidt, your contact at Brightwell, is asked before you are.
In the last 12 months you were asked for a favour twice, the last time on 10 February.
*Where you stand*
*Ledger*: two confirmed there since May 2025.
In the last 12 months you were an advocate, an influencer and a contributor for us.
*What you gave*, in 12 months: Ledger, 2 × Quote
*What you got*: a peer to talk to (January), an early look (January), recognition in public (January), a word to your manager (January), help that you asked for (January)
*What came of it*: three conversations held, two deals signed after your help
*What you could do next, if you like*
• Ledger, 60 minutes in all: our proposal is in your messages
• a quote, 30 minutes in all: you said you are open to it
What suits you, you can tick under “My limits”. Nothing is expected.
  [“My limits”] button own_page:1=1
  [“What I did”] button own_page:7=7
  [“I did it”] button own_page:3=3
  [“Suggest a colleague”] button own_page:4=4
  [“Ask for something”] button own_page:900=900
  [“What is kept on me”] button own_page:2=2
  [“Pause until …”] datepicker pause_until
  [“Leave”] button leave=adv-1 style='danger' confirm={title: “Leave this programme?”, text: “Nobody will ask you for anything any more, and nothing more is sent to you. What you have agreed to before stays between you and your contact. You can join again at any time.”, confirm: “Leave”, deny: “Stay”, style: 'danger'} #rest
""")


def test_a_page_that_has_little_to_say() -> None:
    assert page(climb=climbing.little(NAMES)) == snapshot("""\
(Your page: what you did, your limits, and what is kept on you.)
# “Your page”
You joined on 14 May 2024. Anna Schmidt, your contact at Brightwell, is asked before you are.
In the last 12 months you were asked for a favour twice, the last time on 10 February.
*Where you stand*
*Tell*: one confirmed on a higher rung since May 2025.
In the last 12 months you were an advocate for us.
*What you gave*, in 12 months: Ledger
*What you got*: nothing yet. Tell Anna Schmidt what would be of use to you.
*What came of it*: one conversation held, one deal signed after your help
  [“My limits”] button own_page:1=1
  [“What I did”] button own_page:7=7
  [“I did it”] button own_page:3=3
  [“Suggest a colleague”] button own_page:4=4
  [“Ask for something”] button own_page:900=900
  [“What is kept on me”] button own_page:2=2
  [“Pause until …”] datepicker pause_until
  [“Leave”] button leave=adv-1 style='danger' confirm={title: “Leave this programme?”, text: “Nobody will ask you for anything any more, and nothing more is sent to you. What you have agreed to before stays between you and your contact. You can join again at any time.”, confirm: “Leave”, deny: “Stay”, style: 'danger'} #rest
""")


def test_a_page_at_the_beginning() -> None:
    assert page(climb=climbing.at_the_beginning()) == snapshot("""\
(Your page: what you did, your limits, and what is kept on you.)
# “Your page”
You joined on 14 May 2024. Anna Schmidt, your contact at Brightwell, is asked before you are.
In the last 12 months you were asked for a favour twice, the last time on 10 February.
*Where you stand*
At the beginning. Whatever you do for us counts, and nothing has to follow from it.
  [“My limits”] button own_page:1=1
  [“What I did”] button own_page:7=7
  [“I did it”] button own_page:3=3
  [“Suggest a colleague”] button own_page:4=4
  [“Ask for something”] button own_page:900=900
  [“What is kept on me”] button own_page:2=2
  [“Pause until …”] datepicker pause_until
  [“Leave”] button leave=adv-1 style='danger' confirm={title: “Leave this programme?”, text: “Nobody will ask you for anything any more, and nothing more is sent to you. What you have agreed to before stays between you and your contact. You can join again at any time.”, confirm: “Leave”, deny: “Stay”, style: 'danger'} #rest
""")


def test_in_another_language_numbers_stay_digits_and_months_are_theirs() -> None:
    german = Wording("de", {"climb_there": "{rung}: {count} bestätigt seit {since}."})
    found = replace(full_page(NAMES, Part.OVERVIEW), climb=climbing.climbed(NAMES))
    assert "Ledger: 2 bestätigt seit Mai 2025." in written(own_page_message(found, german, now=NOW))


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (
            Why.SERVING,
            snapshot(
                "On the ladder at *Ledger*: Ledger, since May 2025. Roles in 12 months: advocate, influencer and contributor."
            ),
        ),
        (
            Why.THERE,
            snapshot(
                "On the ladder at *Ledger*: two verified there since May 2025. It lasts until 4 May if nothing is added. Roles in 12 months: advocate, influencer and contributor."
            ),
        ),
        (
            Why.HIGHER,
            snapshot(
                "On the ladder at *Ledger*: two verified on a higher rung since May 2025. It lasts until 4 May if nothing is added. Roles in 12 months: advocate, influencer and contributor."
            ),
        ),
    ],
)
def test_what_colleagues_read_of_a_standing(why: Why, said: str) -> None:
    assert of_ladder.stands(climbing.climbed(NAMES, why), today=TODAY) == said


def test_colleagues_read_that_somebody_has_not_settled() -> None:
    assert of_ladder.stands(climbing.at_the_beginning(), today=TODAY) == snapshot(
        "On the ladder: not settled yet."
    )


def test_the_recap() -> None:
    assert written(recap_card(climbing.recap(NAMES), Wording(), now=NOW)) == snapshot("""\
(Your last three months with Brightwell, in short.)
*Your last three months with Brightwell, in short*
You gave: Ledger, 2 × Quote
What came of it: two deals signed after your help
You got: a peer to talk to (January)
You moved up to *Ledger*.
Thank you, also from Anna Schmidt. Nothing has to follow from it.
  [“Open my page”] button own_page:0=0
  [“No more of these”] button stop_unasked=recap
""")


def test_the_recap_after_no_more_of_these() -> None:
    stopped = climbing.recap(NAMES, stopped_on=TODAY)
    assert written(recap_card(stopped, Wording(), now=NOW)) == snapshot("""\
(Your last three months with Brightwell, in short.)
*Your last three months with Brightwell, in short*
You gave: Ledger, 2 × Quote
What came of it: two deals signed after your help
You got: a peer to talk to (January)
You moved up to *Ledger*.
Thank you, also from Anna Schmidt. Nothing has to follow from it.
Noted: nothing comes any more that you did not ask for. You can allow it again on your page, under “My limits”.
  [“Open my page”] button own_page:0=0
""")


def test_a_recap_of_one_thing() -> None:
    one = replace(climbing.recap(NAMES), gave=[], got=[], deals=1, rung=None)
    assert written(recap_card(one, Wording(), now=NOW)) == snapshot("""\
(Your last three months with Brightwell, in short.)
*Your last three months with Brightwell, in short*
What came of it: one deal signed after your help
Thank you, also from Anna Schmidt. Nothing has to follow from it.
  [“Open my page”] button own_page:0=0
  [“No more of these”] button stop_unasked=recap
""")


def test_the_ladder_in_the_digest() -> None:
    drawn = ladder(climbing.rungs(NAMES))
    assert drawn.said == snapshot("3 customers moved up and 1 moved down on the ladder last week.")
    assert written_blocks([drawn.blocks[0], drawn.blocks[2]]) == snapshot("""\
*3 customers moved up and 1 moved down on the ladder last week.*
~ The chart in words, customers by rung: not settled yet 12, Share 11, Endorse 10, Tell 9, Ledger 8, Stage 7, Shape 6.
""")
    assert drawn.blocks[1] == snapshot(
        {
            "type": "data_visualization",
            "title": "Where customers stand on the ladder",
            "chart": {
                "type": "bar",
                "series": [
                    {
                        "name": "Customers",
                        "data": [
                            {"label": "Not settled yet", "value": 12},
                            {"label": "1 Share", "value": 11},
                            {"label": "2 Endorse", "value": 10},
                            {"label": "3 Tell", "value": 9},
                            {"label": "4 Ledger", "value": 8},
                            {"label": "5 Stage", "value": 7},
                            {"label": "6 Shape", "value": 6},
                        ],
                    }
                ],
                "axis_config": {
                    "categories": [
                        "Not settled yet",
                        "1 Share",
                        "2 Endorse",
                        "3 Tell",
                        "4 Ledger",
                        "5 Stage",
                        "6 Shape",
                    ],
                    "x_label": "Rung",
                    "y_label": "Customers",
                },
            },
        }
    )


@pytest.mark.parametrize(
    ("up", "down", "said"),
    [
        (0, 0, "nobody moved"),
        (1, 0, "1 customer moved up"),
        (2, 1, "2 customers moved up and 1 moved down"),
        (0, 2, "2 customers moved down"),
    ],
)
def test_moves_in_words(up: int, down: int, said: str) -> None:
    assert of_ladder.moves(Ladder([], up, down)) == said


def test_a_ladder_of_more_rungs_than_a_chart_has_bars() -> None:
    many = Ladder([(n, "Share with everybody who is there", n) for n in range(30)], 0, 0)
    chart = of_ladder.chart(many)["chart"]
    labels = chart["axis_config"]["categories"]
    assert len(labels) == len(set(labels)) == 20
    assert max(len(label) for label in labels) <= 20


def test_the_customers_of_a_manager() -> None:
    people = [customer(NAMES, joined_on=climbing.JOINED, rung=3)]
    shown = own_customers(
        people, page=0, more=False, zone=BERLIN, now=NOW, rungs={3: "Tell"}, ladder=climbing.rungs(NAMES)
    )
    assert written_blocks(shown) == snapshot("""\
# “Your customers”
  [“Invite a customer”] button open_invite=anybody style='primary' #invite
*The ladder:* not settled yet 12, Share 11, Endorse 10, Tell 9, Ledger 8, Stage 7, Shape 6.
3 customers moved up and 1 moved down in the last 7 days.
*Priya Raman*, Head of Finance Operations, Nordlicht Pay
Joined on 14 May 2024 · Tell
  [“What they did”] button open_ledger=adv-1
""")
