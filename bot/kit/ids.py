"""What Slack hands back to us: the ids of buttons and forms, and the values that buttons carry."""

from enum import StrEnum
from typing import TypeVar

from bot.kit.errors import BotError


class Command(StrEnum):
    REFERENCE = "/reference"
    RUNG = "/rung"
    ADVOCATE = "/advocate"


class Shortcut(StrEnum):
    REFERENCE = "reference_shortcut"
    LOG = "log_participation"


class Form(StrEnum):
    """Callback ids of modals."""

    NEED = "need"
    SHORTLIST = "shortlist"
    CHANGE_NEED = "change_need"
    SHARE_LINE = "share_line"
    ADD_COLLEAGUES = "add_colleagues"
    NO_LONGER_NEEDED = "no_longer_needed"
    PERSONAL_LINE = "personal_line"
    STANDING = "standing"
    HOLD_BACK = "hold_back"
    RELAY_ANSWER = "relay_answer"
    NOTICE = "notice"
    QUEUE = "queue"
    DECIDE = "decide"
    HAND = "hand"
    EXCEPTION = "exception"
    SETTINGS = "settings"
    SETTING = "setting"
    LADDER = "ladder"
    LADDER_ACTIVITY = "ladder_activity"
    LADDER_NAME = "ladder_name"
    LADDER_PREVIEW = "ladder_preview"
    ROLES = "roles"
    ROLE = "role"
    GROUP = "group_of_role"
    OWNERS = "owners"
    HAND_OVER = "hand_over"
    TEXTS = "texts"
    TEXT = "text"
    OVERDUE = "overdue_debriefs"
    MOVED = "moved"
    SURVEY = "survey_form"
    PUBLISH = "publish_draft"
    WISHES = "wishes"
    LOGGED = "logged"
    LEDGER = "ledger"
    CORRECTION = "correction"
    GIVE = "give_back"
    GIVEBACK_WORD = "giveback_word"
    COMPANY = "company_window"
    APPROVAL = "company_approval"
    VOIDING = "voiding"
    INVITE = "invite"
    INVITE_ANSWER = "invite_answer"
    OWN_PAGE = "own_page_window"
    FAULTS = "faults"
    LOG = "log"


class Action(StrEnum):
    """Action ids of buttons, menus and pickers that act by themselves."""

    OPEN_NEED = "open_need"
    MORE_DETAILS = "more_details"
    CANDIDATE = "candidate"
    CANCEL = "cancel_reference"
    HELD_ON = "held_on"
    REMIND = "remind"
    LINE_MORE = "line_more"
    LOOK_AGAIN = "look_again"
    BRING_BACK = "bring_back"
    SMALLER = "smaller_activity"
    APPROVE = "approve"
    REFUSE_NOW = "refuse_now"
    REFUSE_DEAL = "refuse_deal"
    ASK_IN_PERSON = "ask_in_person"
    MORE_ON_APPROVAL = "more_on_approval"
    SAVE_LINE = "save_line"
    RECORD_ANSWER = "record_answer"
    PASSED_ON = "passed_on"
    TRY_SLACK = "try_slack"
    AWAY_UNTIL = "away_until"
    BACK = "back"
    BACKUP = "backup"
    WITHDRAW_STANDING = "withdraw_standing"
    LIFT = "lift_block"
    TRY_MESSAGE = "try_message_again"
    LET_MESSAGE_GO = "let_message_go"
    ACCEPT = "accept"
    NOT_THIS = "not_this"
    NOT_NOW_UNTIL = "not_now_until"
    SOMETHING_ELSE = "something_else"
    ACCEPT_IF = "accept_if_no_conflict"
    CONFIRM = "confirm_yes"
    WITHDRAW = "withdraw_yes"
    BACK_OUT = "back_out"
    WHY_NOT = "why_not"
    REST_MONTH = "rest_month"
    REST_UNTIL = "rest_until"
    CUSTOMER_TASK = "customer_task"
    USEFUL = "useful"
    DID_NOT_HAPPEN = "did_not_happen"
    EXPERIENCE = "experience"
    NOT_HAPPENED = "not_happened"
    IT_WAS_HELD = "it_was_held"
    IT_WAS_NOT_HELD = "it_was_not_held"
    IT_WAS_MOVED = "it_was_moved"
    TELL_OUTCOME = "tell_outcome"
    NPS_SCORE = "nps_score"
    NPS_SAY = "nps_say"
    NPS_SKIP = "nps_skip"
    TALKED = "talked_to_them"
    BLOCK_UNTIL = "block_account_until"
    SURVEY = "survey_step"
    OPEN_SURVEY = "open_survey"
    DRAFT = "draft"
    OPEN_PUBLISH = "open_publish"
    DRAFT_TASK = "draft_task"
    FIRST_STEP = "first_step"
    INVITE_PROMOTER = "invite_promoter"
    WISHES_PAGE = "wishes_page"
    OPEN_LEDGER = "open_ledger"
    LEDGER_PAGE = "ledger_page"
    OPEN_GIVE = "open_give_back"
    GIVEBACK_YES = "giveback_yes"
    GIVEBACK_NO = "giveback_no"
    TAKE_GIVEBACK_BACK = "take_giveback_back"
    GIVEBACK_TASK = "giveback_task"
    WITHDRAW_GIVEBACK = "withdraw_giveback"
    OPEN_COMPANY = "open_company"
    RECORD_APPROVAL = "record_approval"
    WITHDRAW_APPROVAL = "withdraw_approval"
    PUBLIC_SECTOR = "public_sector"
    LEDGER_ENTRY = "ledger_entry"
    HOME_TAB = "home_tab"
    HOME_NEWER = "home_newer"
    HOME_OLDER = "home_older"
    QUEUE = "queue_page"
    QUEUE_ITEM = "queue_item"
    SETTING = "change_setting"
    OPEN_LADDER = "open_ladder"
    LADDER_RUNG = "ladder_rung"
    LADDER_RENAME = "ladder_rename"
    LADDER_CHANGE = "ladder_change"
    LADDER_ADD = "ladder_add"
    LADDER_EDIT = "ladder_edit"
    LADDER_RETIRE = "ladder_retire"
    LADDER_RETIRED = "ladder_retired"
    LADDER_BRING_BACK = "ladder_bring_back"
    LADDER_HISTORY = "ladder_history"
    ROLES_PAGE = "roles_page"
    ROLE_PERSON = "role_person"
    FOLLOW_GROUP = "follow_group"
    OWNERS_PAGE = "owners_page"
    OWNER = "choose_owner"
    TEXTS_LANGUAGE = "texts_language"
    TEXTS_PAGE = "texts_page"
    TEXTS_GROUP = "texts_group"
    TEXT = "edit_text"
    OWN_TEXT = "back_to_own_text"
    OPEN_INVITE = "open_invite"
    JOIN = "join"
    REFUSE_INVITATION = "refuse_invitation"
    JOIN_AGAIN = "join_again"
    NUDGE_YES = "nudge_yes"
    NUDGE_LATER = "nudge_later"
    NUDGE_STAY = "nudge_stay"
    NUDGE_STOP = "nudge_stop"
    NUDGE_NEVER = "nudge_never"
    NUDGE_HAND_IN = "nudge_hand_in"
    NUDGE_TASK = "nudge_task"
    ALLOW_AGAIN = "allow_again"
    OWN_PAGE = "own_page"
    SEND_OWN_PAGE = "send_own_page"
    LIMIT = "own_limit"
    CONSENTS = "own_consents"
    PAUSE_UNTIL = "pause_until"
    RESUME = "resume"
    STOP_UNASKED = "stop_unasked"
    LEAVE = "leave"
    ERASE = "erase"
    RECORD_INVITE_ANSWER = "record_invite_answer"
    INVITE_NOMINATED = "invite_nominated"
    NOMINATED_NOT_NOW = "nominated_not_now"
    VERIFY_CLAIM = "verify_claim"
    VOID_CLAIM = "void_claim"
    OBJECTION_DONE = "objection_done"
    OBJECTION_KEEP = "objection_keep"
    UPLOAD_KIND = "upload_kind"
    UPLOAD_DATES = "upload_dates"
    TAKE_UPLOAD = "take_upload"
    LEAVE_UPLOAD = "leave_upload"
    SHOW_FAULTS = "show_faults"
    FAULTS_PAGE = "faults_page"
    DIGEST = "digest_decision"
    LOG_PAGE = "log_page"


class Search(StrEnum):
    """Action ids of menus whose options are looked up while somebody types."""

    DEAL = "deal"
    GROUP = "group"
    ACCOUNT_TO_HAND = "account_to_hand"
    WHO_DID_IT = "who_did_it"
    ACCOUNT = "account"
    PEER = "peer"
    IN_LOG = "in_log"


class SlackEvent(StrEnum):
    HOME_OPENED = "app_home_opened"
    UNINSTALLED = "app_uninstalled"
    TOKENS_REVOKED = "tokens_revoked"
    USER_CHANGE = "user_change"
    FILE_SHARED = "file_shared"
    WROTE = "message.im"  # as a subscription is called: messages of all kinds of conversations have one type


SEPARATOR = "|"
VARIANT = ":"
MOST_DIGITS = 9
OLDER = "That button is from an older message. Open the newest one and press it there."


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
        raise BotError(OLDER)
    return found


def number(part: str) -> int | None:
    """The number that a button carries, of at most nine digits; None where it carries none."""
    return int(part) if part.isdecimal() and len(part) <= MOST_DIGITS else None


Named = TypeVar("Named", bound=StrEnum)


def named(kind: type[Named], part: str) -> Named:
    """What a button names; raises BotError for what this version does not know."""
    try:
        return kind(part)
    except ValueError:
        raise BotError(OLDER) from None
