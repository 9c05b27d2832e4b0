"""What is kept on a customer, as far as it is theirs; what is known of their company's health is not drawn."""

from collections.abc import Iterator
from datetime import datetime

from bot.kit.text import foreign, foreign_lines, sentence
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.advocate import choices
from bot.views.advocate.frame import back, head, paragraphs, turn_to
from bot.views.advocate.told import told
from bot.views.advocate.values import OwnPage, Part
from bot.views.blocks import Block, section
from models.advocate import Advocate, PausedBy, Reach
from models.consent import Consent, Consented
from models.task import Task

SOURCES = {
    "invitation": "source_invitation",
    "invitation form": "source_invitation",
    "own page": "source_page",
    "told to their contact": "source_told",
    "answer to an ask": "source_ask",
    "answer afterwards": "source_debrief",
    "survey": "source_survey",
}


def kept_on_you(page: OwnPage, wording: Wording, now: datetime) -> list[Block]:
    consents = list(_consents(page, wording, now))
    objections = [_objection(page, task, wording, now) for task in page.tasks]
    return [
        head(wording, "kept_title"),
        *paragraphs(list(_person(page, wording, now))),
        section(wording.say("kept_consents" if consents else "kept_no_consents")),
        *paragraphs(consents),
        *([section(wording.say("objected")), *paragraphs(objections)] if objections else []),
        *_told(page, wording, now),
        back(
            wording,
            turn_to(wording, "object", Part.OBJECT),
            turn_to(wording, "export", Part.EXPORT),
            turn_to(wording, "erase", Part.ERASE),
        ),
    ]


def _told(page: OwnPage, wording: Wording, now: datetime) -> list[Block]:
    if page.told is None:
        return []
    return paragraphs(told(page.told, wording, zone=page.customer.advocate.zone, now=now))


def _person(page: OwnPage, wording: Wording, now: datetime) -> Iterator[str]:
    advocate, account = page.customer.advocate, page.customer.account
    names = {
        "name": foreign(advocate.name),
        "title": foreign(advocate.title),
        "account": foreign(account.name),
    }
    yield wording.say("kept_person", **names)
    yield wording.say("kept_email", email=foreign(advocate.email))
    if advocate.language:
        yield wording.say(
            "kept_language", language=foreign(dates.language_name(advocate.language, wording.language), 60)
        )
    yield wording.say("kept_zone", zone=foreign(advocate.zone, 64))
    if advocate.nps is not None and advocate.nps_as_of:
        day = dates.day(advocate.nps_as_of, dates.today(now, advocate.zone), wording.language)
        yield wording.say("kept_nps", nps=str(advocate.nps), day=day)
    elif advocate.nps is not None:
        yield wording.say("kept_nps_undated", nps=str(advocate.nps))
    yield wording.say("kept_reach", way=_way(advocate, wording))
    yield from _pause(page, wording, now)
    limits = ", ".join(_limits(page, wording))
    if limits:
        yield wording.say("kept_limits", limits=limits)


def _pause(page: OwnPage, wording: Wording, now: datetime) -> Iterator[str]:
    """Until when they are left alone, and who set it."""
    advocate, until = page.customer.advocate, page.customer.advocate.paused_until
    if until is None or until <= now:
        return
    if advocate.paused_by is PausedBy.SILENCE:
        yield wording.say("kept_paused_silence", owner=foreign(page.customer.owner.name))
    else:
        day = dates.on(until, zone=advocate.zone, now=now, language=wording.language)
        yield wording.say("kept_paused", day=day)


def _way(advocate: Advocate, wording: Wording) -> str:
    if advocate.reach is Reach.ASSISTANT and advocate.assistant:
        return wording.say("reach_assistant_named", assistant=foreign(advocate.assistant, 200))
    return wording.say(f"reach_{advocate.reach}")


def _limits(page: OwnPage, wording: Wording) -> Iterator[str]:
    advocate, program = page.customer.advocate, page.program
    if advocate.asks_in_year is not None:
        yield wording.say("kept_asks_in_year", count=str(advocate.asks_in_year))
    if advocate.days_between_asks is not None:
        yield wording.say("kept_days", count=str(advocate.days_between_asks))
    if advocate.contact_opens is not None or advocate.contact_closes is not None:
        opens = choices.hour(advocate.contact_opens or program.contact_opens)
        closes = choices.hour(advocate.contact_closes or program.contact_closes)
        yield wording.say("kept_hours", opens=opens, closes=closes)


def _consents(page: OwnPage, wording: Wording, now: datetime) -> Iterator[str]:
    names = {each.id: sentence(foreign(each.phrase, 100)) for each in page.activities}
    for consent in page.consents:
        yield _consent(page, consent, names[consent.activity_id], wording, now)


def _consent(page: OwnPage, consent: Consent, activity: str, wording: Wording, now: datetime) -> str:
    def on(moment: datetime) -> str:
        return dates.on(moment, zone=page.customer.advocate.zone, now=now, language=wording.language)

    if consent.state is Consented.YES and consent.until and consent.until <= now:
        return wording.say("kept_ended", activity=activity, until=on(consent.until))
    known = SOURCES.get(consent.source)
    source = wording.say(known) if known else foreign(consent.source, 100)
    said = {"activity": activity, "day": on(consent.since), "source": source}
    if consent.state is Consented.NO:
        return wording.say("kept_no", **said)
    if consent.until is None:
        return wording.say("kept_yes_open", **said)
    return wording.say("kept_yes", **said, until=on(consent.until))


def _objection(page: OwnPage, task: Task, wording: Wording, now: datetime) -> str:
    def on(moment: datetime) -> str:
        return dates.on(moment, zone=page.customer.advocate.zone, now=now, language=wording.language)

    owner = foreign(page.customer.owner.name)
    if task.done_at is None:
        state = wording.say("objected_open", owner=owner, day=on(task.made_at))
    else:
        state = wording.say(f"objected_{task.outcome}", day=on(task.done_at))
    return f"{foreign_lines(task.said, 400)}\n{state}"
