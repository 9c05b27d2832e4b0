"""bots.info."""

from sandbox.errors import Json, SlackError
from sandbox.webapi.call import Call, ok
from sandbox.workspace import APP_ID


def info(call: Call) -> Json:
    """Without an argument, of the calling bot."""
    call.need("users:read")
    team = call.team
    if str(call.arguments.get("bot") or team.bot_id) != team.bot_id:
        raise SlackError("bot_not_found")
    return ok(
        bot={
            "id": team.bot_id,
            "deleted": False,
            "name": team.bot_name,
            "updated": 1767225600,
            "app_id": APP_ID,
            "user_id": team.bot_user_id,
            "icons": {},
        }
    )
