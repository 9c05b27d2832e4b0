"""Companies whose approval of naming or logo ends soon."""

from collections.abc import Sequence

from bot.kit.text import foreign, plural
from bot.views import dates
from bot.views.blocks import Block, section
from bot.views.company.window import LABELS, state
from bot.views.digest.part import At, Do, Part, act
from models.account import Account
from models.company_approval import CompanyApproval


def ending(found: Sequence[tuple[CompanyApproval, Account]], total: int, at: At) -> Part:
    said = f"{plural(total, 'approval of a company ends', 'approvals of companies end')} within 30 days."
    rows = [[_row(approval, account, at)] for approval, account in found]
    waits = sum(approval.withdrawn_at is None for approval, _ in found)
    return Part(said, rows=rows, total=total, which=", which end first", waits=waits)


def _row(approval: CompanyApproval, account: Account, at: At) -> Block:
    stands = state(approval, dates.today(at.now, at.zone))
    text = (
        f"*{foreign(account.name, 100)}*\n{LABELS[approval.what]}: {foreign(approval.scope, 200)}\n{stands}."
    )
    if approval.withdrawn_at is not None:
        return section(text)
    return section(text, act("Their company", Do.COMPANY, account.id))
