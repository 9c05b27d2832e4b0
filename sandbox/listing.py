"""The people that the page shows: a page of the list, those a search finds, and those it has by their ids."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sandbox.directory import PAGE
from sandbox.errors import Json
from sandbox.people import User
from sandbox.workspace import Workspace

CHOICES = 100  # that a select shows at once


@dataclass(frozen=True)
class Wanted:
    """What somebody looks at in the list of people: those found by these words, so many of them."""

    words: str = ""
    limit: int = PAGE


def wanted_of(query: Mapping[str, str]) -> Wanted:
    """From an address's `find` and `pages`."""
    pages = query.get("pages", "")
    return Wanted(query.get("find", ""), PAGE * max(1, int(pages) if pages.isdecimal() else 1))


def listed(team: Workspace, wanted: Wanted) -> Json:
    """`people`: a part of a large workspace, in which is who has something to read; `found`: of how many."""
    found = team.directory.find(wanted.words)
    waiting = team.counts.waiting(team.channels)
    shown = team.directory.page(found, waiting, wanted.limit)
    return {"people": [described(team, each) for each in shown], "found": len(found)}


def choices(team: Workspace, words: str) -> list[Json]:
    """Whom a select offers: people who can be reached."""
    able = [each for each in team.directory.find(words) if each.kind not in {"deactivated", "stranger"}]
    return [_card(each) for each in able[:CHOICES]]


def named(team: Workspace, ids: Iterable[str]) -> list[Json]:
    """Those of these people who are known here."""
    return [_card(team.users[each]) for each in ids if each in team.users]


def described(team: Workspace, user: User) -> Json:
    """A person as the list shows them."""
    return _card(user) | {"unread": team.counts.total(user.id, team.channels)}


def _card(user: User) -> Json:
    """People of other companies have theirs after the last comma of the title."""
    title, company = user.title, ""
    if user.kind != "member" and ", " in title:
        title, _, company = title.rpartition(", ")
    return {
        "id": user.id,
        "real_name": user.real_name or user.name,
        "title": title,
        "role": title,
        "company": company,
        "kind": user.kind,
        "tz": user.tz,
    }
