"""What managers see of the programme's next steps: whether any are proposed, to whom, and why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.kit.text import foreign, plural, times
from bot.rules.nudging import WORDS, NotNow
from bot.views import dates
from bot.views.blocks import Block, context, section
from models.nudge import NudgeState, WholeNudge
from models.program import Program
from models.sweep import Sweep

MOST_REASONS = 5
STATES: Mapping[NudgeState, str] = {
    NudgeState.OFFERED: "no answer yet",
    NudgeState.YES: "they said yes",
    NudgeState.LATER: "they said “later”",
    NudgeState.STAYS: "they like it where they are",
    NudgeState.STOPPED: "they want nothing unasked any more",
    NudgeState.LAPSED: "no answer in two weeks",
    NudgeState.WITHDRAWN: "taken back",
    NudgeState.DONE: "done",
    NudgeState.DROPPED: "they said yes, and nothing came of it",
    NudgeState.REFUSED: "they never want this kind",
    NudgeState.WITH_OWNER: "with their owner, because they are an executive",
    NudgeState.IN_PERSON: "their owner asks them in person",
}


@dataclass(frozen=True, slots=True)
class Steps:
    """One page of what was proposed lately, whether it goes on, and what the last look came to."""

    program: Program
    sweep: Sweep | None
    nudges: Sequence[WholeNudge] = field(default_factory=list)


def state(program: Program) -> str:
    if not program.nudging:
        return "No next steps are proposed to customers."
    if program.nudging_paused_at is not None:
        why = foreign(program.nudging_paused_why).rstrip(".") or "they seemed to do harm"
        return f"Next steps are not proposed for the time being: {why}. Change this to go on."
    return (
        "Once a week, on Tuesday, customers who are rested and were given something back may be proposed one next "
        "step, in their own hours. `/rung queue` shows which."
    )


def paused(program: Program) -> list[Block]:
    """In the form, while the stop rule keeps them back: why, and how they go on."""
    if program.nudging_paused_at is None:
        return []
    why = foreign(program.nudging_paused_why) or "They seemed to do harm."
    said = (
        "Tick the box and save, and they go out again from the next Tuesday on; what they do is counted anew."
    )
    return [context(f"Paused. {why} {said}")]


def shown(program: Program, name: str) -> object:
    """A setting as a form shows it: proposals that the stop rule paused are not on."""
    if name == "nudging":
        return program.nudging and program.nudging_paused_at is None
    found: object = getattr(program, name)
    return found


def steps(found: Steps, *, zone: str, now: datetime) -> list[Block]:
    """What was proposed in the last two weeks, the newest first, below how the last look went."""
    program = found.program
    said = (
        "" if program.nudging and program.nudging_paused_at is None else "`/rung settings` switches them on."
    )
    lines = [f"{state(program)} {said}".strip()] if said else []
    lines += [_looked(found.sweep, zone, now)] if found.sweep else []
    return [
        *([context("\n".join(lines))] if lines else []),
        *(_step(each, zone, now) for each in found.nudges),
    ]


def _looked(sweep: Sweep, zone: str, now: datetime) -> str:
    day = dates.on(sweep.begun_at, zone=zone, now=now)
    so_far = "" if sweep.due_at is None else " so far"
    people, proposed = plural(sweep.looked_at, "customer"), plural(sweep.proposed, "step")
    text = f"On {day} {people} were looked at{so_far}, and {proposed} proposed."
    often = sorted(sweep.reasons.items(), key=lambda each: (-each[1], each[0]))[:MOST_REASONS]
    known = [(NotNow(reason), count) for reason, count in often if reason in set(NotNow)]
    reasons = [f"• {plural(count, 'customer')}: {WORDS[reason]}" for reason, count in known]
    return "\n".join(
        [f"{text} Why not to others, each counted once by the gravest reason:", *reasons]
        if reasons
        else [text]
    )


def _step(whole: WholeNudge, zone: str, now: datetime) -> Block:
    who = f"*{foreign(whole.advocate.title, 100)}, {foreign(whole.account.name, 100)}*"
    day = dates.on(whole.nudge.made_at, zone=zone, now=now)
    needed = int(whole.nudge.why.get("needed") or 0)
    why = f" Looked for in vain {times(needed)} in three months." if needed else ""
    return section(
        f"{who}\n{foreign(whole.activity.name, 100)}, proposed on {day}: {STATES[whole.nudge.state]}.{why}"
    )


def not_now(reasons: Mapping[NotNow, datetime | None], *, zone: str, now: datetime) -> Block:
    """Why nothing is proposed to one person at present, in words; or that something may be."""
    if not reasons:
        return context("A next step may be proposed to them on Tuesday.")
    said = [_until(WORDS[reason], until, zone, now) for reason, until in reasons.items()]
    return context(f"No next step is proposed to them now: {'; '.join(said)}.")


def _until(words: str, until: datetime | None, zone: str, now: datetime) -> str:
    return words if until is None else f"{words} (until {dates.on(until, zone=zone, now=now)})"
