"""What helps where nobody fits, a form that begins filled, and the windows that open from a line."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from dataclasses import replace

from inline_snapshot import snapshot

from bot.rules.protection import Reason
from bot.views.reference.fields import Filled
from bot.views.reference.form import need_form
from bot.views.reference.help import Help
from bot.views.reference.windows import change_form, colleagues_form, no_longer_needed, share_form
from models.ask import AskState
from tests.views.people import activity, at, deal, reference, whole
from tests.views.shorthand import written_view
from tests.views.test_forms_and_shortlists import CHOICES, NAMES, drawn


def test_where_nobody_fits_it_is_said_what_would_help() -> None:
    helped = Help(14, (Reason.RESTING, 11), (Reason.PAUSED, 1), (activity("quote"), 2), at(16, 9))
    assert drawn(help=helped) == snapshot("""\
modal callback_id=shortlist title=“Who fits” close=“Close” private_metadata=ref-1
*Reference call* for Kestrel Pay: Ledger rollout, needed by Friday 20 March
*Nobody can be asked for this right now.*
What keeps most away, 11 of 14: is resting after a favour.
What alone keeps 1 person away: asked for a pause.
From 16 March somebody is free.
2 customers can be asked right now for a quote.
  [“Ask for a quote instead”] button smaller_activity=quote|ref-1
""")


def test_where_nothing_would_help_nothing_is_said() -> None:
    assert drawn(help=Help(0, None, None, None, None)) == drawn()


def test_one_reason_is_not_told_twice() -> None:
    same = (Reason.PAUSED, 1)
    assert drawn(help=Help(1, same, same, None, None)).count("asked for a pause") == 1


def test_a_form_that_begins_filled() -> None:
    texts = {
        "activity": "quote",
        "needed_on": "2026-03-20",
        "product": "Ledger",
        "wanted": "2",
        "tech": "Gone",
    }
    filled = Filled(texts, deal=("Kestrel", "deal-1"), named=True, informed=["U0SOFIA"])
    known = replace(CHOICES, deal=deal(NAMES, product="Ledger", language="de"))
    assert written_view(need_form(known, detailed=True, filled=filled)) == snapshot("""\
modal callback_id=need title=“Request a reference” close=“Close” private_metadata=detailed submit=“Find customers”
“Deal or prospect”:
  [“Type a deal, a prospect or a new name”] external_select deal min_query_length=0 initial_option={text: “Kestrel”, value: 'deal-1'} #deal
“What you need”:
  [“Choose an activity”] static_select activity options=[{text: “Quote”, value: 'quote'}, {text: “Reference call”, value: 'reference_call'}] initial_option={text: “Quote”, value: 'quote'} #activity
“Needed by”:
  [“Choose a day”] datepicker needed_on initial_date='2026-03-20'
  “The day on which it must be held.” #needed_on
“Name of the prospect” (optional):
  checkboxes named options=[{text: “The prospect may be named to a customer who agrees”, value: 'named'}] initial_options=[{text: “The prospect may be named to a customer who agrees”, value: 'named'}]
  “Without it, they are only described.” #named
~ What you leave empty is taken from the deal. Kestrel Pay: Ledger rollout says: product Ledger, industry Fintech, size 200-999 employees and language German.
  [“Show what the deal says”] button more_details=more #more
“Product” (optional):
  [“As in the deal”] static_select product options=[{text: “Atlas”, value: 'Atlas'}, {text: “Ledger”, value: 'Ledger'}] initial_option={text: “Ledger”, value: 'Ledger'} #product
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
  [“One”] static_select wanted options=[{text: “1”, value: '1'}, {text: “2”, value: '2'}, {text: “3”, value: '3'}] initial_option={text: “2”, value: '2'} #wanted
“Colleagues to keep informed” (optional):
  [“Choose colleagues”] multi_users_select informed max_selected_items=10 initial_users=['U0SOFIA'] #informed
""")


def test_the_windows_of_a_line() -> None:
    drawn_from = reference(NAMES, edition=3, named=True, informed=["U0SOFIA"], wanted=2)
    assert written_view(change_form(drawn_from)) == snapshot("""\
modal callback_id=change_need title=“Change” close=“Leave it as it is” private_metadata=ref-1|3 submit=“Change it”
“Needed by”:
  [“Choose a day”] datepicker needed_on initial_date='2026-03-20'
  “The day on which it must be held.” #needed_on
“Name of the prospect” (optional):
  checkboxes named options=[{text: “The prospect may be named to a customer who agrees”, value: 'named'}] initial_options=[{text: “The prospect may be named to a customer who agrees”, value: 'named'}]
  “Without it, they are only described.” #named
“Up to three questions” (optional):
  plain_text_input questions multiline=True max_length=1000 initial_value='How long did the migration take?\\nWhat would you do differently?'
  “One on each line.” #questions
“Topics to leave out” (optional):
  plain_text_input off_limits max_length=500 initial_value='Prices and the incident in May' #off_limits
“How many customers” (optional):
  [“One”] static_select wanted options=[{text: “1”, value: '1'}, {text: “2”, value: '2'}, {text: “3”, value: '3'}] initial_option={text: “2”, value: '2'} #wanted
“Colleagues to keep informed” (optional):
  [“Choose colleagues”] multi_users_select informed max_selected_items=10 initial_users=['U0SOFIA'] #informed
~ Everybody who was asked sees what you change. Whoever said yes keeps it.
""")
    assert written_view(share_form(drawn_from)) == snapshot("""\
modal callback_id=share_line title=“Share the line” close=“Close” private_metadata=ref-1 submit=“Share”
“The deal's channel”:
  [“Choose a channel”] conversations_select channel filter={include: ['public', 'private'], exclude_external_shared_channels: True, exclude_bot_users: True} #channel
~ Everybody there sees this line: companies and roles, no customer's name or contact, no buttons. Rung has to be in the channel: /invite it there first.
""")
    assert written_view(colleagues_form(drawn_from)) == snapshot("""\
modal callback_id=add_colleagues title=“Add colleagues” close=“Close” private_metadata=ref-1 submit=“Keep them informed”
“Colleagues to keep informed” (optional):
  [“Choose colleagues”] multi_users_select informed max_selected_items=10 initial_users=['U0SOFIA'] #informed
~ They get this line in their messages, without its buttons.
""")
    assert written_view(no_longer_needed("ref-1", [whole(AskState.ACCEPTED)])) == snapshot("""\
modal callback_id=no_longer_needed title=“No longer needed?” close=“Keep it” private_metadata=ref-1 submit=“Let them go”
*Priya Raman* said yes. They read that it is settled, with thanks, and it does not count as a favour. If you have agreed on a time, tell them yourself as well.
""")
