"""From the seller's form to a reference with its list."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.favours import answers as favours
from bot.kit import text
from bot.kit.errors import BotError, FormError
from bot.references import listing, said
from bot.references.ownership import GONE
from bot.rules.gate import Gate, held_back
from bot.views.reference.form import NeedChoices
from models import account as accounts
from models import activity as activities
from models import deal as deals
from models import program as programs
from models import reference as references
from models.base import new_id
from models.deal import Deal, Status
from models.member import Actor
from models.reference import Reference, ReferenceState

FROM_DEAL = ("product", "use_case", "industry", "region", "language", "size_band", "competitor", "tech")


@dataclass(frozen=True, slots=True)
class NeedForm:
    """What the seller filled in. `deal` is a deal's id, or None with `prospect` the name of a new one."""

    deal: str | None
    prospect: str | None
    activity: str
    needed_on: date
    product: str | None = None
    use_case: str | None = None
    industry: str | None = None
    region: str | None = None
    language: str | None = None
    size_band: int | None = None
    seniority: int | None = None
    competitor: str | None = None
    tech: str | None = None
    questions: str = ""
    off_limits: str = ""
    named: bool = False
    wanted: int = 1
    informed: Sequence[str] = ()


async def choices(session: AsyncSession, actor: Actor, deal_id: str | None = None) -> NeedChoices:
    """What the form's menus offer, and the deal that is chosen already."""
    offered = await activities.for_deals(session, actor.program_id)
    return NeedChoices(
        activities=[(activity.name, activity.key) for activity in offered],
        vocabulary=await accounts.vocabulary(session, actor.program_id),
        deal=await deals.find(session, actor.program_id, deal_id) if deal_id else None,
    )


async def take(
    session: AsyncSession, actor: Actor, form: NeedForm, *, form_key: str, now: datetime
) -> Reference:
    """Take the form, once whatever is sent again, and find who fits.

    Raises FormError, by input, where it can't be taken as it is.
    """
    made = await references.by_form(session, actor.program_id, form_key)
    if made is None:
        await favours.refuse_while_owed(session, actor)
        made = await _create(session, actor, form, form_key, now=now)
    return made


async def _create(
    session: AsyncSession, actor: Actor, form: NeedForm, form_key: str, *, now: datetime
) -> Reference:
    activity = (await activities.by_key(session, actor.program_id)).get(form.activity)
    if activity is None or not activity.for_deals:
        raise FormError({"activity": "That activity is no longer offered. Choose another one."})
    said.day(actor, form.needed_on, now=now)
    await said.colleagues(session, actor, form.informed)
    deal = await _deal(session, actor, form, form_key)
    await _pass_gate(session, deal)
    chosen = asdict(form) | {
        "questions": said.questions(form.questions),
        "off_limits": said.off_limits(form.off_limits),
        "informed": [user for user in form.informed if user != actor.user_id],
    }
    for name in ("deal", "prospect", "activity"):
        del chosen[name]
    for name in FROM_DEAL:
        chosen[name] = getattr(deal, name) if chosen[name] is None else chosen[name]
    reference_id = new_id()
    made = await references.create(
        session,
        chosen
        | {
            "program_id": actor.program_id,
            "id": reference_id,
            "seller_id": actor.member_id,
            "deal_id": deal.id,
            "activity_id": activity.id,
            "state": ReferenceState.DRAFT,
            "form_key": form_key,
            "created_at": now,
        },
    )
    reference = await references.by_form(session, actor.program_id, form_key)
    if reference is None:
        raise BotError(GONE)
    if made:
        await listing.fill(session, reference, deal, activity, now=now)
    return reference


async def _pass_gate(session: AsyncSession, deal: Deal) -> None:
    program = await programs.get(session, deal.program_id)
    gate = Gate(program.gate_amount, program.gate_stage, program.stages)
    if held := held_back(gate, deal.amount, deal.stage):
        raise FormError({"deal": held})


async def _deal(session: AsyncSession, actor: Actor, form: NeedForm, form_key: str) -> Deal:
    if form.deal is not None:
        found = await deals.find(session, actor.program_id, form.deal)
        if found is None or found.status != Status.OPEN:
            raise FormError({"deal": "That deal is no longer in the pipeline. Choose another one."})
        return found
    name = text.plain(form.prospect or "", 200)
    if form.product is None and form.industry is None:
        raise FormError(
            {"deal": "This prospect is new. Press Add details and choose its product or industry."}
        )
    made = Deal(
        program_id=actor.program_id,
        id=new_id(),
        key=form_key,
        name=name,
        prospect=name,
        prospect_key=text.key(name),
        status=Status.OPEN,
        seller_id=actor.member_id or "",
        **{name: getattr(form, name) for name in FROM_DEAL},
    )
    session.add(made)
    await session.flush()
    return made
