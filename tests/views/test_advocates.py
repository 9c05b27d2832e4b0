"""A customer's invitation and own page, what it gives their owner, and the owner's list of customers."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from inline_snapshot import snapshot

from bot.rules.wording import Wording
from bot.views.advocate.invitation import invitation_card
from bot.views.advocate.invite_form import Prefilled, invite_answer_form, invite_form
from bot.views.advocate.page import own_page_message, own_page_window
from bot.views.advocate.values import Part
from bot.views.home.customers import own_customers
from bot.views.task import task_card
from tests.views.gallery import advocates
from tests.views.gallery.advocates import JOB, customer, full_page
from tests.views.people import BERLIN, NOW, Names, at
from tests.views.shorthand import written, written_blocks, written_view

NAMES = Names(word="Survey answered")
SHORT = 4  # activities, so that the menus stay readable


def invitation(**row: object) -> str:
    known = customer(NAMES, **JOB | row)
    ladder = advocates.activities(NAMES)[:SHORT]
    return written(invitation_card(known, advocates.program(NAMES), ladder, Wording(), now=NOW))


def page(place: int, **row: object) -> str:
    return written(own_page_message(full_page(NAMES, place, short=SHORT, **row), Wording(), now=NOW))


def tasks() -> str:
    drawn = (task_card(whole, zone=BERLIN, now=NOW) for _, whole in advocates.tasks(NAMES))
    return "\n".join(written(card) for card in drawn)


def test_an_invitation_says_what_why_who_sees_it_and_how_to_leave() -> None:
    assert invitation() == snapshot("""\
(Anna Schmidt, your contact at Brightwell, would like to invite you.)
*Anna Schmidt, your contact at Brightwell, would like to invite you to speak for us now and then.*
Companies that are choosing Brightwell would rather hear from somebody who uses it. If you join, we may ask you for such a favour: seldom, in your working hours, and Anna Schmidt always knows. Each time you are free to say no.
Why you:
> How long did the migration take?
> What would you do differently?
~ What you say here is seen by Anna Schmidt and the few colleagues who look after this programme. Salespeople see your company and your role, and your name only once you said yes to them. You can change all of it, pause, or leave in one step, at any time.
“I'd be open to …” (optional):
  checkboxes open_to options=[{text: “answers to a survey”, value: 'act-0', description: “12 minutes”}, {text: “attendance at a webinar or event”, value: 'act-1', description: “60 minutes”}, {text: “a vote on an idea”, value: 'act-2', description: “6 minutes”}, {text: “a word to others about product news”, value: 'act-3', description: “6 minutes”}]
  “What you leave empty we may ask you once, together with a concrete question.” #open_to
“At most so many questions a year” (optional):
  [“As we keep it”] static_select asks_in_year options=[{text: “As we keep it”, value: 'ours'}, {text: “Once a year”, value: '1'}, {text: “2 times a year”, value: '2'}, {text: “3 times a year”, value: '3'}, {text: “4 times a year”, value: '4'}, {text: “6 times a year”, value: '6'}, {text: “8 times a year”, value: '8'}, {text: “12 times a year”, value: '12'}] initial_option={text: “As we keep it”, value: 'ours'} #asks_in_year
“Days between two questions, at least” (optional):
  [“As we keep it: 14 days”] static_select days_between_asks options=[{text: “As we keep it: 14 days”, value: 'ours'}, {text: “21 days”, value: '21'}, {text: “30 days”, value: '30'}, {text: “45 days”, value: '45'}, {text: “60 days”, value: '60'}, {text: “90 days”, value: '90'}, {text: “120 days”, value: '120'}, {text: “180 days”, value: '180'}, {text: “365 days”, value: '365'}] initial_option={text: “As we keep it: 14 days”, value: 'ours'} #days_between_asks
“How to reach you” (optional):
  [“Here in Slack”] static_select reach options=[{text: “Here in Slack”, value: 'slack'}, {text: “Through my contact”, value: 'owner'}, {text: “Through my assistant”, value: 'assistant'}] initial_option={text: “Here in Slack”, value: 'slack'} #reach
“My assistant's name and e-mail, if you go through them” (optional):
  plain_text_input assistant max_length=200 #assistant
  [“Join”] button join=adv-1 style='primary'
  [“No, thank you”] button refuse_invitation=adv-1
""")


def test_an_answered_invitation_says_what_became_of_it() -> None:
    assert invitation(joined_on=NOW.date()) == snapshot("""\
(Thank you for joining, on 2 March. Your limits and all that is kept on you stand on your own page: here in your messages, and in the tab “About you” of Home.)
*Anna Schmidt, your contact at Brightwell, would like to invite you to speak for us now and then.*
Thank you for joining, on 2 March. Your limits and all that is kept on you stand on your own page: here in your messages, and in the tab “About you” of Home.
""")
    assert invitation(refused_on=NOW.date()) == snapshot("""\
(Noted, and thank you for saying so. You will not be invited again. Should you change your mind, the button below stays.)
*Anna Schmidt, your contact at Brightwell, would like to invite you to speak for us now and then.*
Noted, and thank you for saying so. You will not be invited again. Should you change your mind, the button below stays.
  [“Join after all”] button join_again=adv-1
""")
    assert invitation(joined_on=NOW.date(), left_on=NOW.date()) == snapshot("""\
(You left on 2 March. Nobody at Brightwell will ask you for anything, and nothing more is sent to you. What you have said yes to before stays between you and Anna Schmidt.)
*Anna Schmidt, your contact at Brightwell, would like to invite you to speak for us now and then.*
You left on 2 March. Nobody at Brightwell will ask you for anything, and nothing more is sent to you. What you have said yes to before stays between you and Anna Schmidt.
  [“Join again”] button join_again=adv-1
""")


def test_the_own_page_begins_with_where_they_stand() -> None:
    assert page(Part.OVERVIEW) == snapshot("""\
(Your page: what you did, your limits, and what is kept on you.)
# “Your page”
You joined on 14 May 2024. Anna Schmidt, your contact at Brightwell, is asked before you are.
In the last 12 months you were asked for a favour twice, the last time on 10 February.
  [“My limits”] button own_page:1=1
  [“What I did”] button own_page:7=7
  [“I did it”] button own_page:3=3
  [“Suggest a colleague”] button own_page:4=4
  [“Ask for something”] button own_page:900=900
  [“What is kept on me”] button own_page:2=2
  [“Pause until …”] datepicker pause_until
  [“Leave”] button leave=adv-1 style='danger' confirm={title: “Leave this programme?”, text: “Nobody will ask you for anything any more, and nothing more is sent to you. What you have agreed to before stays between you and your contact. You can join again at any time.”, confirm: “Leave”, deny: “Stay”, style: 'danger'} #rest
""")
    assert page(Part.OVERVIEW, paused_until=at(1, 0, month=6)) == snapshot("""\
(Your page: what you did, your limits, and what is kept on you.)
# “Your page”
You joined on 14 May 2024. Anna Schmidt, your contact at Brightwell, is asked before you are.
In the last 12 months you were asked for a favour twice, the last time on 10 February.
Noted. Nobody at Brightwell will ask you before 1 June, and nobody can override that.
  [“My limits”] button own_page:1=1
  [“What I did”] button own_page:7=7
  [“I did it”] button own_page:3=3
  [“Suggest a colleague”] button own_page:4=4
  [“Ask for something”] button own_page:900=900
  [“What is kept on me”] button own_page:2=2
  [“Pause until …”] datepicker pause_until
  [“Resume”] button resume=adv-1
  [“Leave”] button leave=adv-1 style='danger' confirm={title: “Leave this programme?”, text: “Nobody will ask you for anything any more, and nothing more is sent to you. What you have agreed to before stays between you and your contact. You can join again at any time.”, confirm: “Leave”, deny: “Stay”, style: 'danger'} #rest
""")


def test_the_limits_offer_only_what_is_stricter() -> None:
    assert page(Part.LIMITS) == snapshot("""\
(Your page: what you did, your limits, and what is kept on you.)
# “Your limits”
~ They count together with ours, and the stricter always wins. What you choose holds at once.
At most so many questions a year
  [“4 times a year”] static_select own_limit options=[{text: “As we keep it”, value: 'ours'}, {text: “Once a year”, value: '1'}, {text: “2 times a year”, value: '2'}, {text: “3 times a year”, value: '3'}, {text: “4 times a year”, value: '4'}, {text: “6 times a year”, value: '6'}, {text: “8 times a year”, value: '8'}, {text: “12 times a year”, value: '12'}] initial_option={text: “4 times a year”, value: '4'} #asks_in_year
Days between two questions, at least
  [“30 days”] static_select own_limit options=[{text: “As we keep it: 14 days”, value: 'ours'}, {text: “21 days”, value: '21'}, {text: “30 days”, value: '30'}, {text: “45 days”, value: '45'}, {text: “60 days”, value: '60'}, {text: “90 days”, value: '90'}, {text: “120 days”, value: '120'}, {text: “180 days”, value: '180'}, {text: “365 days”, value: '365'}] initial_option={text: “30 days”, value: '30'} #days_between_asks
Not before, in your own time
  [“10:00”] static_select own_limit options=[{text: “As we keep it: 9:00”, value: 'ours'}, {text: “10:00”, value: '10'}, {text: “11:00”, value: '11'}, {text: “12:00”, value: '12'}, {text: “13:00”, value: '13'}, {text: “14:00”, value: '14'}, {text: “15:00”, value: '15'}] initial_option={text: “10:00”, value: '10'} #contact_opens
Not after, in your own time
  [“15:00”] static_select own_limit options=[{text: “As we keep it: 16:00”, value: 'ours'}, {text: “10:00”, value: '10'}, {text: “11:00”, value: '11'}, {text: “12:00”, value: '12'}, {text: “13:00”, value: '13'}, {text: “14:00”, value: '14'}, {text: “15:00”, value: '15'}] initial_option={text: “15:00”, value: '15'} #contact_closes
How to reach you
  [“Through my assistant: Priya Raman”] static_select own_limit options=[{text: “Here in Slack”, value: 'slack'}, {text: “Through my contact”, value: 'owner'}, {text: “Through my assistant: Priya Raman”, value: 'assistant'}] initial_option={text: “Through my assistant: Priya Raman”, value: 'assistant'} #reach
*What we may ask you for.* What is in neither list we may ask once, together with a concrete question.
Glad to be asked for
  [“Choose”] multi_static_select own_consents options=[{text: “answers to a survey”, value: 'act-0'}, {text: “attendance at a webinar or event”, value: 'act-1'}, {text: “a vote on an idea”, value: 'act-2'}, {text: “a word to others about product news”, value: 'act-3'}] initial_options=[{text: “answers to a survey”, value: 'act-0'}, {text: “attendance at a webinar or event”, value: 'act-1'}, {text: “a vote on an idea”, value: 'act-2'}, {text: “a word to others about product news”, value: 'act-3'}] #glad
Never ask me for
  [“Choose”] multi_static_select own_consents options=[{text: “answers to a survey”, value: 'act-0'}, {text: “attendance at a webinar or event”, value: 'act-1'}, {text: “a vote on an idea”, value: 'act-2'}, {text: “a word to others about product news”, value: 'act-3'}] #never
*What comes without your asking*
Now and then a proposal, a question or a look back, together twice in 60 days at most.
  [“No more of these”] button stop_unasked=1
  [“Through my assistant”] button own_page:6=6
  [“Back”] button own_page:0=0 #back
""")


def test_the_other_parts_of_the_page() -> None:
    assert page(Part.DID) == snapshot("""\
(Your page: what you did, your limits, and what is kept on you.)
# “What you did”
17 February: Survey answered (waits for Anna Schmidt's word)
17 February: Survey answered (confirmed)
17 February: Survey answered (corrected)
17 February: <https://blog.example/post|Survey answered> (waits for Anna Schmidt's word)
17 February: <https://blog.example/post|Survey answered> (confirmed)
17 February: <https://blog.example/post|Survey answered> (corrected)
17 February: Survey answered (waits for Anna Schmidt's word)
17 February: Survey answered (confirmed)
17 February: Survey answered (corrected)
17 February: <https://blog.example/post|Survey answered> (waits for Anna Schmidt's word)
*What we asked you, and what you said*
2 March: a reference call: you said yes
2 March: a reference call: you said no
2 March: a reference call: no answer
2 March: a reference call: you took your yes back
  [“Older”] button own_page:8=8
  [“I did it”] button own_page:3=3
  [“Back”] button own_page:0=0 #back
""")
    assert page(Part.KEPT) == snapshot("""\
(Your page: what you did, your limits, and what is kept on you.)
# “What is kept on you”
Priya Raman, Head of Finance Operations, Nordlicht Pay
E-mail: priya@nordlicht.example
Language: English
Time zone: Europe/Berlin
How likely you are to recommend us: 9 of 10, as you said on 9 December 2025
How to reach you: Through my assistant: Priya Raman
Your limits: at most 4 a year, 30 days between two, between 10:00 and 15:00
*What you said you may be asked for*
Answers to a survey: yes, since 1 February (your answer to the invitation), until 1 August
Attendance at a webinar or event: yes, since 1 February (your own page), until 1 August
A vote on an idea: yes, since 1 February (as you told your contact), until 1 August
A word to others about product news: yes, since 1 February (your answer to a question), until 1 August
*What you said is wrong*
> How long did the migration take?
> What would you do differently?
with Anna Schmidt since 2 March
> How long did the migration take?
> What would you do differently?
put right on 3 March
> How long did the migration take?
> What would you do differently?
looked at on 3 March; it stays as it is
  [“That's wrong”] button own_page:5=5
  [“Everything, word for word”] button own_page:1000=1000
  [“Erase me …”] button own_page:901=901
  [“Back”] button own_page:0=0 #back
""")
    assert page(Part.REPORT) == snapshot("""\
(Your page: what you did, your limits, and what is kept on you.)
# “I did it”
Something you did for us, asked or not. Anna Schmidt is shown it, and confirms it.
“What you did”:
  [“Choose”] static_select report_activity options=[{text: “Survey answered”, value: 'act-0'}, {text: “Webinar or event attended”, value: 'act-1'}, {text: “Idea voted on”, value: 'act-2'}, {text: “Our news passed on”, value: 'act-3'}] #report_activity
“On which day”:
  [“Choose”] datepicker report_day #report_day
“A link to it, if there is one” (optional):
  plain_text_input report_link max_length=1000 #report_link
  [“Back”] button own_page:7=7 #back
  [“Send”] button send_own_page=3 style='primary' #send
""")
    assert page(Part.NOMINATE) == snapshot("""\
(Your page: what you did, your limits, and what is kept on you.)
# “Suggest a colleague”
Somebody who could speak for us better than you, or as well. Anna Schmidt is shown the name and decides; nothing is sent to them without Anna Schmidt's own invitation.
2 March: Priya Raman: with Anna Schmidt
2 March: Priya Raman: invited
2 March: Priya Raman: not now
“Name”:
  plain_text_input nominate_name max_length=150 #nominate_name
“E-mail”:
  plain_text_input nominate_email max_length=320 #nominate_email
“Role” (optional):
  plain_text_input nominate_role max_length=150 #nominate_role
  [“Back”] button own_page:0=0 #back
  [“Send”] button send_own_page=4 style='primary' #send
""")
    assert page(Part.OBJECT) == snapshot("""\
(Your page: what you did, your limits, and what is kept on you.)
# “What is wrong?”
Anna Schmidt is shown what you write and puts it right, or tells you why it stays.
“What is wrong, and what would be right”:
  plain_text_input object_what multiline=True max_length=1000 #object_what
  [“Back”] button own_page:2=2 #back
  [“Send”] button send_own_page=5 style='primary' #send
""")
    assert page(Part.ASSISTANT) == snapshot("""\
(Your page: what you did, your limits, and what is kept on you.)
# “Through my assistant”
“My assistant's name and e-mail, if you go through them”:
  plain_text_input assistant max_length=200 initial_value='Priya Raman' #assistant
  [“Back”] button own_page:1=1 #back
  [“Send”] button send_own_page=6 style='primary' #send
""")


def test_a_window_sends_by_its_own_button() -> None:
    drawn = own_page_window(full_page(NAMES, Part.OBJECT, short=SHORT), Wording(), now=NOW)
    assert written_view(drawn) == snapshot("""\
modal callback_id=own_page_window title=“Your page” close=“Close” private_metadata=5 submit=“Send”
# “What is wrong?”
Anna Schmidt is shown what you write and puts it right, or tells you why it stays.
“What is wrong, and what would be right”:
  plain_text_input object_what multiline=True max_length=1000 #object_what
  [“Back”] button own_page:2=2 #back
""")


def test_what_customers_give_their_owner_to_decide() -> None:
    assert tasks() == snapshot("""\
(Slack brings no message to Priya Raman, Head of Finance Operations, Nordlicht Pay. Please pass your invitation on, and record the answer here.)
Slack brings no message to *Priya Raman*, Head of Finance Operations, Nordlicht Pay. Please pass your invitation on, and record the answer here.
> Companies that are choosing Brightwell would rather hear from somebody who uses it. If you join, we may ask you for such a favour: seldom, in your working hours, and Anna Schmidt always knows. Each time you are free to say no.
> Why you: How long did the migration take? What would you do differently?
> If you would like that, answer this message with what you would be open to (a quote, a mention in a tender, a few answers in writing, a reference call, a call with several companies at once, an introduction to a colleague elsewhere, a site visit, answers to a survey, attendance at a webinar or event, a vote on an idea) and how often you would like to be asked at most. You can change it, pause, or leave at any time.
  [“Record answer”] button record_invite_answer=task-1 style='primary'

(Priya Raman: joined (Ben Okafor, 3 March))
Priya Raman: joined (Ben Okafor, 3 March)

(Priya Raman: said no to the invitation (Ben Okafor, 3 March))
Priya Raman: said no to the invitation (Ben Okafor, 3 March)

(Priya Raman, Head of Finance Operations, Nordlicht Pay, suggests a colleague: Priya Raman, Priya Raman, <mailto:priya@nordlicht.example|priya@nordlicht.example>.)
*Priya Raman*, Head of Finance Operations, Nordlicht Pay, suggests a colleague: Priya Raman, Priya Raman, <mailto:priya@nordlicht.example|priya@nordlicht.example>.
~ Nothing is sent to them unless you invite them.
  [“Invite”] button invite_nominated=task-1 style='primary'
  [“Not now”] button nominated_not_now=task-1

(Priya Raman: their suggestion was invited (Ben Okafor, 3 March))
Priya Raman: their suggestion was invited (Ben Okafor, 3 March)

(Priya Raman: their suggestion is left for now (Ben Okafor, 3 March))
Priya Raman: their suggestion is left for now (Ben Okafor, 3 March)

(Priya Raman, Head of Finance Operations, Nordlicht Pay, says that something kept on them is wrong:)
*Priya Raman*, Head of Finance Operations, Nordlicht Pay, says that something kept on them is wrong:
> How long did the migration take?
> What would you do differently?
~ They are shown what you decide.
  [“Done”] button objection_done=task-1 style='primary'
  [“Keep it”] button objection_keep=task-1

(Priya Raman: what they said is wrong was put right (Ben Okafor, 3 March))
Priya Raman: what they said is wrong was put right (Ben Okafor, 3 March)

(Priya Raman: what they said is wrong stays as it is (Ben Okafor, 3 March))
Priya Raman: what they said is wrong stays as it is (Ben Okafor, 3 March)

(Priya Raman, Head of Finance Operations, Nordlicht Pay, reports something they did: <https://blog.example/post|Priya Raman>, on 17 February.)
*Priya Raman*, Head of Finance Operations, Nordlicht Pay, reports something they did: <https://blog.example/post|Priya Raman>, on 17 February.
  [“Verify”] button verify_claim=task-1 style='primary'
  [“That did not happen”] button void_claim=task-1

(Priya Raman: what they did was confirmed (Ben Okafor, 3 March))
Priya Raman: what they did was confirmed (Ben Okafor, 3 March)

(Priya Raman: what they reported did not happen (Ben Okafor, 3 March))
Priya Raman: what they reported did not happen (Ben Okafor, 3 March)
""")


def test_the_owners_forms() -> None:
    whole = next(whole for _, whole in advocates.tasks(NAMES))
    assert written_view(invite_form(Prefilled(account=("Talerhaus", "acc-1"), name="Jonas"))) == snapshot("""\
modal callback_id=invite title=“Invite a customer” close=“Close” private_metadata= submit=“Invite”
“Company”:
  [“Type a company's name”] external_select account min_query_length=0 initial_option={text: “Talerhaus”, value: 'acc-1'} #account
“In Slack” (optional):
  [“Choose the person”] users_select person
  “Leave it empty if they are not here.” #person
“Name” (optional):
  plain_text_input name max_length=150 initial_value='Jonas' #name
“E-mail” (optional):
  plain_text_input email max_length=320 #email
“Role” (optional):
  plain_text_input title max_length=150 #title
“Why you ask them, in your own words” (optional):
  plain_text_input line multiline=True max_length=500 #line
~ It goes out once, in your name, in their working hours. They are free to say no.
""")
    assert written_view(invite_answer_form(whole, advocates.activities(NAMES)[:SHORT])) == snapshot("""\
modal callback_id=invite_answer title=“Record answer” close=“Close” private_metadata=task-1 submit=“Record”
What Priya Raman answered to your invitation.
“Answer”:
  radio_buttons answer options=[{text: “They join”, value: 'joins'}, {text: “No, thank you”, value: 'refuses'}] #answer
“Glad to be asked for” (optional):
  [“Choose”] multi_static_select open_to options=[{text: “Survey answered”, value: 'act-0'}, {text: “Webinar or event attended”, value: 'act-1'}, {text: “Idea voted on”, value: 'act-2'}, {text: “Our news passed on”, value: 'act-3'}] #open_to
""")


def test_the_list_of_customers_says_how_each_stands() -> None:
    known = list(advocates.customers(NAMES))
    assert written_blocks(own_customers(known, page=0, more=True, zone=BERLIN, now=NOW)) == snapshot("""\
# “Your customers”
  [“Invite a customer”] button open_invite=anybody style='primary' #invite
*Priya Raman*, Head of Finance Operations, Nordlicht Pay
Not invited yet
  [“Invite”] button open_invite=adv-1
*Priya Raman*, Head of Finance Operations, Nordlicht Pay
Invited on 2 March, no answer yet
  [“What they did”] button open_ledger=adv-1
*Priya Raman*, Head of Finance Operations, Nordlicht Pay
Invited on 2 March, no answer yet · not reached in Slack
  [“What they did”] button open_ledger=adv-1
*Priya Raman*, Head of Finance Operations, Nordlicht Pay
Joined on 14 May 2024
  [“What they did”] button open_ledger=adv-1
*Priya Raman*, Head of Finance Operations, Nordlicht Pay
Paused until 1 June · not reached in Slack
  [“What they did”] button open_ledger=adv-1
*Priya Raman*, Head of Finance Operations, Nordlicht Pay
Said no on 1 February
  [“What they did”] button open_ledger=adv-1
*Priya Raman*, Head of Finance Operations, Nordlicht Pay
Left on 1 February
  [“What they did”] button open_ledger=adv-1
  [“Older”] button home_older=customers|1 #pages
""")
