"""auth.test and team.info."""

from sandbox.errors import Json
from sandbox.webapi.call import Call, ok


def test(call: Call) -> Json:
    team = call.team
    return ok(
        url=f"https://{team.domain}.slack.com/",
        team=team.name,
        user=team.bot_name.lower(),
        team_id=team.id,
        user_id=team.bot_user_id,
        bot_id=team.bot_id,
        is_enterprise_install=False,
    )


def team_info(call: Call) -> Json:
    call.need("team:read")
    team = call.team
    icon = {"image_default": True}
    return ok(
        team={"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": icon}
    )
