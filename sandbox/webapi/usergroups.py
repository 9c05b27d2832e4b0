"""usergroups.list and usergroups.users.list."""

from sandbox.errors import Json, SlackError
from sandbox.people import Group
from sandbox.webapi.call import Call, ok


def list_all(call: Call) -> Json:
    call.need("usergroups:read")
    return ok(usergroups=[_described(call, group) for group in call.team.groups.values()])


def users_of(call: Call) -> Json:
    """Whoever is switched off is not listed."""
    call.need("usergroups:read")
    group = call.team.groups.get(call.text("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    known = [call.team.users.get(user) for user in group.users]
    return ok(users=[user.id for user in known if user and user.kind != "deactivated"])


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
        "user_count": len(group.users),
    }
