"""The programme's settings in words, each part with the button that opens its form."""

from dataclasses import dataclass
from typing import Any

from bot.kit.ids import Action, Form, variant
from bot.kit.text import foreign, listed, plural
from bot.rules import countries
from bot.rules.settings import Section
from bot.views.blocks import Block, button, context, modal, section
from bot.views.manager import nudging
from bot.views.manager.unasked import own_accord
from models.program import Program

TITLES = {
    Section.CAPS: "How often we ask",
    Section.CLOCKS: "How long we wait",
    Section.HOURS: "When we ask",
    Section.GATE: "For which deals",
    Section.OWN_ACCORD: "What we ask unasked",
    Section.PROTECTION: "Whose customers",
    Section.NUDGES: "Next steps",
    Section.PLACES: "Where and when",
}


@dataclass(frozen=True, slots=True)
class SettingsNow:
    """The settings as they are; `channel_refused` is Slack's word for why it lets us post nothing there."""

    program: Program
    channel_refused: str | None = None


def settings_view(shown: SettingsNow, *, saved: bool = False) -> dict[str, Any]:
    """Everything that is set, each part with its button."""
    blocks: list[Block] = [context("Saved. It holds from now on.")] if saved else []
    for part in Section:
        change = button("Change", variant(Action.SETTING, part), part)
        blocks.append(section(f"*{TITLES[part]}*\n{SAID[part](shown.program)}", change))
    if shown.channel_refused:
        blocks.append(
            context(
                f"Slack lets us post nothing in that channel ({foreign(shown.channel_refused, 60)}): invite Rung "
                "to it. Until then each manager gets the cards."
            )
        )
    return modal(Form.SETTINGS, "Settings", blocks)


def _caps(program: Program) -> str:
    larger = "larger favours (rung 3 and up, such as a case study or a reference call)"
    person = (
        f"A person does at most {program.accepted_in_90_days} {larger} in 90 days and {program.accepted_in_year} in "
        f"a year; an executive at most {program.executive_accepted_in_year} in a year."
    )
    company = (
        f"A company is asked at most {plural(program.account_asks_in_30_days, 'time')} in 30 days, and does at most "
        f"{plural(program.account_accepted_in_90_days, 'larger favour')} in 90 days."
    )
    return "\n".join(
        [
            f"The same person is asked again after {plural(program.days_between_asks, 'day')} at the earliest.",
            person,
            company,
            *_left_alone(program),
            "Where a customer or their company has stricter limits of their own, those hold.",
        ]
    )


def _left_alone(program: Program) -> list[str]:
    """Who is not asked at all for the time being; nothing where a number takes nobody out."""
    said = []
    if program.renewal_days:
        days = plural(program.renewal_days, "day")
        said.append(f"Nobody is asked in the {days} before their company's contract is renewed.")
    if program.lowest_nps:
        said.append(
            f"Whoever gave us less than {program.lowest_nps} out of 10, when asked whether they would recommend us, "
            "is not asked."
        )
    return said


def _clocks(program: Program) -> str:
    return (
        f"An owner who has not decided is reminded after {plural(program.remind_hours, 'working hour')}. After "
        f"{program.backup_hours} more their backup may decide, too, and after another {program.managers_hours} the "
        f"managers. When {program.managers_have_hours} more have passed, another customer is tried.\n"
        f"A customer has {plural(program.answer_hours, 'working hour')} to answer; then somebody else is asked."
    )


def _hours(program: Program) -> str:
    friday = (
        f"on Fridays until {program.contact_closes_friday}:00"
        if program.contact_closes_friday > program.contact_opens
        else "but not on Fridays"
    )
    together = "Two customers are asked" if program.two_together else "One customer is asked"
    also = "together" if program.two_together else "at a time, even"
    return (
        f"Customers are asked between {program.contact_opens}:00 and {program.contact_closes}:00 where they live, "
        f"{friday}.\n{together} {also} when fewer than three working days are left."
    )


def _gate(program: Program) -> str:
    limits = [f"of {program.gate_amount:,} and more"] if program.gate_amount else []
    limits += [f"that have reached the stage {foreign(program.gate_stage)}"] if program.gate_stage else []
    said = f"only for deals {' '.join(limits)}" if limits else "for any deal"
    return f"Sellers may request a reference {said}."


def _protection(program: Program) -> str:
    waived = listed([foreign(tier) for tier in program.waived_tiers])
    tier = "tier" if len(program.waived_tiers) == 1 else "tiers"
    lines = [
        f"Customers of the {tier} {waived} are asked without their owner's consent; for all others the owner decides."
        if waived
        else "Nobody is asked before the owner of the relationship has agreed."
    ]
    if program.reserve_tier and program.reserve_amount is not None:
        kept = f"{foreign(program.reserve_tier)} are kept for deals of {program.reserve_amount:,} and more."
        lines.append(f"Customers of the tier {kept}")
    first = "the larger deal goes first" if program.larger_first else "whoever asked first goes first"
    lines.append(f"When two deals want the same customer, {first}.")
    return "\n".join(lines)


def _places(program: Program) -> str:
    where = (
        f"What needs a manager's decision is posted in <#{program.channel}>"
        if program.channel
        else "What needs a manager's decision goes to each manager"
    )
    months = plural(program.consent_months, "month")
    holidays = f", with the holidays of {countries.named(program.country)}" if program.country else ""
    return (
        f"{where}. The programme's own days and hours are those of {foreign(program.zone)}{holidays}.\n"
        f"A customer's yes to a kind of help holds for {months}."
    )


SAID = {
    Section.CAPS: _caps,
    Section.CLOCKS: _clocks,
    Section.HOURS: _hours,
    Section.GATE: _gate,
    Section.OWN_ACCORD: own_accord,
    Section.PROTECTION: _protection,
    Section.NUDGES: nudging.state,
    Section.PLACES: _places,
}
