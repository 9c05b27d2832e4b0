"""What Slack hands back to us: the ids of buttons and forms, and the values that buttons carry."""

from enum import StrEnum

from bot.kit.errors import BotError


class Command(StrEnum):
    REFERENCE = "/reference"
    ADVOCATE = "/advocate"


class Shortcut(StrEnum):
    REFERENCE = "reference_shortcut"


class Form(StrEnum):
    """Callback ids of modals."""

    NEED = "need"
    SHORTLIST = "shortlist"
    NOTICE = "notice"
    INVITE = "invite"
    INVITE_ANSWER = "invite_answer"
    OWN_PAGE = "own_page_window"


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
    HOME_TAB = "home_tab"
    HOME_NEWER = "home_newer"
    HOME_OLDER = "home_older"
    OPEN_INVITE = "open_invite"
    JOIN = "join"
    REFUSE_INVITATION = "refuse_invitation"
    JOIN_AGAIN = "join_again"
    OWN_PAGE = "own_page"
    SEND_OWN_PAGE = "send_own_page"
    LIMIT = "own_limit"
    CONSENTS = "own_consents"
    PAUSE_UNTIL = "pause_until"
    RESUME = "resume"
    LEAVE = "leave"
    RECORD_INVITE_ANSWER = "record_invite_answer"
    INVITE_NOMINATED = "invite_nominated"
    NOMINATED_NOT_NOW = "nominated_not_now"
    VERIFY_CLAIM = "verify_claim"
    VOID_CLAIM = "void_claim"
    OBJECTION_DONE = "objection_done"
    OBJECTION_KEEP = "objection_keep"


class Search(StrEnum):
    """Action ids of menus whose options are looked up while somebody types."""

    DEAL = "deal"
    ACCOUNT = "account"


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
