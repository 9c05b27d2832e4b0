"""What a customer company allows in public, with each approval as it stands; and whether it is public sector."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.kit.ids import Action, Form, encode
from bot.kit.text import foreign, linked
from bot.views import dates
from bot.views.blocks import (
    Block,
    Element,
    actions,
    button,
    confirm,
    context,
    datepicker,
    field,
    modal,
    section,
    select,
)
from models.company_approval import ApprovalOf, CompanyApproval

WHAT: Mapping[ApprovalOf, str] = {
    ApprovalOf.NAMING: "being named",
    ApprovalOf.LOGO: "its logo being shown",
}
LABELS: Mapping[ApprovalOf, str] = {ApprovalOf.NAMING: "Naming", ApprovalOf.LOGO: "Logo"}
PUBLIC, NOT_PUBLIC = "public", "not_public"
SCOPE, NAME, LINK = 300, 150, 1000


@dataclass(frozen=True, slots=True)
class Company:
    """`today` is the reader's; `manager`: may they say that it is public sector?"""

    account_id: str
    name: str
    public_sector: bool
    approvals: Sequence[CompanyApproval]
    today: date
    manager: bool = False


def company_view(company: Company) -> dict[str, Any]:
    record = button("Record an approval", Action.RECORD_APPROVAL, company.account_id, style="primary")
    blocks: list[Block] = [section(f"*{foreign(company.name)}*: what it allows in public"), actions([record])]
    if not company.approvals:
        blocks.append(section("Nothing is recorded: it is not named, and its logo is not shown."))
    blocks += [_approval(each, company.today) for each in company.approvals]
    blocks.append(_sector(company))
    return modal(Form.COMPANY, "Their company", blocks)


def _approval(approval: CompanyApproval, today: date) -> Block:
    said = f"{foreign(approval.given_by, 100)} said so on {dates.day(approval.given_on, today)}"
    if approval.evidence:
        said += f" ({linked(approval.evidence, 'what they wrote')})"
    text = f"*{LABELS[approval.what]}*: {foreign(approval.scope)}\n{said}. {state(approval, today)}."
    if approval.withdrawn_at is not None or (approval.until and approval.until < today):
        return section(text)
    sure = confirm(
        "Withdraw it?",
        "Nothing new is published under it, and the owner gets a list of what has to come down.",
        "Withdraw it",
        "Keep it",
        danger=True,
    )
    return section(text, button("Withdraw", Action.WITHDRAW_APPROVAL, approval.id, confirm=sure))


def state(approval: CompanyApproval, today: date) -> str:
    """Whether it stands, and until when."""
    if approval.withdrawn_at is not None:
        return f"Withdrawn on {dates.day(approval.withdrawn_at.date(), today)}"
    if approval.until is not None and approval.until < today:
        return f"Ended on {dates.day(approval.until, today)}"
    begins = f"From {dates.day(approval.since, today)}" if approval.since > today else "Stands"
    return (
        f"{begins} until {dates.day(approval.until, today)}"
        if approval.until
        else f"{begins}, without an end"
    )


def _sector(company: Company) -> Block:
    """Public or not, with the manager's button to change it."""
    said = (
        "Public sector: nothing is given back to its people."
        if company.public_sector
        else "Not public sector."
    )
    if not company.manager:
        return context(said)
    label, value = ("Not public sector", NOT_PUBLIC) if company.public_sector else ("Public sector", PUBLIC)
    return section(said, button(label, Action.PUBLIC_SECTOR, encode(company.account_id, value)))


def approval_form(account_id: str, company: str, *, today: date) -> dict[str, Any]:
    what = select("Choose", [(label, str(kind)) for kind, label in LABELS.items()])
    blocks: list[Block] = [
        section(f"What *{foreign(company)}* said, as they said it."),
        field("what", "What they approved", what),
        field("scope", "Where it may stand", _line(SCOPE), hint="Such as: our website and two case studies."),
        field("given_by", "Who at the customer said so", _line(NAME)),
        field("given_on", "When", datepicker("given_on", "Choose a day", today.isoformat())),
        field("since", "From", datepicker("since", "That day"), optional=True),
        field("until", "Last day", datepicker("until", "No end"), optional=True),
        field("evidence", "Link to what they wrote", _line(LINK), optional=True),
    ]
    return modal(
        Form.APPROVAL, "Record an approval", blocks, submit="Record it", close="Cancel", metadata=account_id
    )


def _line(longest: int) -> Element:
    return {"type": "plain_text_input", "max_length": longest}
