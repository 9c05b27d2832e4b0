"""Counting exactly: what the database holds against what people did, and against what stands in Slack."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import intake
from bot.jobs import WORK
from bot.kit.database import Database
from models.advocate import Advocate
from models.ask import Ask, AskState
from models.audit import Audit
from models.deal import Deal
from models.debrief import Debrief
from models.message import Message, MessageKind, MessageState
from models.participation import Participation
from models.reference import Reference, ReferenceState
from models.workspace import Workspace as WorkspaceRow
from sandbox.messages import Message as Shown
from sandbox.workspace import Workspace
from tests.faults.crowd import APPROVE, DATED, GLADLY, NO, USEFUL, YES, Crowd
from tests.faults.proof import same

# What the programme does for itself: its clocks of a Monday and a Wednesday.
OF_THE_PROGRAMME = {
    "ladder_began": 1,
    "recap_planned": 1,
    "sweep_planned": 1,
    "sweep": 1,
    "standings": 2,
}
NOTHING: Mapping[str, int] = {}
BOTH_SIDES = frozenset({"briefed", "debrief_asked", "said_held"})  # twice about one ask: seller and customer
SAYS = {ReferenceState.FOUND: "Found.", ReferenceState.UNFILLED: "Nobody we asked can help this time."}


async def everything(
    database: Database,
    crowd: Crowd,
    *,
    also_sent: Mapping[str, int] = NOTHING,
    also_done: Mapping[str, int] = NOTHING,
) -> dict[str, int]:
    """All counts of one load, once it has come to rest. Raises AssertionError at the first that is wrong.

    What was due and done beside the references, by kind of message and by verb, is counted as exactly.
    """
    async with database.reading() as session:
        counts = await _references(session, crowd)
        await _audit(session, crowd, also_done)
        counts |= await _favours(session, crowd)
        return counts | await in_slack(session, crowd.team, expected={**_messages(crowd), **also_sent})


def _messages(crowd: Crowd) -> dict[str, int]:
    """How many of each kind were due, by what people did."""
    asked, yes = len(crowd.said[APPROVE]), len(crowd.said[YES])
    due: dict[str, int] = {
        MessageKind.LINE: len(crowd.sold),
        MessageKind.APPROVAL: asked,
        MessageKind.ASK: asked,
    }
    return due | {MessageKind.BRIEF: 2 * yes, MessageKind.DEBRIEF: 2 * yes}


async def _references(session: AsyncSession, crowd: Crowd) -> dict[str, int]:
    """One for each deal that was sold; found exactly where one customer said yes, and by exactly that one."""
    deals = {each.id: each.prospect for each in await session.scalars(select(Deal))}
    people = {each.id: each.slack_user_id or "" for each in await session.scalars(select(Advocate))}
    references = (await session.scalars(select(Reference))).all()
    asks = (await session.scalars(select(Ask))).all()
    same("references", Counter(deals[each.deal_id] for each in references), Counter(crowd.sold))
    who = {
        state: Counter(people[ask.advocate_id] for ask in asks if ask.state is state) for state in AskState
    }
    same("who said yes", who[AskState.ACCEPTED], Counter(user for user, _ in crowd.said[YES]))
    same("who said no", who[AskState.DECLINED], Counter(user for user, _ in crowd.said[NO]))
    asked = len(crowd.said[YES]) + len(crowd.said[NO])
    same("asks that were approved", asked, len(crowd.said[APPROVE]))
    accepted = Counter(ask.reference_id for ask in asks if ask.state is AskState.ACCEPTED)
    ended = {
        each.id: ReferenceState.FOUND if accepted[each.id] else ReferenceState.UNFILLED for each in references
    }
    same("references that have ended", {each.id: each.state for each in references}, ended)
    same("references with two yeses", [id_ for id_, count in accepted.items() if count > 1], [])
    states = Counter(ask.state for ask in asks)
    done = {AskState.ACCEPTED, AskState.DECLINED, AskState.BLOCKED, AskState.WITHDRAWN}
    same("asks in the middle", [ask.id for ask in asks if ask.state not in done or ask.due_at], [])
    return {
        "references": len(references),
        "found": len(accepted),
        "asks": len(asks),
        "asked": asked,
        **{str(state): states[state] for state in sorted(done)},
    }


async def _favours(session: AsyncSession, crowd: Crowd) -> dict[str, int]:
    """For each yes: two debriefs that were answered, and one participation, claimed and then verified."""
    yes = set(await session.scalars(select(Ask.id).where(Ask.state == AskState.ACCEPTED)))
    debriefs = (await session.scalars(select(Debrief))).all()
    acts = (await session.scalars(select(Participation))).all()
    for what, by in (("dated", DATED), ("rated by the seller", USEFUL), ("rated by the customer", GLADLY)):
        same(f"favours {what}", len(crowd.said[by]), len(yes))
    sides = Counter(each.ask_id for each in debriefs if each.held and each.answered_at)
    same("debriefs answered", sides, Counter(dict.fromkeys(yes, 2)))
    states = Counter((each.ask_id, str(each.state)) for each in acts)
    once = {(ask_id, state): 1 for ask_id in yes for state in ("claimed", "verified")}
    same("participations", dict(states), once)
    return {"debriefs": len(debriefs), "participations": len(acts)}


async def _audit(session: AsyncSession, crowd: Crowd, also: Mapping[str, int]) -> None:
    """Each thing that was done is written down as often as it can happen, and nothing else is."""
    rows = (await session.scalars(select(Audit))).all()
    states = Counter(await session.scalars(select(Ask.state)))
    asked, yes, no = (len(crowd.said[what]) for what in (APPROVE, YES, NO))
    expected = OF_THE_PROGRAMME | {
        **_imported(crowd),
        "looking": len(crowd.sold),
        "found": yes,
        "unfilled": len(crowd.sold) - yes,
        **dict.fromkeys(("approving", "approved", "asked"), asked),
        "declined": no,
        **dict.fromkeys(("accepted", "dated", "participation_claimed", "participation_verified"), yes),
        **dict.fromkeys(BOTH_SIDES, 2 * yes),
        "blocked": states[AskState.BLOCKED],
        "withdrawn": states[AskState.WITHDRAWN],
        **also,
    }
    found = Counter(each.verb for each in rows)
    same("rows of the audit", dict(found), {verb: count for verb, count in expected.items() if count})
    own = OF_THE_PROGRAMME.keys() | _imported(crowd).keys()
    times = Counter((each.verb, each.subject) for each in rows if each.verb not in own)
    often = {key: count for key, count in times.items() if count != (2 if key[0] in BOTH_SIDES else 1)}
    same("what the audit tells more than once", often, {})


def _imported(crowd: Crowd) -> dict[str, int]:
    """A line for each thousand rows of each file: they are written together."""
    company = crowd.company
    rows = {
        "members": len(company.sellers) + len(company.owners) + 1,
        **dict.fromkeys(("accounts", "advocates", "consents"), len(company.customers)),
        "deals": sum(map(len, company.deals.values())),
    }
    return {f"imported_{kind}": -(-number // intake.BATCH) for kind, number in rows.items()}


async def in_slack(session: AsyncSession, team: Workspace, *, expected: dict[str, int]) -> dict[str, int]:
    """Each message that was due stands in Slack once, as it was drawn last, and nothing else does."""
    kept = await session.scalars(select(Message).where(Message.kind != MessageKind.HOME))
    # Where there was nothing to say (a seller's week without news) nothing stands, and that is counted by kind.
    rows = [row for row in kept if row.ts is not None or row.shown != row.wanted]
    shown = _shown(team)
    known = {row.id: row for row in rows}
    twice = Counter(str(known[id_].kind) for id_, found in shown.items() if id_ in known and len(found) > 1)
    same("messages that stand in Slack twice", dict(twice), {})
    same("messages that no row knows", set(shown) - set(known), set())
    same(
        "messages by kind", dict(Counter(row.kind for row in rows)), {k: n for k, n in expected.items() if n}
    )
    in_the_middle = [
        row.id for row in rows if row.state is not MessageState.IDLE or row.lease_until or row.claimed_at
    ]
    same("rows in the middle of being sent", in_the_middle, [])
    same("messages still due", [row.id for row in rows if row.shown != row.wanted], [])
    same(
        "where they stand",
        {row.id: row.ts for row in rows},
        {id_: found[0].ts for id_, found in shown.items()},
    )
    same(
        "as they were drawn",
        {row.id: row.hash for row in rows},
        {id_: _hash(found[0]) for id_, found in shown.items()},
    )
    await _lines(session, rows, shown)
    workspaces = (await session.scalars(select(WorkspaceRow))).all()
    same("workspaces paused", [each.paused_reason for each in workspaces if each.paused_at], [])
    same("leases left", [each.lease_worker for each in workspaces if each.lease_until], [])
    return {"messages due": sum(expected.values()), "messages in Slack": sum(map(len, shown.values()))}


async def _lines(session: AsyncSession, rows: Iterable[Message], shown: dict[str, list[Shown]]) -> None:
    """Each seller's line says what became of the reference."""
    states = {each.id: each.state for each in await session.scalars(select(Reference))}
    lines = [row for row in rows if row.kind is MessageKind.LINE]
    wrong = {
        row.id: shown[row.id][0].text
        for row in lines
        if SAYS[states[row.subject]] not in shown[row.id][0].text
    }
    same("lines that tell of something else", wrong, {})


def _shown(team: Workspace) -> dict[str, list[Shown]]:
    """What the bot wrote, by the row that each message names in its metadata."""
    found = defaultdict[str, list[Shown]](list)
    for channel in team.channels.values():
        for message in channel.messages.values():
            payload = (message.metadata or {}).get("event_payload") or {}
            if "message" in payload:
                found[payload["message"]].append(message)
    return found


def _hash(message: Shown) -> str:
    """As the outbox keeps it of what it has drawn."""
    return hashlib.sha256(json.dumps(message.blocks, sort_keys=True).encode()).hexdigest()


async def nothing_due(database: Database, *, now: datetime) -> bool:
    """No clock has run out that nobody acted for, and no message waits for its post."""
    async with database.reading() as session:
        due = select(Message.id).where(
            Message.shown < Message.wanted,
            Message.kind != MessageKind.HOME,
            Message.state.in_([MessageState.IDLE, MessageState.SENDING]),
            Message.due_at <= now,
        )
        if (await session.scalars(due.limit(1))).first() is not None:
            return False
        return not any([await work.due(session, now=now, most=1) for work in WORK])
