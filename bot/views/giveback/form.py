"""A colleague gives something back: what, and in which words. There is no place in it for money."""

from typing import Any

from bot.kit.ids import Form, Search
from bot.kit.text import foreign
from bot.views.blocks import Block, Element, field, modal, option, section, select, words
from bot.views.giveback.card import quoted
from bot.views.giveback.words import CHOICES
from models.giveback import GivebackKind

TEXT, WORD = 600, 600
NO_COMPETITORS = "no_competitors"
HOW = (
    "*Recognition*: exactly the line, it goes out as it stands and only if they agree. *An early look*: what they may "
    "see, and when. *A word to their manager*: the draft, for their own use. *Somebody to talk to*: what about. "
    "*Help they asked for*: what it was."
)


def give_form(
    advocate_id: str, *, name: str, company: str, kind: GivebackKind | None = None
) -> dict[str, Any]:
    """`kind`: what is chosen to begin with."""
    choices = [(label, str(each)) for label, each in CHOICES]
    chosen = next((option(label, value) for label, value in choices if value == kind), None)
    what = select("Choose", choices) | ({"initial_option": chosen} if chosen else {})
    who: Element = {
        "type": "external_select",
        "action_id": Search.PEER,
        "placeholder": words("Type a name or a company"),
        "min_query_length": 0,
    }
    sure: Element = {
        "type": "checkboxes",
        "options": [option("I know both: they do not compete", NO_COMPETITORS)],
    }
    text: Element = {"type": "plain_text_input", "multiline": True, "max_length": TEXT}
    blocks: list[Block] = [
        section(f"For *{foreign(name)}*, {foreign(company)}."),
        field("kind", "What it is", what),
        field(
            "text",
            "In these words",
            text,
            hint="They read it as it stands here. Never money, nothing for a review.",
        ),
        section(HOW),
        field("peer", "Whom they could meet", who, optional=True, hint="Only for somebody to talk to."),
        field(NO_COMPETITORS, "And the two", sure, optional=True),
    ]
    return modal(
        Form.GIVE, "Give something back", blocks, submit="Offer it", close="Cancel", metadata=advocate_id
    )


def offered(said: str) -> dict[str, Any]:
    """The confirmation."""
    return modal(Form.NOTICE, "Rung", [section(said)])


def word_form(task_id: str, *, asked: str) -> dict[str, Any]:
    """What they asked for can't be done: a word for them."""
    word: Element = {"type": "plain_text_input", "multiline": True, "max_length": WORD}
    blocks: list[Block] = [
        section(quoted(asked)),
        field("word", "Your word to them", word, hint="They read it as it stands here."),
    ]
    return modal(
        Form.GIVEBACK_WORD, "Not possible", blocks, submit="Tell them", close="Cancel", metadata=task_id
    )
