"""What each verb of the log says to managers, by what it is about."""

from collections.abc import Mapping
from enum import StrEnum

from bot.views.manager.queue import KINDS
from models.block import BlockKind
from models.log import Verbs
from models.task import TaskKind


class LogKind(StrEnum):
    """What managers can look for."""

    ASKS = "asks"
    REFERENCES = "references"
    FAVOURS = "favours"
    CUSTOMERS = "customers"
    NEXT_STEPS = "next_steps"
    GIVEN_BACK = "given_back"
    VOICES = "voices"
    TASKS = "tasks"
    ROLES = "roles"
    SETTINGS = "settings"
    DATA = "data"


LABELS: Mapping[LogKind, str] = {
    LogKind.ASKS: "Questions to customers, approvals and exceptions",
    LogKind.REFERENCES: "What sellers need",
    LogKind.FAVOURS: "What customers did, and what came of it",
    LogKind.CUSTOMERS: "Joining, limits, consents, blocks and leaving",
    LogKind.NEXT_STEPS: "Next steps and the ladder",
    LogKind.GIVEN_BACK: "What was given back, and company approvals",
    LogKind.VOICES: "Recommendation, surveys and drafts",
    LogKind.TASKS: "Tasks",
    LogKind.ROLES: "Roles, owners and absences",
    LogKind.SETTINGS: "Settings, texts and digests",
    LogKind.DATA: "Imports, exports, webhooks and workspaces",
}

# A verb that ends in an underscore stands for all that begin so; what follows is said after a colon.
WORDS: Mapping[LogKind, Mapping[str, str]] = {
    LogKind.ASKS: {
        "approving": "asked the owner whether we may ask",
        "approved": "approved the question",
        "refused": "did not approve the question",
        "unapproved": "gave up waiting for an approval",
        "waived": "needed no approval, as the settings say",
        "standing_used": "used a standing approval",
        "standing_given": "gave a standing approval",
        "standing_withdrawn": "withdrew a standing approval",
        "approval_handed": "handed the approval to somebody else",
        "line_added": "added a personal line",
        "exception": "made an exception from our own limits",
        "asked": "asked the customer",
        "relay": "had the question passed on by their owner",
        "in_person": "left the question to their owner",
        "assistant": "had the question passed on to their assistant",
        "to_assistant": "left the answer to their assistant",
        "put_to_them": "put the question to the customer",
        "checking": "said yes, if there is no conflict",
        "accepted": "recorded a yes",
        "spare": "recorded a second yes, which was not needed",
        "declined": "recorded a no",
        "passed_on": "recorded that a colleague is to be asked",
        "silent": "had no answer in time",
        "not_passed_on": "gave up waiting for the question to be passed on",
        "backed_out": "recorded that they can't make it any more",
        "blocked": "found that the customer may not be asked any more",
        "too_late": "found that it was too late to ask",
        "withdrawn": "withdrew the question",
        "dropped": "took a customer off the list",
        "listed": "put a customer back on the list",
        "why_not_": "recorded why not",
    },
    LogKind.REFERENCES: {
        "looking": "began to look for a customer",
        "found": "found a customer",
        "unfilled": "ended without a customer",
        "cancelled": "cancelled the need",
        "given_up": "gave up looking",
        "changed": "changed what is needed",
        "reopened": "opened the need again",
        "reminded": "reminded whoever it waits for",
        "shared": "shared it to a channel",
        "informed": "added colleagues to keep informed",
        "channel_refused": "could not write to the channel",
    },
    LogKind.FAVOURS: {
        "dated": "set the day",
        "briefed": "briefed both sides",
        "debrief_asked": "asked how it went",
        "debrief_reminded": "reminded of the question how it went",
        "debrief_overdue": "marked the answer about it as overdue",
        "debrief_chased": "asked once more how it went",
        "said_held": "said that it was held",
        "said_not_held": "said that it did not happen",
        "not_held": "recorded that it did not happen",
        "outcome_told": "released what came of the deal",
        "participation_claimed": "wrote down what a customer did",
        "participation_verified": "verified what a customer did",
        "participation_corrected": "corrected what a customer did",
        "participation_void": "struck out what a customer did",
    },
    LogKind.CUSTOMERS: {
        "invited": "invited a customer",
        "joined": "joined",
        "invitation_refused": "recorded a no to the invitation",
        "consent_dropped": "ended a consent",
        "consent_": "recorded a consent",
        "limit_": "changed their own limit",
        "not_their_field": "took a topic off the profile",
        "paused": "paused the customer",
        "paused_for_silence": "paused the customer after two silences",
        "resumed": "ended the pause",
        "stopped_unasked": "stopped what is sent unasked",
        "allowed_unasked": "allowed again what is sent unasked",
        "left": "recorded that the customer left",
        "held_back": "blocked the company for a time",
        "block_lifted": "lifted a block",
        "block_": "recorded a block",
        "public_sector": "marked the company as public sector",
        "not_public_sector": "took the mark of the public sector away",
        "found_in_slack": "found the customer in Slack",
        "lost_in_slack": "no longer found the customer in Slack",
        "moved_in_slack": "now writes to them in another workspace",
        "reachable": "can reach the customer in Slack",
        "unreachable": "can't reach the customer in Slack",
        "exported": "took out all that is kept on the customer",
        "erased": "erased all that is kept on the customer",
        "admitted": "let somebody who was erased come back",
    },
    LogKind.NEXT_STEPS: {
        "nudged": "proposed next steps",
        "nudge_": "recorded a proposal of a next step",
        "nudging_paused": "paused the proposals: they did harm",
        "nudging_resumed": "began with proposals again",
        "holdout": "drew who gets no proposals",
        "sweep": "looked for next steps",
        "sweep_planned": "planned the next look for next steps",
        "standings": "worked out where customers stand",
        "ladder_began": "began with this ladder",
        "ladder_changed": "changed the ladder",
        "recaps": "looked back on the quarter with customers",
        "recaps_done": "ended the look back on the quarter",
        "recap_planned": "planned the look back on the quarter",
    },
    LogKind.GIVEN_BACK: {
        "giveback_asked_for": "asked for something in return",
        "giveback_": "recorded something given back",
        "company_approved": "recorded what a company allows in public",
        "company_approval_ended": "ended what a company allows in public",
        "company_approval_withdrawn": "withdrew what a company allows in public",
    },
    LogKind.VOICES: {
        "nps_asked": "asked who would recommend us",
        "nps_answered": "said whether they would recommend us",
        "nps_comment": "said why",
        "nps_closed": "closed the question whether they would recommend us",
        "surveyed": "asked customers after a delivery",
        "survey_said": "answered a part of a survey",
        "survey_answered": "answered a survey",
        "survey_declined": "declined a survey",
        "survey_closed": "closed a survey",
        "surveys_closed": "closed surveys that nobody answered",
        "drafted": "drafted a text from a survey",
        "draft_": "changed a draft",
    },
    LogKind.TASKS: {
        "task_handed": "handed a task to somebody else",
        **{f"task_{kind}": f"set a task: {KINDS[kind]}" for kind in TaskKind},
        "relay_reminded": "reminded of a question to pass on",
        "relay_stands_in": "asked the backup to pass a question on",
        **{f"{kind}_": "closed a task" for kind in TaskKind},
    },
    LogKind.ROLES: {
        **{f"{role}_given": f"made somebody {role}" for role in ("seller", "owner", "manager")},
        **{f"{role}_taken": f"took the role of {role} away" for role in ("seller", "owner", "manager")},
        **{
            f"set_{role}_group": f"changed which group the role of {role} follows"
            for role in ("seller", "owner", "manager")
        },
        "member_back": "found that a colleague is back",
        "member_left": "found that a colleague left",
        "member_known": "learned from Slack who a colleague is",
        "member_refused": "found that somebody can't be a colleague here",
        "account_handed": "handed a customer over",
        "away": "is away",
        "back": "is back",
        "backup": "chose a backup",
    },
    LogKind.SETTINGS: {
        "set_": "changed a setting",
        "text_": "changed a text",
        "untext_": "went back to our own text",
        "digest": "sent the weekly digest",
        "digest_planned": "planned the next weekly digest",
        "overdue_told": "told managers what is overdue",
        "message_tried_again": "had a message tried again",
        "message_let_go": "let a message go",
    },
    LogKind.DATA: {
        "imported_": "imported a file",
        "file_": "dropped or decided on a file",
        "webhook_added": "added a webhook",
        "webhook_retired": "retired a webhook",
        "webhook_rotated": "gave a webhook a new secret",
        "health_told": "told of a company's health",
        **{f"{kind}_told": f"told of a company's block: {kind.replace('_', ' ')}" for kind in BlockKind},
        "install_link_given": "made a link to install Rung",
        "workspace_added": "connected a workspace",
        "workspace_left": "found that Rung was taken out",
        "workspace_paused": "paused a workspace",
        "workspace_resumed": "resumed a workspace",
        "workspace_purged": "deleted what was kept of a workspace",
    },
}
FAMILY = "_"
ALL_WORDS = {verb: said for kind in WORDS.values() for verb, said in kind.items()}
FAMILIES = sorted((verb for verb in ALL_WORDS if verb.endswith(FAMILY)), key=len, reverse=True)


def verbs_of(kind: LogKind) -> Verbs:
    known = WORDS[kind]
    return Verbs(
        exactly=[verb for verb in known if not verb.endswith(FAMILY)],
        beginning=[verb for verb in known if verb.endswith(FAMILY)],
    )


def said(verb: str) -> str:
    """A verb as managers read it; of one that an older version wrote, its own words."""
    if verb in ALL_WORDS:
        return ALL_WORDS[verb]
    family = next((each for each in FAMILIES if verb.startswith(each)), None)
    if family is None:
        return verb.replace("_", " ")
    return f"{ALL_WORDS[family]}: {verb.removeprefix(family).replace('_', ' ')}"
