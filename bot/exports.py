"""What a programme holds, as rows in the columns of the import: what is exported can be imported again."""

import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.rules.importing.cells import PROTECTED
from bot.rules.importing.kinds import Kind, columns
from bot.rules.matching import SENIORITIES, SIZES
from bot.views.manager.log import NOBODY, who
from bot.views.manager.log_words import said as in_words
from models import exporting, log
from models.account import TagKind
from models.ask import AskState
from models.base import FOREVER
from models.exporting import Page

LINES = 200  # of the log, in a page: each is looked up in every table that it can be about
DANGEROUS = (*PROTECTED, "\t", "\r", "\n")  # what a spreadsheet takes for a formula
WITHIN = re.compile(rf"""([;|\t\r\n][\s"']*)(?=[{re.escape(PROTECTED)}])""")
TAGS = {
    "products": TagKind.PRODUCT,
    "use_cases": TagKind.USE_CASE,
    "tech": TagKind.TECH,
    "replaced": TagKind.REPLACED,
}
Said = Mapping[str, Any]


class Beside(StrEnum):
    """Files that are only written: no import reads them."""

    GIVEBACKS = "givebacks"
    APPROVALS = "company_approvals"
    REQUIREMENTS = "requirements"  # what customers would change: a list to work from
    LOG = "log"  # who did what, when


COLUMNS: Mapping[Beside, list[str]] = {
    Beside.GIVEBACKS: ["advocate_email", "account", "kind", "state", "given_on", "text"],
    Beside.APPROVALS: [
        *("account", "what", "scope", "since", "until", "given_by", "given_on", "evidence"),
        *("recorded_at", "withdrawn_at"),
    ],
    Beside.REQUIREMENTS: ["to_change", "goal", "account", "role", "said_on"],
    Beside.LOG: ["at", "who", "what", "whom", "company", "deal", "actor_id", "verb", "subject_id"],
}


def headings(kind: Kind | Beside) -> list[str]:
    """The columns of the template; those that only read other systems' files are left out."""
    if isinstance(kind, Beside):
        return COLUMNS[kind]
    return [column.name for column in columns(kind) if not column.quiet]


async def rows(session: AsyncSession, program_id: str, kind: Kind | Beside) -> AsyncIterator[list[str]]:
    """One line after the other, cells in the order of the headings and safe to open in a spreadsheet."""
    order = headings(kind)
    if kind in WHOLE:
        async for said in WHOLE[kind](session, program_id):
            yield _line(order, said)
        return
    for pages, describe in SOURCES[kind]:
        async for page in pages(session, program_id):
            for said in _described(page, describe):
                yield _line(order, said)


def _described(page: Page, describe: Callable[..., Said | None]) -> Iterator[Said]:
    return (said for row in page if (said := describe(*row)) is not None)


def _line(order: list[str], said: Said) -> list[str]:
    return [safe(_cell(said.get(name))) for name in order]


def _cell(value: Any) -> str:
    if value is None or value == FOREVER:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "; ".join(value)
    return str(value)


def safe(cell: str) -> str:
    """A cell that no spreadsheet runs; the import takes the apostrophes off again.

    One that splits lines at another sign than the comma reads several cells in what we wrote as one.
    """
    cell = WITHIN.sub(r"\1'", cell)
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


async def _accounts(session: AsyncSession, program_id: str) -> AsyncIterator[Said]:
    async for page in exporting.accounts(session, program_id):
        tags = await exporting.tags(session, program_id, [account.id for account, _ in page])
        for account, owner in page:
            words = {name: tags.get((account.id, kind)) for name, kind in TAGS.items()}
            named = {"owner": owner.email or owner.name, "company_group": account.group_key}
            yield _own(account) | named | words | {"size": _of(SIZES, account.size_band)}


async def _log(session: AsyncSession, program_id: str) -> AsyncIterator[Said]:
    """The newest first, with names as they are today: whoever was erased has none."""
    before: str | None = None
    while lines := await log.page(session, program_id, most=LINES, before=before):
        ids = [id_ for line in lines for id_ in (line.actor, line.subject)]
        names = await log.names(session, program_id, ids)
        for line in lines:
            about = names.get(line.subject, NOBODY)
            yield {
                "at": line.at.isoformat(),
                "who": who(line.actor, names),
                "what": in_words(line.verb),
                "whom": about.name,
                "company": about.company,
                "deal": about.deal,
                "actor_id": line.actor,
                "verb": line.verb,
                "subject_id": line.subject,
            }
        before = lines[-1].id
        session.expunge_all()


def _own(row: Any) -> dict[str, Any]:
    """A row's columns, by name."""
    return dict(vars(row))


def _of(names: tuple[str, ...], place: int | None) -> str | None:
    return None if place is None else names[place]


def _member(member: Any, backup: str | None) -> Said | None:
    roles = " ".join(sorted(member.roles))
    return _own(member) | {"roles": roles, "backup_email": backup} if roles else None


def _advocate(advocate: Any, company: str) -> Said:
    return _own(advocate) | {
        "account": company,
        "seniority": _of(SENIORITIES, advocate.seniority),
        "min_days_between_asks": advocate.days_between_asks,
        "asks_per_year": advocate.asks_in_year,
    }


def _answer(answer: Any, email: str) -> Said:
    return {
        "email": email,
        "score": answer.score,
        "answered_on": answer.day,
        "comment": answer.comment,
    }


def _nps(advocate: Any) -> Said | None:
    if advocate.nps is None or advocate.nps_as_of is None:
        return None
    return {"email": advocate.email, "score": advocate.nps, "answered_on": advocate.nps_as_of}


def _deal(deal: Any, seller: Any) -> Said:
    named = {"seller": seller.email or seller.name, "prospect_group": deal.group_key}
    return _own(deal) | named | {"size": _of(SIZES, deal.size_band)}


def _favour(favour: Any, email: str, activity: str, ask: Any, deal: Any) -> Said:
    return {
        "advocate_email": email,
        "activity": activity,
        "outcome": "done",
        "asked_on": ask and ask.asked_at,
        "answered_on": ask and ask.answered_at,
        "done_on": favour.done_on,
        "until": favour.serves_until,
        "deal_key": deal and deal.key,
        "source": favour.source,
    }


def _question(ask: Any, email: str, activity: str, deal: Any) -> Said:
    return {
        "advocate_email": email,
        "activity": activity,
        "outcome": "no_answer" if ask.state is AskState.SILENT else ask.state,
        "asked_on": ask.asked_at,
        "answered_on": ask.answered_at,
        "deal_key": deal.key,
    }


def _consent(consent: Any, email: str, activity: str) -> Said:
    return _own(consent) | {"advocate_email": email, "activity": activity}


def _block(block: Any, company: str, email: str | None, activity: str | None) -> Said:
    about = {"advocate_email": email, "activity": activity, "company": block.company_key}
    return _own(block) | about | {"account": company, "known_on": block.known_at}


def _story(story: Any, company: str) -> Said:
    return _own(story) | {"account": company}


def _giveback(giveback: Any, email: str, company: str) -> Said:
    return _own(giveback) | {"advocate_email": email, "account": company}


def _approval(approval: Any, company: str) -> Said:
    return _own(approval) | {"account": company}


def _wish(survey: Any, title: str, company: str) -> Said:
    """By company and role, without names."""
    return _own(survey) | {"account": company, "role": title, "said_on": survey.said_at or survey.asked_at}


WHOLE: Mapping[Kind | Beside, Callable[[AsyncSession, str], AsyncIterator[Said]]] = {
    Kind.ACCOUNTS: _accounts,  # where a page takes a second statement
    Beside.LOG: _log,
}
Source = tuple[Callable[[AsyncSession, str], AsyncIterator[Page]], Callable[..., Said | None]]
SOURCES: Mapping[Kind | Beside, list[Source]] = {
    Beside.GIVEBACKS: [(exporting.givebacks, _giveback)],
    Beside.APPROVALS: [(exporting.approvals, _approval)],
    Beside.REQUIREMENTS: [(exporting.wishes, _wish)],
    Kind.MEMBERS: [(exporting.members, _member)],
    Kind.ADVOCATES: [(exporting.advocates, _advocate)],
    Kind.DEALS: [(exporting.deals, _deal)],
    Kind.ACTIVITIES: [(exporting.favours, _favour), (exporting.questions, _question)],
    Kind.CONSENTS: [(exporting.consents, _consent)],
    Kind.BLOCKS: [(exporting.blocks, _block)],
    Kind.STORIES: [(exporting.stories, _story)],
    Kind.NPS: [(exporting.answers, _answer), (exporting.bare_answers, _nps)],
}
