"""What Slack does with a modal when the bot has acknowledged its submission."""

from sandbox.checks import check_view
from sandbox.delivery import Answer
from sandbox.errors import Json, SlackError
from sandbox.workspace import Workspace


def settle(team: Workspace, user_id: str, view_id: str, answer: Answer) -> SlackError | None:
    """Closes, updates, pushes, or shows errors, as the body of the acknowledgement says.

    Returns what is wrong with the answer itself, if something is.
    """
    stack, body = team.stacks[user_id], answer.body or {}
    submitted = stack.find(view_id)
    if submitted is None:
        return None
    try:
        match body.get("response_action"):
            case None:
                stack.remove(view_id)
            case "clear":
                stack.views = []
            case "errors":
                submitted.errors = _errors(body, submitted.view)
            case "update":
                submitted.view = team.changed_view(submitted.view, check_view(body.get("view"), "modal"))
            case "push":
                stack.push(team.new_view(check_view(body.get("view"), "modal")))
            case _:
                return SlackError("invalid_arguments")
    except SlackError as error:
        return error
    return None


def _errors(body: Json, view: Json) -> dict[str, str]:
    """Slack shows an error only at an input block of the view."""
    inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    errors = body.get("errors") or {}
    if not errors or not inputs.issuperset(errors):
        raise SlackError("invalid_error_block_ids")
    return dict(errors)
