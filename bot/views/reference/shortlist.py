"""The shortlist in the seller's form: three to ask, near misses, and stories usable at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.kit.ids import Action, Form, encode
from bot.kit.text import foreign, linked, listed, sentence, times
from bot.rules import matching, protection
from bot.rules.deadlines import Expected
from bot.rules.hours import Week, next_open
from bot.views import dates
from bot.views.blocks import Block, button, context, divider, header, modal, overflow, section
from bot.views.reference.help import Help, would_help
from models.activity import Activity
from models.base import FOREVER
from models.deal import Deal
from models.eligibility.needs import Standing
from models.reference import Reference
from models.story import Story, StoryKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """One customer of the shortlist: the ask that may come of it, and why them."""

    ask_id: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Shortlist:
    reference: Reference
    deal: Deal
    activity: Activity
    candidates: Sequence[Candidate]
    near_misses: Sequence[Standing]
    stories: Sequence[tuple[Story, str]]  # each with its account's name
    expected: Expected | None  # None where nobody can be asked
    emptied: bool = False  # the seller took everybody off
    help: Help | None = None  # where nobody can be asked


def shortlist_form(found: Shortlist, *, zone: str, now: datetime) -> dict[str, Any]:
    """Who fits, for a seller whose zone is `zone`; with nobody to ask there is nothing to submit."""
    blocks: list[Block] = [section(_need(found, now))]
    if found.candidates:
        blocks.append(context(_hope(found, zone, now)))
    else:
        blocks += _nobody(found, zone, now)
    for place, candidate in enumerate(found.candidates):
        blocks.append(_candidate(candidate, place, now))
    if found.near_misses:
        blocks += [divider(), header("Not now, and why")]
        blocks += [section(_near_miss(standing, now)) for standing in found.near_misses]
    if found.stories:
        blocks += [divider(), header("Usable at once")]
        blocks += [section(_story(story, account)) for story, account in found.stories]
    return modal(
        Form.SHORTLIST,
        "Who fits",
        blocks,
        submit="Ask for me" if found.candidates else None,
        metadata=found.reference.id,
    )


def _need(found: Shortlist, now: datetime) -> str:
    needed = dates.weekday(found.reference.needed_on, now.date())
    return f"*{foreign(found.activity.name, 100)}* for {foreign(found.deal.name)}, needed by {needed}"


def _hope(found: Shortlist, zone: str, now: datetime) -> str:
    if found.expected is None:
        return ""
    likely = dates.soon(found.expected.likely_by, zone=zone, now=now)
    last = dates.soon(found.expected.last_safe, zone=zone, now=now)
    return f"A yes is likely by {likely}; last safe moment to ask: {last}. One is asked at a time, in this order."


def _nobody(found: Shortlist, zone: str, now: datetime) -> list[Block]:
    if found.emptied:
        back = button("Bring them back", Action.BRING_BACK, found.reference.id)
        return [section("*You have taken everybody off this list.*", back)]
    said = "*Nobody can be asked for this right now.*"
    if found.near_misses or found.stories:
        said = f"{said} What you can use, or soon can, stands below."
    return [section(said), *(would_help(found.help, found.reference.id, zone, now) if found.help else [])]


def _candidate(candidate: Candidate, place: int, now: datetime) -> Block:
    standing = candidate.standing
    lines = [f"*{place + 1}  {foreign(standing.title, 100)}, {foreign(standing.account, 100)}*"]
    lines += [_why(standing), _rested(standing, now)]
    if standing.until:
        lines.append(f"No longer free: {protection.exclusion(standing.until, FOREVER).words}.")
    choices = [("Take off the list", encode("drop", candidate.ask_id))]
    if place > 0:
        choices.insert(0, ("Move up", encode("up", candidate.ask_id)))
    return section("\n".join(lines), overflow(Action.CANDIDATE, choices))


def _why(standing: Standing) -> str:
    matches, differs = matching.explain(standing.fits)
    said = sentence(listed(matches)) if matches else "Little is known about how they fit"
    return f"{said}; {listed(differs)}" if differs else said


def _rested(standing: Standing, now: datetime) -> str:
    if standing.last_asked_at is not None:
        last = dates.on(standing.last_asked_at, zone=standing.zone, now=now)
        return f"Last asked on {last}, {times(standing.asked_in_year)} in the past year"
    if standing.last_favour_on is not None:
        return f"Not asked through Rung yet; last helped on {dates.day(standing.last_favour_on, now.date())}"
    return "Not asked through Rung yet"


def _near_miss(standing: Standing, now: datetime) -> str:
    who = f"*{foreign(standing.title, 100)}, {foreign(standing.account, 100)}*"
    reason = protection.exclusion(standing.until, FOREVER)
    if reason.until is None:
        return f"{who}\n{sentence(reason.words)}"
    reached = next_open(Week(standing.zone, standing.country), reason.until)
    free = dates.on(reached, zone=standing.zone, now=now)
    return f"{who}\n{sentence(reason.words)}; free on {free}"


def _story(story: Story, account: str) -> str:
    link = linked(story.url, story.title)
    if story.kind is StoryKind.QUOTE and story.text:
        return f"“{foreign(story.text, 400)}”\n{_by(account)} · {link}"
    return f"{link}\nStory by {_by(account)}"


def _by(account: str) -> str:
    """Whose it is; nobody is named where they asked for that."""
    return foreign(account, 100) if account else "a customer who is not named"
