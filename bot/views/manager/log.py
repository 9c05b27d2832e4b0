"""Who did what, for managers: the newest first, a page at a time, of one person or of one kind where they wish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.kit.ids import Action, Form, Search, encode, variant
from bot.kit.text import foreign, plain
from bot.rules.hours import zone_of
from bot.views import dates
from bot.views.blocks import Block, actions, button, context, field, modal, option, section, select, words
from bot.views.manager.log_words import LABELS, LogKind, said
from models.audit import CLOCK, OPERATOR, Audit
from models.log import Named

ANY = "-"  # in a button's value, where nothing is chosen
LONGEST_NAME = 100
NOBODY = Named()
OURSELVES = {CLOCK: "Rung", OPERATOR: "Somebody at the server's command line"}
GONE = "Somebody not known here any more"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for. `before`: the line that the page before ended with."""

    kind: LogKind | None = None
    person_id: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class LogPage:
    """`names`: what the ids in its lines stand for. `person`: whom the page is about, where it is of one person."""

    wanted: Wanted
    lines: Sequence[Audit]
    names: Mapping[str, Named]
    more: bool
    person: Named = NOBODY


def log_view(shown: LogPage, *, zone: str, now: datetime) -> dict[str, Any]:
    blocks: list[Block] = []
    day = None
    for line in shown.lines:
        if (new := dates.on(line.at, zone=zone, now=now)) != day:
            blocks.append(context(f"*{new}*"))
            day = new
        blocks.append(section(_line(line, shown.names, zone)))
    if not shown.lines:
        blocks.append(section("Nothing of this kind was written down."))
    return modal(Form.LOG, "Log", [*_filter(shown), *blocks, *_turns(shown)], submit="Show")


def who(actor: str, names: Mapping[str, Named]) -> str:
    """Whoever did it, in plain text."""
    return OURSELVES.get(actor) or names.get(actor, NOBODY).name or GONE


def whom(subject: str, names: Mapping[str, Named]) -> str:
    """What it was done to, in plain text; empty where that is the programme, or has no name."""
    named = names.get(subject, NOBODY)
    person = ", ".join(each for each in (named.name, named.company) if each)
    return " · ".join(each for each in (person, named.deal) if each)


def _line(line: Audit, names: Mapping[str, Named], zone: str) -> str:
    at = line.at.astimezone(zone_of(zone))
    about = whom(line.subject, names)
    told = f"{at:%H:%M} *{foreign(who(line.actor, names), LONGEST_NAME)}* {said(line.verb)}"
    return f"{told} · {foreign(about, 3 * LONGEST_NAME)}" if about else told


def _filter(shown: LogPage) -> list[Block]:
    kinds: dict[str, Any] = select("Everything", [(LABELS[kind], kind) for kind in LogKind])
    if shown.wanted.kind:
        kinds["initial_option"] = option(LABELS[shown.wanted.kind], shown.wanted.kind)
    person: dict[str, Any] = {
        "type": "external_select",
        "action_id": Search.IN_LOG,
        "placeholder": words("Anybody"),
        "min_query_length": 0,
    }
    if shown.wanted.person_id:
        label = ", ".join(each for each in (shown.person.name, shown.person.company) if each) or GONE
        person["initial_option"] = option(plain(label, 75), shown.wanted.person_id)
    return [
        field("kind", "What it is about", kinds, optional=True),
        field("person", "Who did it, or was concerned", person, optional=True),
    ]


def _turns(shown: LogPage) -> list[Block]:
    wanted = shown.wanted
    kept = (wanted.kind or ANY, wanted.person_id or ANY)
    newest = button("Newest", variant(Action.LOG_PAGE, "newest"), encode(ANY, *kept))
    turns = [newest] if wanted.before else []
    if shown.more:
        older = encode(shown.lines[-1].id, *kept)
        turns.append(button("Earlier", variant(Action.LOG_PAGE, "earlier"), older))
    return [actions(turns, block_id="pages")] if turns else []
