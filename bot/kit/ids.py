"""What Slack hands back to us: the ids of buttons and forms, and the values that buttons carry."""

from enum import StrEnum

from bot.kit.errors import BotError


class Command(StrEnum):
    REFERENCE = "/reference"


class Shortcut(StrEnum):
    REFERENCE = "reference_shortcut"


class Form(StrEnum):
    """Callback ids of modals."""

    NEED = "need"
    SHORTLIST = "shortlist"
    NOTICE = "notice"


class Action(StrEnum):
    """Action ids of buttons, menus and pickers that act by themselves."""

    OPEN_NEED = "open_need"
    MORE_DETAILS = "more_details"
    CANDIDATE = "candidate"
    CANCEL = "cancel_reference"
    HELD_ON = "held_on"
    APPROVE = "approve"
    REFUSE_NOW = "refuse_now"
    REFUSE_DEAL = "refuse_deal"
    ACCEPT = "accept"
    NOT_THIS = "not_this"
    NOT_NOW_UNTIL = "not_now_until"
    NEVER_THIS_KIND = "never_this_kind"
    ACCEPT_IF = "accept_if_no_conflict"
    CONFIRM = "confirm_yes"
    WITHDRAW = "withdraw_yes"
    ASK_COLLEAGUE = "ask_colleague"
    ASSISTANT = "to_assistant"
    BACK_OUT = "back_out"
    WHY_NOT = "why_not"
    REST_MONTH = "rest_month"
    REST_UNTIL = "rest_until"
    CUSTOMER_TASK = "customer_task"
    HOME_TAB = "home_tab"
    HOME_NEWER = "home_newer"
    HOME_OLDER = "home_older"


class Search(StrEnum):
    """Action ids of menus whose options are looked up while somebody types."""

    DEAL = "deal"


class SlackEvent(StrEnum):
    HOME_OPENED = "app_home_opened"
    UNINSTALLED = "app_uninstalled"
    TOKENS_REVOKED = "tokens_revoked"


SEPARATOR = "|"
VARIANT = ":"


def variant(action: Action, which: str) -> str:
    """The same action once more in one block, where Slack wants its action ids to differ."""
    return f"{action}{VARIANT}{which}"


def bare(action_id: str) -> str:
    """The action behind an id or a variant of it."""
    return action_id.split(VARIANT, 1)[0]


def encode(*parts: str) -> str:
    """Several short parts as one button value."""
    if any(SEPARATOR in part or not part for part in parts):
        raise ValueError(f"a part of a button value is empty or holds {SEPARATOR!r}: {parts}")
    return SEPARATOR.join(parts)


def decode(value: str, parts: int) -> list[str]:
    """The parts of a button value; raises BotError for a value that this version did not draw."""
    found = value.split(SEPARATOR)
    if len(found) != parts or not all(found):
        raise BotError("That button is from an older message. Open the newest one and press it there.")
    return found
