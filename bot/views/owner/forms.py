"""The windows behind an approver's card: a line of their own, a consent given ahead, an account kept free."""

from datetime import date, timedelta
from typing import Any

from bot.kit.ids import Action, Form
from bot.kit.text import foreign, plural
from bot.views.blocks import Block, actions, button, datepicker, field, modal, option, section, select
from models.ask import WholeAsk

LONGEST_LINE = 300  # characters
MOST_ASKS, USUAL_ASKS = 5, 2
THIS_ACTIVITY, ANY_ACTIVITY = "this", "any"


def line_form(whole: WholeAsk) -> dict[str, Any]:
    """*Add a personal line*: sent with the yes, or kept for whoever approves."""
    typed: dict[str, Any] = {"type": "plain_text_input", "multiline": True, "max_length": LONGEST_LINE}
    if whole.ask.personal_line:
        typed["initial_value"] = whole.ask.personal_line
    person = foreign(whole.advocate.name)
    return modal(
        Form.PERSONAL_LINE,
        "A personal line",
        [
            section(f"{person} reads it on the question, under your name."),
            field("line", "In your own words", typed, optional=True),
            actions([button("Save without approving", Action.SAVE_LINE, whole.ask.id)], block_id="save"),
        ],
        submit="Approve with this line",
        metadata=whole.ask.id,
    )


def standing_form(whole: WholeAsk, *, today: date) -> dict[str, Any]:
    """*Standing approval …*: this ask, and a few more without a card to decide."""
    person = foreign(whole.advocate.name)
    counts = [(plural(count, "more ask"), str(count)) for count in range(1, MOST_ASKS + 1)]
    usual = option(*counts[USUAL_ASKS - 1])
    kinds = [(f"Only this: {whole.activity.name}", THIS_ACTIVITY), ("Whatever is asked", ANY_ACTIVITY)]
    blocks: list[Block] = [
        section(
            f"This question to {person} is approved, and the next ones as well, without asking you again. "
            "You see each of them, and can withdraw this on Home."
        ),
        field("count", "How many after this one", select("Choose", counts) | {"initial_option": usual}),
        field("kind", "What for", select("Choose", kinds) | {"initial_option": option(*kinds[0])}),
        field(
            "until", "Until which day", datepicker("until", "Choose a day", quarter_end(today).isoformat())
        ),
    ]
    return modal(Form.STANDING, "Standing approval", blocks, submit="Approve them", metadata=whole.ask.id)


def hold_back_form(whole: WholeAsk) -> dict[str, Any]:
    """*Block account until …*"""
    account = foreign(whole.account.name)
    said = f"Nobody at {account} is asked for anything before that day. This question ends as “not now”."
    return modal(
        Form.HOLD_BACK,
        "Block account until …",
        [section(said), field("until", "Until", datepicker("until", "Choose a day"))],
        submit="Block until then",
        metadata=whole.ask.id,
    )


def quarter_end(today: date) -> date:
    """The last day of the quarter that a day is in."""
    last_month = (today.month + 2) // 3 * 3
    following = date(today.year + last_month // 12, last_month % 12 + 1, 1)
    return following - timedelta(days=1)
