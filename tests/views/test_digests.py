"""What managers and sellers read of a week."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

import pytest
from inline_snapshot import snapshot

from bot.rules.harm import Harm
from bot.views.digest import figures, frame, tasks
from bot.views.digest.effect import why
from bot.views.digest.people import calls_taken
from models.task import TaskKind
from tests.views.gallery import digests
from tests.views.gallery.digests import AT, MONDAYS, NO_WEEKS, WEEKS, decisions, moment
from tests.views.people import Names
from tests.views.shorthand import written, written_blocks

NAMES = Names()
SURFACES = {surface.name: surface for surface in digests.surfaces(NAMES)}


def test_a_full_digest() -> None:
    drawn = frame.digest_message(moment(NAMES), decisions(NAMES), [figures.figures(WEEKS)])
    assert written(drawn) == snapshot("""\
(Brightwell: Monday 2 March. 20 decisions wait for you. 9 questions wait for an approver. 5 customers are on hold until one of us says so. Three people took 61 % of the calls of the last 12 months (17 of 28). 4 customers are near what they may be asked for. 14 promoters were never asked for anything. 7 companies have done us favours within a year, and nothing was given back since. 4 approvals of companies end within 30 days. Of 4 favours nobody has said how they went. 6 tasks have been open for more than two working days. 3 exceptions from your caps in the week. In the week of 23 February: 11 asked, 6 said yes; 6 of 10 needs filled (the week before 3 of 8).)
# “Brightwell: Monday 2 March”
*9 questions wait for an approver.* Here are 3; the others are in `/rung queue`.
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
Tom Reyes needs it by Friday 20 March. Anna Schmidt looks after them; the next step comes on Monday 11:30.
  [“Approve”] button digest_decision:approve=approve|ask-0 style='primary'
  [“Look closer”] button digest_decision:look=look|ask-0
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
Tom Reyes needs it by Friday 20 March. Anna Schmidt looks after them; the next step comes on Monday 11:30.
  [“Approve”] button digest_decision:approve=approve|ask-1 style='primary'
  [“Look closer”] button digest_decision:look=look|ask-1
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
Tom Reyes needs it by Friday 20 March. Anna Schmidt looks after them; the next step comes on Monday 11:30.
  [“Approve”] button digest_decision:approve=approve|ask-2 style='primary'
  [“Look closer”] button digest_decision:look=look|ask-2
*5 customers are on hold until one of us says so.* Here are 3; the others are in `/rung queue`.
*Head of Finance Operations, Nordlicht Pay*
Two questions went unanswered: nobody asks them until somebody has checked in. With Anna Schmidt since 2 March.
  [“Fine to be asked”] button digest_decision:fine=fine|task-check_in
*Head of Finance Operations, Nordlicht Pay*
Nobody there is asked until somebody has talked with them. With Anna Schmidt since 2 March.
  [“Clear it”] button digest_decision:clear=clear|task-not_happy
*Head of Finance Operations, Nordlicht Pay*
This kind of help is off at their company. With Anna Schmidt since 2 March.
  [“Take over”] button digest_decision:take=take|task-forbidden
*Three people took 61 % of the calls of the last 12 months (17 of 28). 4 customers are near what they may be asked for.* Here are 3, who carry most.
*Head of Finance Operations, Nordlicht Pay*
5 favours in a year (at most 6), 2 in 90 days (at most 2).
  [“Rest 30 days”] button digest_decision:rest=rest|adv-0 confirm={title: “Keep them free?”, text: “Nobody asks this customer for 30 days. Colleagues of theirs can still be asked.”, confirm: “Keep them free”, deny: “Not now”}
*Head of Finance Operations, Nordlicht Pay*
5 favours in a year (at most 6), 2 in 90 days (at most 2). Kept free until 30 March.
  [“End the rest”] button digest_decision:end_rest=end_rest|adv-1
*Head of Finance Operations, Nordlicht Pay*
5 favours in a year (at most 6), 2 in 90 days (at most 2).
  [“Rest 30 days”] button digest_decision:rest=rest|adv-2 confirm={title: “Keep them free?”, text: “Nobody asks this customer for 30 days. Colleagues of theirs can still be asked.”, confirm: “Keep them free”, deny: “Not now”}
*14 promoters were never asked for anything.* Here are 3, the happiest of them.
*Head of Finance Operations, Nordlicht Pay*
A first step: a vote on an idea. Anna Schmidt looks after them.
  [“Suggest it”] button digest_decision:suggest=suggest|adv-0
*Head of Finance Operations, Nordlicht Pay*
A first step: an invitation by Anna Schmidt.
  [“Invite”] button digest_decision:suggest=suggest|adv-1
*Head of Finance Operations, Nordlicht Pay*
A first step: a vote on an idea. Anna Schmidt looks after them.
  [“Suggest it”] button digest_decision:suggest=suggest|adv-2
*7 companies have done us favours within a year, and nothing was given back since.* Here are 2, who did most.
*Head of Finance Operations, Nordlicht Pay*
3 favours from there, the last on 3 February.
  [“Give something back”] button digest_decision:give=give|adv-0
*Head of Finance Operations, Nordlicht Pay*
3 favours from there, the last on 3 February. Something is on its way to them by now.
*4 approvals of companies end within 30 days.* Here are 2, which end first.
*Nordlicht Pay*
Naming: Eleven days became four.
Stands until 31 March.
  [“Their company”] button digest_decision:company=company|acc-1
*Nordlicht Pay*
Naming: Eleven days became four.
Stands until 31 March.
  [“Their company”] button digest_decision:company=company|acc-1
*Of 4 favours nobody has said how they went.* Here are 3, the oldest.
*Tom Reyes* on the reference call with Head of Finance Operations, Nordlicht Pay, 20 March
Overdue since 27 February.
  [“Remind Tom”] button digest_decision:chase=chase|ask-0
*Tom Reyes* on the reference call with Head of Finance Operations, Nordlicht Pay, 20 March
Overdue since 27 February.
  [“Remind Tom”] button digest_decision:chase=chase|ask-1
*Tom Reyes* on the reference call with Head of Finance Operations, Nordlicht Pay, 20 March
Overdue since 27 February.
  [“Remind Tom”] button digest_decision:chase=chase|ask-2
*6 tasks have been open for more than two working days.* Here are 3; the others are in `/rung queue`.
*Head of Finance Operations, Nordlicht Pay*
Pass a question on, and record the answer. With Anna Schmidt since 2 March.
  [“Take over”] button digest_decision:take=take|task-relay
*Head of Finance Operations, Nordlicht Pay*
A customer says that they did something: verify it. With Anna Schmidt since 2 March.
  [“Take over”] button digest_decision:take=take|task-claim
*Head of Finance Operations, Nordlicht Pay*
A customer wants something looked at that we keep on them. With Anna Schmidt since 2 March.
  [“Take over”] button digest_decision:take=take|task-objection
*3 exceptions from your caps in the week.*
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
Maya Patel: “You told it so well last year. I will be there too.”
Their owner has not decided yet.
  [“Stop it”] button digest_decision:stop=stop|ask-0
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
Maya Patel: “You told it so well last year. I will be there too.”
Their owner has not decided yet.
  [“Stop it”] button digest_decision:stop=stop|ask-1
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
Maya Patel: “You told it so well last year. I will be there too.”
Their owner has not decided yet.
  [“Stop it”] button digest_decision:stop=stop|ask-2
----
*The week of 23 February; in brackets the week before*
Asked: 11 (8) · no answer: 2 (1)
Yes: 6 of 8 answers (3 of 7)
Needs filled: 6 of 10 (3 of 8)
Median days to a yes: 2.5, from 6 yeses (3, from 3 yeses)
Favours held: 4 (2)
▥ Asks and yeses a week
  Asked: 5 Jan 4 · 12 Jan 6 · 19 Jan 3 · 26 Jan 9 · 2 Feb 7 · 9 Feb 5 · 16 Feb 8 · 23 Feb 11
  Yes: 5 Jan 2 · 12 Jan 3 · 19 Jan 1 · 26 Jan 4 · 2 Feb 4 · 9 Feb 2 · 16 Feb 3 · 23 Feb 6
  (bar, Week of × Customers)
~ The chart in words, asks and yeses by week: 5 Jan 4 and 2, 12 Jan 6 and 3, 19 Jan 3 and 1, 26 Jan 9 and 4, 2 Feb 7 and 4, 9 Feb 5 and 2, 16 Feb 8 and 3, 23 Feb 11 and 6.
~ As of 2 March. What somebody decides is redrawn here; the figures stay.
""")


@pytest.mark.parametrize("name", ["digest: a quiet week"])
def test_a_quiet_week_draws_no_empty_chart(name: str) -> None:
    assert written_blocks(SURFACES[name].blocks) == snapshot("""\
# “Brightwell: Monday 2 March”
~ This comes to each manager, because the programme has no channel. Choose one with `/rung settings`, *Where and when*.
Nothing needs a decision from you this week.
----
*The week of 23 February; in brackets the week before*
Asked: 0 (0) · no answer: 0 (0)
Yes: 0 of 0 answers (0 of 0)
Needs filled: 0 of 0 (0 of 0)
Median days to a yes: no yes, too few to say (no yes, too few to say)
Favours held: 0 (0)
~ As of 2 March. What somebody decides is redrawn here; the figures stay.
""")


def test_what_was_decided_has_no_buttons() -> None:
    assert written_blocks(SURFACES["digest: decided"].blocks) == snapshot("""\
# “Brightwell: Monday 2 March”
~ This comes to each manager, because Slack lets Rung post nothing in <#C0CIRCLE>. Invite Rung to it, or choose another channel with `/rung settings`, *Where and when*.
*6 questions wait for an approver.*
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
Maya Patel approved.
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
Maya Patel said: not now.
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
Maya Patel said: not for this deal.
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
Nobody decided in time, so the next customer was tried.
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
It was approved ahead.
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
This is settled: nobody needs to decide it any more.
*1 task has been open for more than two working days.*
*Head of Finance Operations, Nordlicht Pay*
Done (Anna Schmidt, 2 March).
*1 customer is near what they may be asked for.*
*Head of Finance Operations, Nordlicht Pay*
5 favours in a year (at most 6), 2 in 90 days (at most 2). Kept free until somebody ends it.
  [“End the rest”] button digest_decision:end_rest=end_rest|adv-1
*5 promoters were never asked for anything.*
*Head of Finance Operations, Nordlicht Pay*
A first step: a vote on an idea. Anna Schmidt looks after them.
  [“Suggest it”] button digest_decision:suggest=suggest|adv-0
*Head of Finance Operations, Nordlicht Pay*
A first step: an invitation by Anna Schmidt.
  [“Invite”] button digest_decision:suggest=suggest|adv-1
*Head of Finance Operations, Nordlicht Pay*
With Anna Schmidt since 2 March.
*Head of Finance Operations, Nordlicht Pay*
Anna Schmidt: left for now.
*Head of Finance Operations, Nordlicht Pay*
They would rather do nothing of what we ask for. Anna Schmidt may know why.
*1 approval of a company ends within 30 days.*
*Nordlicht Pay*
Naming: Eleven days became four.
Withdrawn on 2 March.
*Three people took 7 of 12 calls of the last 12 months.*
*2 exceptions from your caps in the week.*
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
Maya Patel: “You told it so well last year. I will be there too.”
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
Maya Patel: “You told it so well last year. I will be there too.”
Maya Patel approved.
----
*The week of 23 February; in brackets the week before*
Asked: 11 (8) · no answer: 2 (1)
Yes: 6 of 8 answers (3 of 7)
Needs filled: 6 of 10 (3 of 8)
Median days to a yes: 2.5, from 6 yeses (3, from 3 yeses)
Favours held: 4 (2)
▥ Asks and yeses a week
  Asked: 5 Jan 4 · 12 Jan 6 · 19 Jan 3 · 26 Jan 9 · 2 Feb 7 · 9 Feb 5 · 16 Feb 8 · 23 Feb 11
  Yes: 5 Jan 2 · 12 Jan 3 · 19 Jan 1 · 26 Jan 4 · 2 Feb 4 · 9 Feb 2 · 16 Feb 3 · 23 Feb 6
  (bar, Week of × Customers)
~ The chart in words, asks and yeses by week: 5 Jan 4 and 2, 12 Jan 6 and 3, 19 Jan 3 and 1, 26 Jan 9 and 4, 2 Feb 7 and 4, 9 Feb 5 and 2, 16 Feb 8 and 3, 23 Feb 11 and 6.
~ As of 2 March. What somebody decides is redrawn here; the figures stay.
""")


def test_what_is_overdue() -> None:
    assert written_blocks(SURFACES["overdue today"].blocks) == snapshot("""\
*33 things became overdue: Monday 2 March*
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
Tom Reyes needs it by Friday 20 March. Anna Schmidt looks after them; the next step comes on Monday 11:30.
  [“Approve”] button digest_decision:approve=approve|ask-1 style='primary'
  [“Look closer”] button digest_decision:look=look|ask-1
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
Maya Patel approved.
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
Maya Patel said: not now.
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
Maya Patel said: not for this deal.
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
Nobody decided in time, so the next customer was tried.
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
It was approved ahead.
*Head of Finance Operations, Nordlicht Pay* for Kestrel Pay: Ledger rollout
This is settled: nobody needs to decide it any more.
*Head of Finance Operations, Nordlicht Pay*
Pass a question on, and record the answer. With Anna Schmidt since 2 March.
  [“Take over”] button digest_decision:take=take|task-relay
*Head of Finance Operations, Nordlicht Pay*
Two questions went unanswered: nobody asks them until somebody has checked in. With Anna Schmidt since 2 March.
  [“Fine to be asked”] button digest_decision:fine=fine|task-check_in
*Head of Finance Operations, Nordlicht Pay*
Nobody there is asked until somebody has talked with them. With Anna Schmidt since 2 March.
  [“Clear it”] button digest_decision:clear=clear|task-not_happy
*Head of Finance Operations, Nordlicht Pay*
This kind of help is off at their company. With Anna Schmidt since 2 March.
  [“Take over”] button digest_decision:take=take|task-forbidden
*Head of Finance Operations, Nordlicht Pay*
A customer would rather a colleague is asked. With Anna Schmidt since 2 March.
  [“Take over”] button digest_decision:take=take|task-colleague
*Head of Finance Operations, Nordlicht Pay*
A customer has changed jobs. With Anna Schmidt since 2 March.
  [“Take over”] button digest_decision:take=take|task-changed_job
*Head of Finance Operations, Nordlicht Pay*
A customer suggests somebody. With Anna Schmidt since 2 March.
  [“Take over”] button digest_decision:take=take|task-nominated
*Head of Finance Operations, Nordlicht Pay*
Pass an invitation on, and record the answer. With Anna Schmidt since 2 March.
  [“Take over”] button digest_decision:take=take|task-invite
*Head of Finance Operations, Nordlicht Pay*
A customer wants something looked at that we keep on them. With Anna Schmidt since 2 March.
  [“Take over”] button digest_decision:take=take|task-objection
*Head of Finance Operations, Nordlicht Pay*
Pass on what we give back, and record the answer. With Anna Schmidt since 2 March.
  [“Take over”] button digest_decision:take=take|task-hand_offer
*Tom Reyes* on the reference call with Head of Finance Operations, Nordlicht Pay, 20 March
Overdue since 2 March.
  [“Remind Tom”] button digest_decision:chase=chase|ask-1
*Tom Reyes* on the reference call with Head of Finance Operations, Nordlicht Pay, 20 March
Reminded on 2 March, and not answered yet.
*Tom Reyes* on the reference call with Head of Finance Operations, Nordlicht Pay, 20 March
This is settled.
~ And 13 more: `/rung queue` shows what waits.
""")


def test_a_sellers_week() -> None:
    assert written_blocks(SURFACES["a seller's week"].blocks[:2]) == snapshot("""\
*What moved for you in the last week: 20 references*
*Kestrel Pay: Ledger rollout*: 2 asked, 2 said yes, 2 said no, 2 would rather a colleague is asked, 2 did not answer, 2 owners said no, 2 not decided in time, 2 can't make it any more and 2 did not happen. It ended without a customer. Needed by Friday 20 March.
""")


def test_the_channel_takes_nothing() -> None:
    assert SURFACES["channel refused"].text == snapshot(
        "Slack lets Rung post nothing in <#C0CIRCLE> (is_archived). Until it does, what was meant for the channel comes to each manager. Invite Rung to it, bring it back from the archive, or choose another one with `/rung settings`, *Where and when*."
    )


@pytest.mark.parametrize(
    ("top", "all_", "said"),
    [
        ([], 0, ""),
        ([3, 2, 1], 9, ""),
        ([3, 2, 2], 12, "Three people took 7 of 12 calls of the last 12 months."),
        ([6, 6, 5], 28, "Three people took 61 % of the calls of the last 12 months (17 of 28)."),
        ([12, 8], 20, "Two people took 100 % of the calls of the last 12 months (20 of 20)."),
        ([11], 11, "One person took 11 of 11 calls of the last 12 months."),
    ],
)
def test_per_cent_are_for_large_numbers_only(top: list[int], all_: int, said: str) -> None:
    assert calls_taken(top, all_) == said


def test_every_kind_of_task_is_worded_and_none_gives_a_confidence_away() -> None:
    assert set(tasks.DISCREET) == set(TaskKind)
    assert not [words for words in tasks.DISCREET.values() if "happy" in words]


def test_the_chart_is_one_that_slack_draws() -> None:
    drawn = figures.chart(WEEKS)
    assert drawn["chart"]["axis_config"]["categories"] == snapshot(
        ["5 Jan", "12 Jan", "19 Jan", "26 Jan", "2 Feb", "9 Feb", "16 Feb", "23 Feb"]
    )
    assert len(MONDAYS) == len(drawn["chart"]["series"][0]["data"]) == 8
    assert figures.in_words(NO_WEEKS).startswith("The chart in words")
    assert AT.zone == "Europe/Berlin"


def test_what_proposals_do_in_each_of_its_states() -> None:
    assert [part.said for part in digests.proposals()] == snapshot(
        [
            "Proposals of a next step, March 2025 to February: of 4,500 people who can get proposals 7.5 % did something each month, of 500 who get none 5.0 %: 2.5 points more, between 1.9 and 3.1.",
            "Proposals of a next step, March 2025 to February: of 4,500 people who can get proposals 5.0 % did something each month, of 500 who get none 5.0 %: no difference, between 0.6 less and 0.6 more. That can't be told from no effect. Where 5.0 % do something in a month, one point more shows within a year among about 4,700 people, two points more among 1,200.",
            "Proposals are paused since 2 March. Proposals of a next step, March 2025 to February: of 4,500 people who can get proposals 3.9 % did something each month, of 500 who get none 5.0 %: 1.1 points less, between 0.5 and 1.7.",
            "Proposals of a next step: whether they do anything can't be told yet. A tenth of your 5,000 people gets none, and it takes three months from March 2025 on. Where 5.0 % do something in a month, one point more shows within a year among about 4,700 people, two points more among 1,200.",
            "Proposals of a next step: whether they do anything can't be told. It takes 1,000 people at least, a tenth of whom gets none, and you have 340. Where 5.0 % do something in a month, one point more shows within a year among about 4,700 people, two points more among 1,200.",
        ]
    )
    assert written_blocks(SURFACES["digest: proposals"].blocks) == snapshot("""\
# “Brightwell: Monday 2 March”
Nothing needs a decision from you this week.
----
*Proposals of a next step*, March 2025 to February: of 4,500 people who can get proposals 7.5 % did something each month, of 500 who get none 5.0 %: 2.5 points more, between 1.9 and 3.1.
Left the programme since then: 1.2 % of those who can get proposals, 1.0 % of the others · asks they declined: 25.0 % and 22.1 %.
The last 13 weeks, in brackets the 13 before: left: 12 (9) · answers to proposals that were *Stop*: 4 of 60 (2 of 51) · that were *Later*: 30 of 60 (25 of 51) · asks declined: 20 of 80 (15 of 70) · needs filled: 30 of 41 (25 of 38).
~ Counted are months in which somebody did something that no ask of yours led to. What nobody recorded is not in it, and who took up a proposal is asked how it went.
*Proposals of a next step*, March 2025 to February: of 4,500 people who can get proposals 5.0 % did something each month, of 500 who get none 5.0 %: no difference, between 0.6 less and 0.6 more. That can't be told from no effect. Where 5.0 % do something in a month, one point more shows within a year among about 4,700 people, two points more among 1,200.
Left the programme since then: 1.2 % of those who can get proposals, 1.0 % of the others · asks they declined: 25.0 % and 22.1 %.
The last 13 weeks, in brackets the 13 before: left: 12 (9) · answers to proposals that were *Stop*: 4 of 60 (2 of 51) · that were *Later*: 30 of 60 (25 of 51) · asks declined: 20 of 80 (15 of 70) · needs filled: 30 of 41 (25 of 38).
~ Counted are months in which somebody did something that no ask of yours led to. What nobody recorded is not in it, and who took up a proposal is asked how it went.
*Proposals are paused since 2 March.* Of 4,500 people who can get proposals 4.0 % did something each month, of 500 who get none 5.2 %: more than chance explains. Nobody gets one until a manager lets them go out again with `/rung settings`.
*Proposals of a next step*, March 2025 to February: of 4,500 people who can get proposals 3.9 % did something each month, of 500 who get none 5.0 %: 1.1 points less, between 0.5 and 1.7.
Left the programme since then: 1.2 % of those who can get proposals, 1.0 % of the others · asks they declined: 25.0 % and 22.1 %.
The last 13 weeks, in brackets the 13 before: left: 12 (9) · answers to proposals that were *Stop*: 4 of 60 (2 of 51) · that were *Later*: 30 of 60 (25 of 51) · asks declined: 20 of 80 (15 of 70) · needs filled: 30 of 41 (25 of 38).
~ Counted are months in which somebody did something that no ask of yours led to. What nobody recorded is not in it, and who took up a proposal is asked how it went.
*Proposals of a next step*: whether they do anything can't be told yet. A tenth of your 5,000 people gets none, and it takes three months from March 2025 on. Where 5.0 % do something in a month, one point more shows within a year among about 4,700 people, two points more among 1,200.
The last 13 weeks, in brackets the 13 before: left: 12 (9) · answers to proposals that were *Stop*: 4 of 60 (2 of 51) · that were *Later*: 30 of 60 (25 of 51) · asks declined: 20 of 80 (15 of 70) · needs filled: 30 of 41 (25 of 38).
*Proposals of a next step*: whether they do anything can't be told. It takes 1,000 people at least, a tenth of whom gets none, and you have 340. Where 5.0 % do something in a month, one point more shows within a year among about 4,700 people, two points more among 1,200.
The last 13 weeks, in brackets the 13 before: left: 0 (0).
~ As of 2 March. What somebody decides is redrawn here; the figures stay.
""")


def test_why_proposals_are_paused() -> None:
    told = [why(harm, digests.SEEN) for harm in Harm]
    assert told == snapshot(
        [
            "Of 4,500 people who can get proposals 4.0 % did something each month, of 500 who get none 5.2 %: more than chance explains.",
            "Of 4,500 people who can get proposals 4.0 % left the programme, of 500 who get none 5.2 %: more than chance explains.",
            "People who can get proposals said no to 4.0 % of what they were asked, those who get none to 5.2 %: more than chance explains.",
            "In the last 13 weeks 30 of 60 answers to proposals were *Stop*, in the 13 before 2 of 51: more than chance explains.",
            "In the last 13 weeks 30 of 60 answers to proposals were *Later*, in the 13 before 2 of 51: more than chance explains.",
            "In the last 13 weeks 30 of 60 needs found nobody, in the 13 before 2 of 51: more than chance explains.",
        ]
    )
    assert max(len(each) for each in told) < 300  # the column's
