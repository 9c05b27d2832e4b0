"""Who may do what: the one table of roles by id. The turn reads it before anything else runs.

It says which roles may press at all; whose ask or reference it is, the called function settles in its transaction.
"""

from collections.abc import Mapping

from bot.kit.ids import Action, Command, Form, Search, Shortcut, SlackEvent
from models.member import Role

SELLERS = frozenset({Role.SELLER, Role.MANAGER})
DECIDERS = frozenset({Role.SELLER, Role.OWNER, Role.MANAGER})  # a backup may hold any role
OWNERS = frozenset({Role.OWNER, Role.MANAGER})
CUSTOMERS = frozenset({Role.ADVOCATE})
MANAGERS = frozenset({Role.MANAGER})
OWNERS = frozenset({Role.OWNER, Role.MANAGER})
ANYBODY: frozenset[Role] = frozenset()  # also somebody without a role

MAY: Mapping[str, frozenset[Role]] = {
    Command.REFERENCE: SELLERS,
    Shortcut.REFERENCE: SELLERS,
    Search.DEAL: SELLERS,
    Form.NEED: SELLERS,
    Form.SHORTLIST: SELLERS,
    Action.OPEN_NEED: SELLERS,
    Action.MORE_DETAILS: SELLERS,
    Action.CANDIDATE: SELLERS,
    Action.CANCEL: SELLERS,
    Action.HELD_ON: SELLERS,
    Action.REMIND: SELLERS,
    Action.LINE_MORE: SELLERS,
    Action.LOOK_AGAIN: SELLERS,
    Action.BRING_BACK: SELLERS,
    Action.SMALLER: SELLERS,
    Form.CHANGE_NEED: SELLERS,
    Form.SHARE_LINE: SELLERS,
    Form.ADD_COLLEAGUES: SELLERS,
    Form.NO_LONGER_NEEDED: SELLERS,
    Action.APPROVE: DECIDERS,
    Action.REFUSE_NOW: DECIDERS,
    Action.REFUSE_DEAL: DECIDERS,
    Action.ASK_IN_PERSON: DECIDERS,
    Action.MORE_ON_APPROVAL: DECIDERS,
    Form.PERSONAL_LINE: DECIDERS,
    Action.SAVE_LINE: DECIDERS,
    Form.STANDING: DECIDERS,
    Form.HOLD_BACK: DECIDERS,
    Action.RECORD_ANSWER: DECIDERS,
    Action.PASSED_ON: DECIDERS,
    Form.RELAY_ANSWER: DECIDERS,
    Action.TRY_SLACK: DECIDERS,
    Action.AWAY_UNTIL: OWNERS,
    Action.BACK: OWNERS,
    Action.BACKUP: OWNERS,
    Action.WITHDRAW_STANDING: DECIDERS,
    Action.ACCEPT: CUSTOMERS,
    Action.NOT_THIS: CUSTOMERS,
    Action.NOT_NOW_UNTIL: CUSTOMERS,
    Action.SOMETHING_ELSE: CUSTOMERS,
    Command.RUNG: MANAGERS,
    Action.QUEUE: MANAGERS,
    Action.QUEUE_ITEM: MANAGERS,
    Form.DECIDE: MANAGERS,
    Form.HAND: MANAGERS,
    Form.EXCEPTION: MANAGERS,
    Action.SETTING: MANAGERS,
    Form.SETTING: MANAGERS,
    Action.ROLES_PAGE: MANAGERS,
    Action.ROLE_PERSON: MANAGERS,
    Form.ROLE: MANAGERS,
    Action.FOLLOW_GROUP: MANAGERS,
    Search.GROUP: MANAGERS,
    Form.GROUP: MANAGERS,
    Action.OWNERS_PAGE: MANAGERS,
    Action.OWNER: MANAGERS,
    Search.ACCOUNT_TO_HAND: MANAGERS,
    Form.HAND_OVER: MANAGERS,
    Action.TEXTS_LANGUAGE: MANAGERS,
    Action.TEXTS_PAGE: MANAGERS,
    Action.TEXT: MANAGERS,
    Form.TEXT: MANAGERS,
    Action.OWN_TEXT: MANAGERS,
    SlackEvent.USER_CHANGE: ANYBODY,
    Action.ACCEPT_IF: CUSTOMERS,
    Action.CONFIRM: CUSTOMERS,
    Action.WITHDRAW: CUSTOMERS,
    Action.BACK_OUT: CUSTOMERS,
    Action.WHY_NOT: CUSTOMERS,
    Action.REST_MONTH: CUSTOMERS,
    Action.REST_UNTIL: CUSTOMERS,
    Action.CUSTOMER_TASK: DECIDERS,
    Action.USEFUL: SELLERS,
    Action.DID_NOT_HAPPEN: SELLERS,
    Action.TELL_OUTCOME: SELLERS,
    Form.OVERDUE: SELLERS,
    Action.EXPERIENCE: CUSTOMERS,
    Action.NOT_HAPPENED: CUSTOMERS,
    Action.IT_WAS_HELD: DECIDERS,
    Action.IT_WAS_NOT_HELD: DECIDERS,
    Action.IT_WAS_MOVED: DECIDERS,
    Form.MOVED: DECIDERS,
    Shortcut.LOG: OWNERS,
    Search.WHO_DID_IT: OWNERS,
    Form.LOGGED: OWNERS,
    Action.OPEN_LEDGER: OWNERS,
    Action.LEDGER_PAGE: OWNERS,
    Action.LEDGER_ENTRY: OWNERS,
    Form.CORRECTION: OWNERS,
    Form.VOIDING: OWNERS,
    Action.HOME_TAB: ANYBODY,
    Action.HOME_NEWER: ANYBODY,
    Action.HOME_OLDER: ANYBODY,
    Command.ADVOCATE: ANYBODY,  # whoever is no customer is told whom it is for
    Search.ACCOUNT: DECIDERS,
    Form.INVITE: DECIDERS,
    Form.INVITE_ANSWER: DECIDERS,
    Form.OWN_PAGE: CUSTOMERS,
    Action.OPEN_INVITE: OWNERS,
    Action.JOIN: CUSTOMERS,
    Action.REFUSE_INVITATION: CUSTOMERS,
    Action.JOIN_AGAIN: CUSTOMERS,
    Action.OWN_PAGE: CUSTOMERS,
    Action.SEND_OWN_PAGE: CUSTOMERS,
    Action.LIMIT: CUSTOMERS,
    Action.CONSENTS: CUSTOMERS,
    Action.PAUSE_UNTIL: CUSTOMERS,
    Action.RESUME: CUSTOMERS,
    Action.LEAVE: CUSTOMERS,
    Action.RECORD_INVITE_ANSWER: DECIDERS,
    Action.INVITE_NOMINATED: DECIDERS,
    Action.NOMINATED_NOT_NOW: DECIDERS,
    Action.VERIFY_CLAIM: DECIDERS,
    Action.VOID_CLAIM: DECIDERS,
    Action.OBJECTION_DONE: DECIDERS,
    Action.OBJECTION_KEEP: DECIDERS,
    SlackEvent.HOME_OPENED: ANYBODY,
    SlackEvent.UNINSTALLED: ANYBODY,
    SlackEvent.TOKENS_REVOKED: ANYBODY,
}

REFUSALS: Mapping[frozenset[Role], str] = {
    MANAGERS: "Running the programme is for its managers. One of them can give you that role.",
    SELLERS: "Requesting references is for the sellers of this programme. Its managers give that role.",
    DECIDERS: "Only the owner of this customer's relationship, their backup or a manager can decide this.",
    OWNERS: "This is for the owners and managers of this programme. Its managers give those roles.",
    CUSTOMERS: "This was asked of somebody else, so only they can answer it.",
}


def refusal(id_: str, roles: frozenset[Role]) -> str | None:
    """Why somebody with these roles may not, in a sentence; None where they may."""
    allowed = MAY[id_]
    return None if allowed <= ANYBODY or allowed & roles else REFUSALS[allowed]
