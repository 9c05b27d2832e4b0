"""Who may do what: the one table of roles by id. The turn reads it before anything else runs.

It says which roles may press at all; whose ask or reference it is, the called function settles in its transaction.
"""

from collections.abc import Mapping

from bot.kit.ids import Action, Command, Form, Search, Shortcut, SlackEvent
from models.member import Role

SELLERS = frozenset({Role.SELLER, Role.MANAGER})
DECIDERS = frozenset({Role.SELLER, Role.OWNER, Role.MANAGER})  # a backup may hold any role
CUSTOMERS = frozenset({Role.ADVOCATE})
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
    Action.APPROVE: DECIDERS,
    Action.REFUSE_NOW: DECIDERS,
    Action.REFUSE_DEAL: DECIDERS,
    Action.ACCEPT: CUSTOMERS,
    Action.NOT_THIS: CUSTOMERS,
    Action.NOT_NOW_UNTIL: CUSTOMERS,
    Action.NEVER_THIS_KIND: CUSTOMERS,
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
    SELLERS: "Requesting references is for the sellers of this programme. Its managers give that role.",
    DECIDERS: "Only the owner of this customer's relationship, their backup or a manager can decide this.",
    OWNERS: "Inviting customers is for those who look after them, and for the managers of this programme.",
    CUSTOMERS: "This was asked of somebody else, so only they can answer it.",
}


def refusal(id_: str, roles: frozenset[Role]) -> str | None:
    """Why somebody with these roles may not, in a sentence; None where they may."""
    allowed = MAY[id_]
    return None if allowed <= ANYBODY or allowed & roles else REFUSALS[allowed]
