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
    SlackEvent.HOME_OPENED: ANYBODY,
    SlackEvent.UNINSTALLED: ANYBODY,
    SlackEvent.TOKENS_REVOKED: ANYBODY,
}

REFUSALS: Mapping[frozenset[Role], str] = {
    SELLERS: "Requesting references is for the sellers of this programme. Its managers give that role.",
    DECIDERS: "Only the owner of this customer's relationship, their backup or a manager can decide this.",
    OWNERS: "The owners of customer relationships and the managers keep this record. Tell one of them what was done.",
    CUSTOMERS: "This was asked of somebody else, so only they can answer it.",
}


def refusal(id_: str, roles: frozenset[Role]) -> str | None:
    """Why somebody with these roles may not, in a sentence; None where they may."""
    allowed = MAY[id_]
    return None if allowed <= ANYBODY or allowed & roles else REFUSALS[allowed]
