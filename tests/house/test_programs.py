"""Nobody crosses a program: every statement takes it, but for a short list that is named here."""

import ast
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from bot.kit.database import Database
from models import (
    actor,
    bulk,
    climb,
    due,
    install,
    leaving,
    lookup,
    outgoing,
    place,
    program,
    rounds,
    schema,
    sealed,
    upkeep,
    webhook,
    workspace,
)
from models import ask as asks
from models import company_approval as company_approvals
from models import debrief as debriefs
from models import digest as digests
from models import event as events
from models import member as members
from models import nudge as nudges
from models import sweep as sweeps
from models import task as tasks
from models import upload as uploads
from models.base import Base, Owned
from models.message import Message
from models.privacy import erasing, retention, suggested
from models.program import Program
from tests import customers
from tests.behind import set_open_references
from tests.dropping import dropping
from tests.favours import agreed, moment, won
from tests.giving import giving
from tests.house.tree import sources
from tests.managing import managing
from tests.nudging import stepping
from tests.world import World, small_world

# Each with its reason: what looks across programs, or below them.
ACROSS = {
    "actor.identify": "a payload finds its tenant",
    "ask.due": "a scan for what is due, in all programs",
    "bulk.count_anew": "belongs to no program",
    "company_approval.due": "a scan for what is due, in all programs",
    "climb.due": "a scan for what is due, in all programs",
    "debrief.due": "a scan for what is due, in all programs",
    "due.programs": "a scan for what is due, in all programs",
    "digest.due": "a scan for what is due, in all programs",
    "digest.looks_due": "a scan for what is due, in all programs",
    "event.forget": "what Slack can no longer repeat",
    "install.link": "an installation finds its tenant",
    "install.use": "an installation finds its tenant",
    "install.consume": "the OAuth state: nobody's yet",
    "install.forget": "what can lead nobody in any more",
    "leaving.due": "a scan for what is due, in all programs",
    "lookup.due": "a scan for whom Slack is to be asked about, in all programs",
    "member.unknown": "a scan for whom Slack is to be asked about, in all programs",
    "nudge.due": "a scan for what is due, in all programs",
    "sweep.due": "a scan for what is due, in all programs",
    "sweep.programs_due": "a scan for what is due, in all programs",
    "sealed.everything": "a change of keys is one for all programs",
    "sealed.replace": "named with its program in the value it takes",
    "upkeep.backlog": "counts for the operator, in all programs",
    "upkeep.give_back": "a worker that ends holds rows of all programs",
    "upkeep.into_doubt": "a restored database is one for all programs",
    "outgoing.due_workspaces": "a scan for what is due, in all programs",
    "outgoing.write": "many rows at once, each named with its program",
    "place.look_ups_due": "a scan for whom Slack is to be asked about, in all programs",
    "upload.due": "a scan for what is due, in all programs",
    "upload.forget_faults": "cells that are kept no longer",
    "rounds.recaps_due": "a scan for what is due, in all programs",
    "rounds.nps_due": "a scan for what is due, in all programs",
    "rounds.surveys_due": "a scan for what is due, in all programs",
    "privacy.let_go_of_messages": "rows that say nothing any more, in all programs",
    "privacy.gone": "a scan for what is due, in all programs",
    "privacy.due": "a scan for what is due, in all programs",
    "privacy.contacts": "rows that are kept no longer, in all programs",
    "privacy.uploads": "rows that are kept no longer, in all programs",
    "privacy.messages": "rows that are kept no longer, in all programs",
    "program.named": "the command line finds its programme",
    "schema.accepts": "belongs to no program",
    "schema.reach": "belongs to no program",
    "schema.revision": "belongs to no program",
    "task.due": "a scan for what is due, in all programs",
    "webhook.calling": "another system's call finds its tenant",
    "schema.touch": "belongs to no program",
    "workspace.by_team": "a payload finds its tenant",
    "workspace.groups_due": "a scan for what is due, in all programs",
    "workspace.unasked": "a scan for whom Slack is to be asked about, in all programs",
    "workspace.everywhere": "a list for the operator, of all programs",
}
OWNED = {
    str(mapper.class_.__tablename__) for mapper in Base.registry.mappers if issubclass(mapper.class_, Owned)
}
NAMED = re.compile(r"\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+AS\s+(\w+))?")
BOUND = re.compile(r"\b(?:\w+\.program_id|program\.id) = \?")
CARRIERS = {"Need", "Advocate"}  # values that hold the program themselves
IN_ITS_ROW = {"inserting.insert_into", "reference.create", "task.open_"}  # what they insert holds it


def walked() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path, tree in sources("models"):
        for node in tree.body:
            if path != "app.py" and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                place = Path(path)
                noun = place.stem if place.parent.name == "models" else place.parent.name
                yield f"{noun}.{node.name}", node


def takes(node: ast.FunctionDef | ast.AsyncFunctionDef) -> dict[str, str]:
    """A function's arguments, each with its annotation."""
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return {each.arg: ast.unparse(each.annotation) if each.annotation else "" for each in given}


def test_every_public_function_of_the_models_takes_the_program() -> None:
    without = {
        name
        for name, node in walked()
        if not node.name.startswith("_")
        and "session" in (given := takes(node))
        and "program_id" not in given
        and not CARRIERS & set(given.values())
    }
    assert without == set(ACROSS) | IN_ITS_ROW


@dataclass
class Statements:
    """What was executed: statements with the values bound to them."""

    seen: list[tuple[str, Any]] = field(default_factory=list)

    def hear(self, _connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        self.seen.append((statement, parameters))


@contextmanager
def listening(database: Database) -> Iterator[Statements]:
    heard = Statements()
    engines = {id(engine): engine.sync_engine for engine in (database._writer, database._reader)}
    for engine in engines.values():
        event.listen(engine, "before_cursor_execute", heard.hear)
    try:
        yield heard
    finally:
        for engine in engines.values():
            event.remove(engine, "before_cursor_execute", heard.hear)


def tables(statement: str) -> Counter[str]:
    """Tables of programs in a statement, under the names it knows them by, each as often as it stands there."""
    return Counter(alias or name for name, alias in NAMED.findall(statement) if name in OWNED)


def crosses(statement: str, parameters: Any, program_id: str) -> bool:
    """Does it read or change rows of programs without being told which, for each table it names?"""
    if statement.lstrip().upper().startswith("INSERT"):
        return program_id not in _flat(parameters)
    found = tables(statement)
    if not found:
        return False
    held = Counter(
        name
        for one, other in re.findall(r"(\w+)\.program_id = (?:(\w+)\.(?:program_id|id)\b|\?)", statement)
        for name in (one, other)
    )
    told = BOUND.search(statement) is not None and program_id in _flat(parameters)
    return not told or any(held[name] < count for name, count in found.items())


def _flat(parameters: Any) -> list[Any]:
    if isinstance(parameters, list | tuple):
        return [
            value
            for each in parameters
            for value in (_flat(each) if isinstance(each, list | tuple) else [each])
        ]
    return list(parameters.values()) if isinstance(parameters, dict) else [parameters]


@asynccontextmanager
async def beside(database_url: str) -> AsyncIterator[Database]:
    """The same database by connections of our own, on which nobody else is heard."""
    database = Database(database_url)
    try:
        yield database
    finally:
        await database.close()


async def across(world: World) -> dict[str, str]:
    """The statements of the named list, by running each: the text and its name."""
    found: dict[str, str] = {}
    now, real = world.clock.business(), world.clock.real()
    past = now - timedelta(days=999)
    async with beside(world.rung.settings.database_url) as database, database.transaction() as session:
        calls: dict[str, Callable[[], Awaitable[object]]] = {
            "actor.identify": lambda: actor.identify(session, "T0TEST", "U0TOM"),
            "ask.due": lambda: asks.due(session, now=now, most=1),
            "bulk.count_anew": lambda: bulk.count_anew(session),
            "company_approval.due": lambda: company_approvals.due(session, now=now, most=1),
            "climb.due": lambda: climb.due(session, now=now, most=1),
            "debrief.due": lambda: debriefs.due(session, now=now, most=1),
            "due.programs": lambda: due.programs(session, Program.created_at, now=now, most=1),
            "task.due": lambda: tasks.due(session, now=now, most=1),
            "digest.due": lambda: digests.due(session, now=now, most=1),
            "digest.looks_due": lambda: digests.looks_due(session, now=now, most=1),
            "event.forget": lambda: events.forget(session, before=real - timedelta(days=9)),
            "install.link": lambda: install.link(session, "a" * 64, real=real),
            "install.use": lambda: install.use(session, "a" * 32, real=real),
            "install.consume": lambda: install.consume(session, "a" * 64, "b" * 64, real=real),
            "install.forget": lambda: install.forget(session, real=real),
            "leaving.due": lambda: leaving.due(session, now=now, most=1),
            "lookup.due": lambda: lookup.due(session, now=now, most=1),
            "member.unknown": lambda: members.unknown(session, most=1),
            "nudge.due": lambda: nudges.due(session, now=now, most=1),
            "sweep.due": lambda: sweeps.due(session, now=now, most=1),
            "sweep.programs_due": lambda: sweeps.programs_due(session, now=now, most=1),
            "sealed.everything": lambda: sealed.everything(session),
            "sealed.replace": lambda: sealed.replace(session, sealed.Sealed(0, "p", "w", b"1"), b"2"),
            "upkeep.backlog": lambda: upkeep.backlog(session, now=now, real=real),
            "upkeep.give_back": lambda: upkeep.give_back(session, worker="none", real=real),
            "upkeep.into_doubt": lambda: upkeep.into_doubt(session),
            "outgoing.due_workspaces": lambda: outgoing.due_workspaces(session, now=now, real=real),
            "outgoing.write": lambda: written(session, world),
            "place.look_ups_due": lambda: place.look_ups_due(session, now=now, most=1),
            "upload.due": lambda: uploads.due(session, real=real, most=1),
            "upload.forget_faults": lambda: uploads.forget_faults(session, before=now - timedelta(days=99)),
            "rounds.recaps_due": lambda: rounds.recaps_due(session, now=now, most=1),
            "rounds.nps_due": lambda: rounds.nps_due(session, now=now, most=1),
            "rounds.surveys_due": lambda: rounds.surveys_due(session, now=now, most=1),
            "privacy.let_go_of_messages": lambda: erasing.let_go_of_messages(session, before=now),
            "privacy.gone": lambda: retention.gone(session, before=past.date(), most=1),
            "privacy.contacts": lambda: retention.contacts(session, before=past, most=1),
            "privacy.uploads": lambda: retention.uploads(session, before=past, most=1),
            "privacy.due": lambda: suggested.due(session, before=past, most=1),
            "privacy.messages": lambda: retention.messages(session, before=past, most=1),
            "program.named": lambda: program.named(session, ""),
            "schema.accepts": lambda: schema.accepts(session, "0001"),
            "schema.reach": lambda: schema.reach(session),
            "schema.revision": lambda: schema.revision(session),
            "webhook.calling": lambda: webhook.calling(session, "a" * 32),
            "schema.touch": lambda: schema.touch(session),
            "workspace.by_team": lambda: workspace.by_team(session, "T0TEST"),
            "workspace.everywhere": lambda: workspace.everywhere(session),
            "workspace.groups_due": lambda: workspace.groups_due(session, now=now),
            "workspace.unasked": lambda: workspace.unasked(session, before=real),
        }
        for name, call in calls.items():
            with listening(database) as heard:
                await call()
            found |= {statement: name for statement, _ in heard.seen}
    return found


async def written(session: AsyncSession, world: World) -> None:
    """Both ways in which the outbox writes: what is begun, and what became of it."""
    unknown = Message(program_id=world.program_id, id="unknown")
    for begins in (True, False):
        await outgoing.write(session, [unknown], worker="", unless_changed=begins)


async def story(world: World) -> None:
    """One seller's yes, another's refusals, a cancellation, silence, Homes: most of what there is to say."""
    line = await world.request(world.tom)
    for person in (world.tom, world.anna, world.priya, world.maya, world.nobody):
        await person.open_home()
    card = await world.ask(world.anna, world.priya)
    await world.priya.press_label(card, "Yes")
    found = await world.see(world.tom, "Found.")
    assert found.ts == line.ts
    other = await world.request(world.sofia, "Fjord")
    await world.pass_time(hours=2)
    await world.pass_time(days=1)
    await world.sofia.press_label(await world.see(world.sofia, "Fjord"), "Cancel")
    await world.quiet()
    assert other.ts
    await world.rung.ticks.forget()


async def noes(world: World) -> None:
    """Both refusals of an owner, two declines and a pause: each has an effect of its own to write down."""
    await world.request(world.tom)
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Not this deal")
    await world.lukas.press_label(await world.ask(world.anna, world.lukas), "Not this one")
    await world.see(world.lukas, "Nobody will ask you or a colleague about this one again")
    await world.elena.pick(await world.ask(world.ben, world.elena), "not_now_until", "2026-04-01")
    await world.see(world.elena, "Nobody at Brightwell will ask you before 1 April")
    await world.request(world.sofia, "Fjord", activity="quote")
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Not now")
    await world.see(world.anna, "You said “not now”")
    await world.request(world.sofia, "Fjord", activity="quote")
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Never this kind")
    await world.see(world.priya, "Nobody at Brightwell will ask you for a quote again")
    await world.pass_time(hours=1)


async def second_thoughts(world: World) -> None:
    """A colleague is suggested, a conflict found, a yes taken back, a reason given, and nobody answers twice."""
    await world.request(world.tom)
    await set_open_references(world, named=True)
    await world.priya.press_label(await world.ask(world.anna, world.priya), "Ask my colleague")
    await world.petra.press_label(await world.ask(world.anna, world.petra), "Yes, if no conflict")
    await world.petra.press_label(await world.see(world.petra, "for Kestrel Pay."), "Confirm")
    await world.petra.press_label(await world.see(world.petra, "It is for"), "Can't make it any more")
    lukas = await world.ask(world.anna, world.lukas)
    await world.lukas.press_label(lukas, "Talk to my assistant")
    await world.lukas.press_label(await world.see(world.lukas, "your assistant"), "Not this one")
    await world.elena.press_label(await world.ask(world.ben, world.elena), "Not this one")
    await world.elena.pick(await world.see(world.elena, "Noted"), "why_not", "not_happy")
    await world.ben.press_label(await world.see(world.ben, "is not happy"), "Clear it")
    await world.lukas.pick(await world.see(world.lukas, "Noted"), "why_not", "not_my_field")
    for deal, day, days in (("Fjord", "2026-04-30", 29), ("Talerhaus", "2026-06-30", 30)):
        await world.pass_time(days=days)
        await world.request_of(world.sofia, "Nordlicht", deal, needed_on=day)
        await world.ask(world.anna, world.priya)
        await world.pass_time(days=4)
    await world.anna.press_label(
        await world.see(world.anna, "two questions in a row"), "They are fine to be asked"
    )
    await world.quiet()


async def afterwards(world: World) -> None:
    """After a yes: moved, held and told, or not held; what is owed; the record corrected and void."""
    await agreed(world, "2026-03-12")
    for moment_ in (moment("2026-03-11", 10), moment("2026-03-12", 18), moment("2026-03-13", 17, 1)):
        await world.until(moment_)
    await world.until(moment("2026-03-17", 17, 2))
    await world.tom.command("/reference")
    assert world.tom.modal is not None
    await world.tom.fill(**{world.tom.modal["blocks"][1]["block_id"]: "5"})
    await world.tom.submit()
    await world.tom.close()
    await world.until(moment("2026-03-18", 10))
    await won(world)
    await world.tom.open_home()
    await world.quiet()
    await world.tom.press_home("tell_outcome")
    await world.see(world.priya, "It helped")
    await world.priya.press_label(await world.see(world.priya, "How was it"), "It did not happen")
    card = await world.see(world.anna, "Did it happen?")
    await world.anna.press_label(card, "What they did")
    await world.anna.close()
    await world.anna.press_label(card, "It did not happen")
    channel = world.team.add_channel("C0WINS", "wins", ["U0MAYA"])
    message = world.team.post(channel, user="U0MAYA", text="They gave a talk")
    for person in (world.anna, world.maya):
        await person.shortcut("log_participation", message)
        options = await person.search("who_did_it", "")
        await person.fill(advocate=options[-1]["value"], activity="talk", done_on="2026-03-02")
        await person.submit()
    await world.see(world.tom, "Nordlicht Pay: agreed, did not happen")


async def owners(world: World) -> None:
    """What owners do beside yes and no: a consent ahead, a question passed on, an account held back, away."""
    await world.request(world.tom, activity="quote")
    await world.menu(world.anna, await world.see(world.anna, "May we ask Priya Raman"), "Standing approval …")
    await world.anna.submit()
    await world.see(world.priya, "Would you help")
    await world.anna.open_home()
    await world.quiet()
    await world.anna.press_home("withdraw_standing")
    world.sandbox.fail_next("conversations.open", error="cannot_dm_bot", for_user="U0LUKAS")
    await world.request(world.sofia, "Fjord")
    card = await world.see(world.anna, "May we ask Lukas Brandt")
    await world.menu(world.anna, card, "Add a personal line")
    await world.anna.fill(line="You tell it best.")
    await world.anna.press_modal("save_line")
    await world.anna.close()
    await world.anna.press_label(card, "Approve")
    await world.anna.press_label(await world.see(world.anna, "Ready to copy"), "Try Slack again")
    await world.lukas.press_label(await world.see(world.lukas, "Would you help"), "Not this one")
    card = await world.see(world.ben, "May we ask Elena Fischer")
    await world.menu(world.ben, card, "Block account until …")
    await world.ben.fill(until="2026-04-01")
    await world.ben.submit()
    await world.ben.open_home()
    await world.quiet()
    await world.ben.pick_home("away_until", "2026-03-09")
    await world.ben.pick_home("backup", "U0MAYA")
    await world.quiet()
    await world.ben.press_home("back")
    await world.pass_time(hours=1)


async def joins(world: World) -> None:
    """An invitation, an own page in all its parts, a report, a suggestion, an objection, and a good-bye."""
    jonas, card = await customers.invited(world)
    call = await customers.activity_id(world, "reference_call")
    await customers.tick(world, jonas, card, open_to=[call], asks_in_year="4")
    await jonas.press_label(card, "Join")
    await world.quiet()
    await jonas.command("/advocate", "limits")
    await jonas.pick(None, "own_consents", [call], block_id="never")
    await jonas.pick(None, "own_consents", [], block_id="never")
    await jonas.pick(None, "own_limit", "30", block_id="days_between_asks")
    for part, filled in (
        ("did", {"report_activity": call, "report_day": "2026-02-20"}),
        ("nominate", {"nominate_name": "Ada", "nominate_email": "ada@talerhaus.example"}),
    ):
        await jonas.command("/advocate", part)
        await jonas.fill(**filled)
        await jonas.submit()
    for words in ("pause 2026-04-01", "resume", "leave"):
        await jonas.command("/advocate", words)
    await world.anna.press_label(await world.see(world.anna, "reports something"), "Verify")
    await world.anna.press_label(await world.see(world.anna, "suggests a colleague"), "Not now")
    await customers.open_tab(world, jonas, "about_me")
    await jonas.press_home("join_again")
    await customers.open_tab(world, world.maya, "customers")
    await world.pass_time(hours=1)


@pytest.mark.parametrize(
    "told",
    [story, noes, second_thoughts, giving, managing, afterwards, owners, joins, stepping, dropping],
)
async def test_no_statement_of_a_story_crosses_a_program(
    sqlite_url: str, told: Callable[[World], Awaitable[None]]
) -> None:
    async with small_world(sqlite_url) as world:
        named = await across(world)
        assert set(named.values()) == set(ACROSS)
        with listening(world.rung.database) as heard:
            await told(world)
    crossing = {text for text, values in heard.seen if crosses(text, values, world.program_id)}
    print("\nWhat looks across programs, and why (* in this story):")  # noqa: T201  (shown by pytest -s)
    for name, why in ACROSS.items():
        met = "*" if name in {named.get(text) for text in crossing} else " "
        print(f"{met} {name:24} {why}")  # noqa: T201
    assert len(heard.seen) > 100
    assert {text for text in crossing if text not in named} == set()
    assert {named[text] for text in crossing} >= {"actor.identify", "ask.due", "outgoing.due_workspaces"}


def test_a_statement_that_forgets_the_program_is_seen() -> None:
    told = "SELECT ask.id FROM ask JOIN deal ON deal.program_id = ask.program_id WHERE ask.program_id = ?"
    assert not crosses(told, ("p1",), "p1")
    assert crosses(told, ("p2",), "p1")
    assert crosses("SELECT ask.program_id, ask.id FROM ask WHERE ask.id = ?", ("p1",), "p1")
    assert crosses("UPDATE ask SET state=? WHERE ask.id = ?", ("p1", "a"), "p1")
    assert crosses("DELETE FROM event WHERE event.heard_at < ?", (1,), "p1")
    loose = "SELECT ask.id FROM ask JOIN deal ON deal.id = ask.deal_id WHERE ask.program_id = ?"
    assert crosses(loose, ("p1",), "p1")
    twice = "SELECT ask.id FROM ask WHERE ask.program_id = ? AND EXISTS (SELECT 1 FROM ask WHERE ask.id = ?)"
    assert crosses(twice, ("p1", "a"), "p1")
    assert crosses("INSERT INTO event (program_id, id) VALUES (?, ?)", ("p2", "e"), "p1")
