"""What Slack hands back to us: the ids of buttons and forms, and the values that buttons carry."""

from enum import StrEnum

from bot.kit.errors import BotError


class Command(StrEnum):
    REFERENCE = "/reference"


class Shortcut(StrEnum):
    REFERENCE = "reference_shortcut"
    LOG = "log_participation"


class Form(StrEnum):
    """Callback ids of modals."""

    NEED = "need"
    SHORTLIST = "shortlist"
    NOTICE = "notice"
    OVERDUE = "overdue_debriefs"
    MOVED = "moved"
    LOGGED = "logged"
    LEDGER = "ledger"
    CORRECTION = "correction"
    VOIDING = "voiding"


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
    USEFUL = "useful"
    DID_NOT_HAPPEN = "did_not_happen"
    EXPERIENCE = "experience"
    NOT_HAPPENED = "not_happened"
    IT_WAS_HELD = "it_was_held"
    IT_WAS_NOT_HELD = "it_was_not_held"
    IT_WAS_MOVED = "it_was_moved"
    TELL_OUTCOME = "tell_outcome"
    OPEN_LEDGER = "open_ledger"
    LEDGER_PAGE = "ledger_page"
    LEDGER_ENTRY = "ledger_entry"
    HOME_TAB = "home_tab"
    HOME_NEWER = "home_newer"
    HOME_OLDER = "home_older"


class Search(StrEnum):
    """Action ids of menus whose options are looked up while somebody types."""

    DEAL = "deal"
    WHO_DID_IT = "who_did_it"


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
