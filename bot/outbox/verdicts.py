"""Slack's own errors, as a table: what each means for a message."""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from slack_sdk.errors import SlackApiError

SERVER_ERROR, TOO_MANY = 500, 429


class Fate(StrEnum):
    GONE = "gone"  # never again to this recipient
    LATER = "later"
    DOUBT = "doubt"  # Slack may have accepted it: look before sending again
    WORKSPACE = "workspace"  # nobody's fault here: the workspace no longer lets us
    BUG = "bug"  # we drew what Slack does not take


WORKSPACE_ERRORS = frozenset({
    "invalid_auth",
    "not_authed",
    "token_revoked",
    "token_expired",
    "account_inactive",
    "missing_scope",
    "no_permission",
    "not_allowed_token_type",
    "messages_tab_disabled",
    "team_access_not_granted",
    "org_login_required",
    "ekm_access_denied",
    "app_access_restricted",
})  # fmt: skip
BUGS = frozenset({
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_arguments",
    "invalid_arg_name",
    "invalid_array_arg",
    "invalid_attachments",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "metadata_too_large",
    "msg_too_long",
    "msg_blocks_too_long",
    "no_text",
    "view_too_large",
    "invalid_form_data",
    "invalid_json",
    "json_not_object",
    "invalid_post_type",
    "missing_post_type",
    "unknown_method",
})  # fmt: skip
PASSING = frozenset({
    "ratelimited",
    "rate_limited",
    "message_limit_exceeded",
    "internal_error",
    "fatal_error",
    "service_unavailable",
    "request_timeout",
    "team_added_to_org",
    "hash_conflict",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """`retry_after` in seconds, where Slack named it; it then holds for the whole workspace. `answered`: the call
    is over, whatever became of it.
    """

    fate: Fate
    error: str
    retry_after: float | None = None
    answered: bool = True


def judge(problem: Exception) -> Verdict:
    """What became of a call that failed; any other exception than Slack's means that the answer was lost."""
    if not isinstance(problem, SlackApiError):
        return Verdict(Fate.DOUBT, type(problem).__name__, answered=False)
    status = int(getattr(problem.response, "status_code", 0) or getattr(problem.response, "status", 0))
    if status == TOO_MANY:
        return Verdict(Fate.LATER, "ratelimited", _retry_after(problem))
    if status >= SERVER_ERROR:
        return Verdict(Fate.DOUBT, f"http_{status}")
    data = getattr(problem.response, "data", None)
    if not isinstance(data, dict) or "error" not in data:
        return Verdict(Fate.DOUBT, "unreadable_answer")  # a proxy's page: Slack always names its error
    error = str(data["error"])
    for fate, errors in ((Fate.LATER, PASSING), (Fate.WORKSPACE, WORKSPACE_ERRORS), (Fate.BUG, BUGS)):
        if error in errors:
            return Verdict(fate, error)
    return Verdict(Fate.GONE, error)


def _retry_after(problem: SlackApiError) -> float:
    """Seconds, as Slack names them; one where what it says is no number."""
    try:
        named = float(problem.response.headers.get("Retry-After", 1))
    except ValueError:
        return 1.0
    return max(named, 0.0) if isfinite(named) else 1.0
