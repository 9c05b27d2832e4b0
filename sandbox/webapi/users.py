"""users.info, users.list, users.lookupByEmail."""

from sandbox.errors import Json, SlackError
from sandbox.people import User, user_object
from sandbox.webapi.arguments import flag
from sandbox.webapi.call import Call, ok
from sandbox.webapi.cursors import page

UNPAGED = 1000  # people that come at once where no limit is asked for


def info(call: Call) -> Json:
    call.need("users:read")
    wanted = call.text("user")
    if wanted == call.team.bot_user_id:
        return ok(user=_bot(call))
    return ok(user=_described(call, call.user(wanted)))


def list_all(call: Call) -> Json:
    """Strangers are not listed: users.info alone knows them. A large workspace is given in pages only."""
    call.need("users:read")
    known = [None, *(each for each in call.team.users.values() if each.kind != "stranger")]
    if not call.arguments.get("limit") and len(known) > UNPAGED:
        raise SlackError("limit_required")
    shown, rest = page(call, known, usual=UNPAGED)
    listed = [_described(call, each) if each else _bot(call) for each in shown]
    return ok(members=listed, cache_ts=int(call.team.now().timestamp()), response_metadata=rest)


def lookup_by_email(call: Call) -> Json:
    call.need("users:read.email")
    for user in call.team.directory.with_email(call.text("email")):
        if user.kind not in {"deactivated", "stranger"}:
            return ok(user=_described(call, user))
    raise SlackError("users_not_found")


def _described(call: Call, user: User) -> Json:
    with_email = "users:read.email" in call.scopes
    return user_object(
        user, call.team.id, with_email=with_email, with_locale=flag(call.arguments, "include_locale")
    )


def _bot(call: Call) -> Json:
    team = call.team
    return {
        "id": team.bot_user_id,
        "team_id": team.id,
        "name": team.bot_name.lower(),
        "real_name": team.bot_name,
        "deleted": False,
        "is_bot": True,
        "is_app_user": False,
        "profile": {"real_name": team.bot_name, "display_name": team.bot_name, "bot_id": team.bot_id},
    }
