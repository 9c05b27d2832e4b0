"""The people of a workspace, as Slack describes them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, cast
from zoneinfo import ZoneInfo

from sandbox.errors import Json

Kind = Literal["member", "guest", "single_guest", "external", "stranger", "deactivated"]


@dataclass(frozen=True)
class User:
    """`name` is the handle. Externals and strangers belong to `team_id`, a workspace of their own."""

    id: str
    name: str
    real_name: str = ""
    email: str = ""
    title: str = ""
    kind: Kind = "member"
    tz: str = "Europe/Berlin"
    locale: str = "en-GB"
    team_id: str = ""
    confirmed: bool = True  # have they followed the link that Slack sent to their address?

    @property
    def foreign(self) -> bool:
        return self.kind in {"external", "stranger"}

    def home_team(self, installed: str) -> str:
        """The id of the workspace this person belongs to, where `installed` is the app's."""
        return (self.team_id or "T0ELSEWHERE") if self.foreign else installed


@dataclass(frozen=True)
class Group:
    """A user group; `handle` is what people mention."""

    id: str
    handle: str
    name: str
    users: list[str]


def read_people(path: Path) -> Iterator[User]:
    """People of a CSV file with the columns user_id, name, email, title, kind, tz, locale."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            handle = row["email"].partition("@")[0] or row["name"].lower().replace(" ", ".")
            yield User(
                id=row["user_id"],
                name=handle,
                real_name=row["name"],
                email=row["email"],
                title=row["title"],
                kind=cast("Kind", row["kind"] or "member"),
                tz=row["tz"] or "Europe/Berlin",
                locale=row["locale"] or "en-GB",
            )


def user_object(user: User, installed: str, *, with_email: bool, with_locale: bool) -> Json:
    """The `user` of users.info; an external has no locale and says whether it is a stranger."""
    team = user.home_team(installed)
    real_name = user.real_name or user.name
    profile: Json = {
        "title": user.title,
        "phone": "",
        "real_name": real_name,
        "real_name_normalized": real_name,
        "display_name": user.name,
        "display_name_normalized": user.name,
        "status_text": "",
        "status_emoji": "",
        "team": team,
    }
    if with_email and user.email:
        profile["email"] = user.email
    described: Json = {
        "id": user.id,
        "team_id": team,
        "name": user.name,
        "real_name": real_name,
        "deleted": user.kind == "deactivated",
        "profile": profile,
        "is_bot": False,
        "is_app_user": False,
        "updated": 1767225600,
    }
    return described | _standing(user) | ({"locale": user.locale} if with_locale and not user.foreign else {})


def _standing(user: User) -> Json:
    if user.kind == "deactivated":
        return {}
    offset = datetime.now(UTC).astimezone(ZoneInfo(user.tz)).utcoffset()
    seconds = int(offset.total_seconds()) if offset else 0
    zone: Json = {"tz": user.tz, "tz_label": user.tz, "tz_offset": seconds}
    if user.foreign:
        return zone | {"is_stranger": user.kind == "stranger"}
    return zone | {
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": user.kind in {"guest", "single_guest"},
        "is_ultra_restricted": user.kind == "single_guest",
        "is_email_confirmed": user.confirmed,
    }
