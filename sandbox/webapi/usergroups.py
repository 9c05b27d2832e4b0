"""usergroups.list and usergroups.users.list."""

from sandbox.errors import Json, SlackError
from sandbox.people import Group
from sandbox.webapi.arguments import flag
from sandbox.webapi.call import Call, ok


def list_all(call: Call) -> Json:
    call.need("usergroups:read")
    with_users = flag(call.arguments, "include_users")
    return ok(
        usergroups=[
            _described(call, group) | ({"users": _standing(call, group)} if with_users else {})
            for group in call.team.groups.values()
        ]
    )


def users_of(call: Call) -> Json:
    """Whoever is switched off is not listed."""
    call.need("usergroups:read")
    group = call.team.groups.get(call.text("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    return ok(users=_standing(call, group))


def _standing(call: Call, group: Group) -> list[str]:
    known = [call.team.users.get(user) for user in group.users]
    return [user.id for user in known if user and user.kind != "deactivated"]


def _described(call: Call, group: Group) -> Json:
    return {
        "id": group.id,
        "team_id": call.team.id,
        "is_usergroup": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_delete": 0,
    } | ({"user_count": len(_standing(call, group))} if flag(call.arguments, "include_count") else {})
