"""A programme's settings: what there is to set, in which range, and what is wrong with a value."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from zoneinfo import available_timezones

from bot.rules.hours import is_country

MOST_AMOUNT = 1_000_000_000
MOST_STAGES = 20
LONGEST_STAGE = 50
LONGEST_NUMBER = 20
# 50000, or in thousands: 50,000 and 50.000, 50 000 and 50'000. Anything else, like 50,5, could mean two things.
PLAIN = re.compile(r"[0-9]+")
THOUSANDS = re.compile(r"[1-9][0-9]{0,2}([.,'’ \u00a0\u202f])[0-9]{3}(?:\1[0-9]{3})*")


class Section(StrEnum):
    CAPS = "caps"
    CLOCKS = "clocks"
    HOURS = "hours"
    GATE = "gate"
    OWN_ACCORD = "own_accord"
    PROTECTION = "protection"
    NUDGES = "nudges"
    PLACES = "places"


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number within limits; `optional`: it may be left empty."""

    label: str
    least: int
    most: int
    optional: bool = False
    hint: str = ""


NUMBERS: Mapping[Section, Mapping[str, Number]] = {
    Section.CAPS: {
        "days_between_asks": Number("Days between two asks of one person", 1, 365),
        "accepted_in_90_days": Number("Favours of one person in 90 days", 0, 20, hint="Of rung 3 and up."),
        "accepted_in_year": Number("Favours of one person in a year", 0, 60, hint="Of rung 3 and up."),
        "executive_accepted_in_year": Number("Favours of an executive in a year", 0, 60),
        "account_asks_in_30_days": Number("Asks of one company in 30 days", 0, 60),
        "account_accepted_in_90_days": Number("Favours of one company in 90 days", 0, 60),
        "renewal_days": Number("Quiet days before a renewal", 0, 365),
        "lowest_nps": Number("Lowest survey answer of who is asked", 0, 10, hint="0 to 10."),
    },
    Section.CLOCKS: {
        "remind_hours": Number("Until the owner is reminded", 1, 40),
        "backup_hours": Number("Then, until their backup joins", 1, 40),
        "managers_hours": Number("Then, until the managers join", 1, 40),
        "managers_have_hours": Number("Then, until another customer is tried", 1, 40),
        "answer_hours": Number("For the customer's answer", 4, 80),
    },
    Section.HOURS: {
        "contact_opens": Number("Customers are asked from", 0, 23, hint="The hour, in their own zone."),
        "contact_closes": Number("Until", 1, 24),
        "contact_closes_friday": Number("On Fridays until", 0, 24, hint="0: not on Fridays."),
    },
    Section.GATE: {
        "gate_amount": Number("Smallest deal", 0, MOST_AMOUNT, optional=True, hint="Empty: any size."),
    },
    Section.OWN_ACCORD: {
        "survey_days": Number(
            "Survey after going live, in days", 0, 730, hint="0: no survey. Nobody is surveyed a month late."
        ),
    },
    Section.PROTECTION: {
        "reserve_amount": Number("Only for deals from", 0, MOST_AMOUNT, optional=True),
    },
    Section.NUDGES: {},
    Section.PLACES: {
        "consent_months": Number("A yes to a kind of help holds for months", 1, 120),
    },
}
# Values: what a form holds, by setting: whole numbers, words, ticks and lists of words.
Values = Mapping[str, object]


def whole_number(typed: str) -> int | None:
    """A whole number as people write one; None for anything that is none, or could mean another."""
    written = typed.strip()
    if len(written) > LONGEST_NUMBER or not (PLAIN.fullmatch(written) or THOUSANDS.fullmatch(written)):
        return None
    return int("".join(PLAIN.findall(written)))


def zone_named(typed: str) -> str:
    """The zone as the world writes it, whatever its case and spaces; what was typed where there is none."""
    written = "_".join(typed.split())
    return _zones().get(written.casefold(), typed)


@cache
def _zones() -> Mapping[str, str]:
    return {zone.casefold(): zone for zone in available_timezones()}


def problems(section: Section, values: Values) -> dict[str, str]:
    """What is wrong, as a sentence by setting; nothing where all can be taken."""
    found = {}
    for name, number in NUMBERS[section].items():
        value = values[name]
        if value is None and number.optional:
            continue
        if not isinstance(value, int) or not number.least <= value <= number.most:
            found[name] = f"A whole number from {number.least:,} to {number.most:,}."
    return found or CHECKS.get(section, _nothing)(values)


def _nothing(values: Values) -> dict[str, str]:  # noqa: ARG001
    return {}


def _caps(values: Values) -> dict[str, str]:
    if _int(values, "executive_accepted_in_year") > _int(values, "accepted_in_year"):
        return {"executive_accepted_in_year": "An executive can't be asked for more than anybody else."}
    if _int(values, "accepted_in_90_days") > _int(values, "accepted_in_year"):
        return {
            "accepted_in_90_days": "That is more than the year's limit allows. Raise that one, or take less."
        }
    return {}


def _hours(values: Values) -> dict[str, str]:
    opens, closes = _int(values, "contact_opens"), _int(values, "contact_closes")
    if closes <= opens:
        return {"contact_closes": "This has to be later than the hour from which customers are asked."}
    if _int(values, "contact_closes_friday") > closes:
        return {"contact_closes_friday": "Fridays can't end later than the other days."}
    return {}


def _gate(values: Values) -> dict[str, str]:
    stages = values["stages"]
    listed = stages if isinstance(stages, list) else []
    if len(listed) > MOST_STAGES:
        return {"stages": f"{MOST_STAGES} stages at most, one on each line."}
    if any(len(stage) > LONGEST_STAGE for stage in listed):
        return {"stages": f"A stage has {LONGEST_STAGE} characters at most."}
    if len({stage.casefold() for stage in listed}) < len(listed):
        return {"stages": "A stage stands there twice. Take one of them off."}
    if values["gate_stage"] is not None and values["gate_stage"] not in listed:
        return {"gate_stage": "This is not among the stages above. Write it there, or leave this empty."}
    return {}


def _protection(values: Values) -> dict[str, str]:
    if values["reserve_tier"] and values["reserve_amount"] is None:
        return {"reserve_amount": "Say from which amount on these customers may be asked."}
    if values["reserve_amount"] is not None and not values["reserve_tier"]:
        return {"reserve_tier": "Choose whose customers are kept for such deals, or empty the amount."}
    return {}


def _places(values: Values) -> dict[str, str]:
    if values["zone"] not in available_timezones():
        return {"zone": "That zone is not known. Write one like Europe/Berlin or America/New_York."}
    country = values["country"]
    if country is not None and not is_country(str(country)):
        return {"country": "Two letters, like DE or US. Leave it empty to keep no holidays."}
    return {}


def _int(values: Values, name: str) -> int:
    value = values[name]
    return value if isinstance(value, int) else 0


CHECKS = {
    Section.CAPS: _caps,
    Section.HOURS: _hours,
    Section.GATE: _gate,
    Section.PROTECTION: _protection,
    Section.PLACES: _places,
}
FIELDS: Mapping[Section, tuple[str, ...]] = {
    section: (*numbers, *others)
    for (section, numbers), others in zip(
        NUMBERS.items(),
        (
            (),
            (),
            ("two_together",),
            ("stages", "gate_stage"),
            ("asks_nps",),
            ("waived_tiers", "reserve_tier", "larger_first"),
            ("nudging",),
            ("channel", "zone", "country"),
        ),
        strict=True,
    )
}
