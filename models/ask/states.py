"""What may become of an ask, and the words that its columns use."""

from enum import StrEnum


class AskState(StrEnum):
    LISTED = "listed"  # on the shortlist, nobody was bothered yet
    APPROVING = "approving"  # the owner's card is out
    APPROVED = "approved"  # waits for the customer's contact hours
    ASKED = "asked"
    CHECKING = "checking"  # said yes, if no conflict, and sees the prospect's name
    ACCEPTED = "accepted"
    SPARE = "spare"  # a second yes: thanked, not used, not counted
    DECLINED = "declined"
    PASSED_ON = "passed_on"  # would rather that a colleague is asked, which is not a no
    SILENT = "silent"  # the customer's deadline passed
    NOT_PASSED_ON = "not_passed_on"  # one of ours was to put the question, and never did
    BACKED_OUT = "backed_out"  # said yes, and can't make it any more
    NOT_HELD = "not_held"  # agreed, and did not happen
    REFUSED = "refused"  # an approver said no
    UNAPPROVED = "unapproved"  # no approver answered
    BLOCKED = "blocked"  # a cap or block came up since the shortlist
    TOO_LATE = "too_late"  # the last safe moment had passed
    WITHDRAWN = "withdrawn"  # the seller cancelled, or somebody else's yes was enough
    DROPPED = "dropped"  # the seller took them off the shortlist


class Declined(StrEnum):
    NOT_THIS = "not_this"
    NOT_NOW = "not_now"
    NEVER_THIS_KIND = "never_this_kind"
    CONFLICT = "conflict"  # saw the name, and withdrew


class WhyNot(StrEnum):
    """The optional reason for a no; each has one effect."""

    TOO_BUSY = "too_busy"
    NOT_MY_FIELD = "not_my_field"
    CONFLICT = "conflict"
    NOT_HAPPY = "not_happy"
    COMPANY_FORBIDS = "company_forbids"
    CHANGED_JOB = "changed_job"
    NOT_SAID = "not_said"


class Refused(StrEnum):
    NOT_NOW = "not_now"
    NOT_THIS_DEAL = "not_this_deal"  # keeps everybody at the account out of this deal


class Road(StrEnum):
    """How the question reaches the customer."""

    SLACK = "slack"
    RELAY = "relay"  # the owner forwards a text, and records the answer
    IN_PERSON = "in_person"  # the owner asks them, and records the answer
    ASSISTANT = "assistant"  # the customer's assistant arranges it with the owner


class Stage(StrEnum):
    """How far the owner's chain of clocks has come."""

    OWNER = "owner"
    REMINDED = "reminded"
    BACKUP = "backup"
    MANAGERS = "managers"


WITH_CUSTOMER = frozenset({AskState.ASKED, AskState.CHECKING})
RUNNING = frozenset({AskState.APPROVING, AskState.APPROVED}) | WITH_CUSTOMER
