"""Windows that open from the seller's line: change, share, add colleagues, no longer needed."""

from collections.abc import Sequence
from typing import Any

from bot.kit.ids import Form, encode
from bot.kit.text import foreign, listed
from bot.views.blocks import context, modal, section, words
from bot.views.blocks import field as input_field
from bot.views.reference.fields import Filled, conversation, day, informed, naming
from models.ask import WholeAsk
from models.reference import Reference


def change_form(reference: Reference) -> dict[str, Any]:
    """The need as it stands; its edition goes with it, so that nobody changes what they have not seen."""
    values = {
        "needed_on": reference.needed_on.isoformat(),
        "questions": reference.questions,
        "off_limits": reference.off_limits,
        "wanted": str(reference.wanted),
    }
    filled = Filled(values, named=reference.named, informed=reference.informed)
    seen = context("Everybody who was asked sees what you change. Whoever said yes keeps it.")
    return modal(
        Form.CHANGE_NEED,
        "Change",
        [day(filled), naming(filled), *conversation(filled), seen],
        submit="Change it",
        close="Leave it as it is",
        metadata=encode(reference.id, str(reference.edition)),
    )


def share_form(reference: Reference) -> dict[str, Any]:
    """Channels of our own company only: a customer may sit in one that is shared with another."""
    menu = {
        "type": "conversations_select",
        "placeholder": words("Choose a channel"),
        "filter": {
            "include": ["public", "private"],
            "exclude_external_shared_channels": True,
            "exclude_bot_users": True,
        },
    }
    shown = context(
        "Everybody there sees this line: companies and roles, no customer's name or contact, no buttons. "
        "Rung has to be in the channel: /invite it there first."
    )
    return modal(
        Form.SHARE_LINE,
        "Share the line",
        [input_field("channel", "The deal's channel", menu), shown],
        submit="Share",
        metadata=reference.id,
    )


def colleagues_form(reference: Reference) -> dict[str, Any]:
    return modal(
        Form.ADD_COLLEAGUES,
        "Add colleagues",
        [informed(reference.informed), context("They get this line in their messages, without its buttons.")],
        submit="Keep them informed",
        metadata=reference.id,
    )


def no_longer_needed(reference_id: str, accepted: Sequence[WholeAsk]) -> dict[str, Any]:
    """Asked once more before somebody who said yes is let go."""
    names = listed([foreign(whole.advocate.name) for whole in accepted])
    text = (
        f"*{names}* said yes. They read that it is settled, with thanks, and it does not count as a favour. "
        "If you have agreed on a time, tell them yourself as well."
    )
    return modal(
        Form.NO_LONGER_NEEDED,
        "No longer needed?",
        [section(text)],
        submit="Let them go",
        close="Keep it",
        metadata=reference_id,
    )
