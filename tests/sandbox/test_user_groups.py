"""User groups, as Slack's Web API tells of them."""

from tests.sandbox.calls import refusal
from tests.sandbox.shop import MANIFEST, Shop


async def test_they_are_listed_with_whoever_is_in_them(quiet: Shop) -> None:
    assert await refusal(quiet, "usergroups.list") == "missing_scope"
    scopes = [*MANIFEST["oauth_config"]["scopes"]["bot"], "usergroups:read"]
    quiet.sandbox.manifest = {**MANIFEST, "oauth_config": {"scopes": {"bot": scopes}}}
    assert (await quiet.client.usergroups_list())["usergroups"] == []
    quiet.team.set_group("S0ENG", "eng", ["U0ADA", "U0OLD", "U0UNHEARD"])
    (group,) = (await quiet.client.usergroups_list())["usergroups"]
    assert (group["id"], group["handle"], group["name"], group["date_delete"]) == ("S0ENG", "eng", "Eng", 0)
    assert (await quiet.client.usergroups_users_list(usergroup="S0ENG"))["users"] == ["U0ADA"]
    assert await refusal(quiet, "usergroups.users.list", usergroup="S0GONE") == "no_such_subteam"
    assert await refusal(quiet, "usergroups.users.list") == "invalid_arguments"
