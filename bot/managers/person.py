"""Somebody as Slack describes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SLACKBOT = "USLACKBOT"
NOT_OURS = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")

NOT_REACHED = ("deleted", "is_bot", "is_stranger")


@dataclass(frozen=True, slots=True)
class Person:
    """`ours`: a full member of our own workspace, and so somebody who can have a role.

    `reached`: somebody whom Rung can write to, a guest or a member of a connected company as well.
    `confirmed`: Slack does not say that the address is yet to be confirmed, so that it may be anybody's.
    """

    user_id: str
    name: str
    email: str | None
    zone: str | None
    ours: bool
    reached: bool = True
    confirmed: bool = True


def described(user: Mapping[str, Any], team_id: str) -> Person:
    """From the `user` of users.info or user_change, for the workspace that the app is installed in."""
    profile = user.get("profile") or {}
    teams = {user.get("team_id") or team_id, *((user.get("enterprise_user") or {}).get("teams") or ())}
    user_id = str(user.get("id") or "")
    strange = user_id == SLACKBOT or any(user.get(mark) for mark in NOT_OURS)
    email = profile.get("email")
    return Person(
        user_id=user_id,
        name=str(profile.get("real_name") or user.get("real_name") or user.get("name") or user_id),
        email=str(email).lower() if email else None,
        zone=str(user["tz"]) if user.get("tz") else None,
        ours=team_id in teams and not strange,
        reached=user_id != SLACKBOT and not any(user.get(mark) for mark in NOT_REACHED),
        confirmed=user.get("is_email_confirmed") is not False,
    )
