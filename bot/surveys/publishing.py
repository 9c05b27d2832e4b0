"""What becomes of words that their author approved: an owner or manager publishes them, and adds where they stand."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import approvals, messages, participations, tasks
from bot.advocates import standing
from bot.advocates.claims import is_web_page
from bot.kit.errors import BotError, FormError
from bot.kit.text import cut, key, plain
from bot.views.survey.tasks import DOWN, LONGEST_TITLE, NOT_NEEDED, PUBLISHED, ToPublish
from models import activity as activities
from models import draft as drafts
from models import program as programs
from models import story as stories
from models.company_approval import ApprovalOf
from models.draft import Draft, DraftState
from models.member import Actor
from models.participation import ParticipationState
from models.task import TaskKind, WholeTask

ACTIVITY, SOURCE = "quote", "survey"
TAKEN_BACK = "Its author has taken it back in the meantime, so it can't be published."
NOT_NAMED = "They asked not to be named: take their name and their company out of the headline."


@dataclass(frozen=True, slots=True)
class Published:
    """What was filled in."""

    title: str
    link: str


async def to_publish(session: AsyncSession, actor: Actor, task_id: str) -> WholeTask:
    """What the form is about; raises BotError where it is somebody else's to decide."""
    return await tasks.to_decide(session, actor, task_id, TaskKind.PUBLISH)


async def publish(
    session: AsyncSession, actor: Actor, task_id: str, form: Published, *, now: datetime
) -> None:
    """It becomes a story that sellers are shown. Raises FormError for what can't be taken."""
    whole = await to_publish(session, actor, task_id)
    draft = await drafts.find(session, actor.program_id, whole.task.subject)
    if draft is None or draft.state is not DraftState.APPROVED:
        raise BotError(TAKEN_BACK)
    title, link = plain(form.title.strip(), LONGEST_TITLE), form.link.strip()
    _check(whole, draft, title, link)
    day = standing.today(await programs.get(session, actor.program_id), now)
    if draft.named:
        await approvals.refuse_without(session, whole.account, ApprovalOf.NAMING, day)
    story_id = await stories.publish(
        session,
        actor.program_id,
        account_id=draft.account_id,
        kind=draft.kind,
        title=title,
        url=link,
        text=cut(draft.text, 2000),
        industry=whole.account.industry,
        region=whole.account.region,
        published_on=day,
        anonymous=not draft.named,
    )
    if story_id is None:
        raise FormError({"link": "Another story stands at this address already."})
    published = {"state": DraftState.PUBLISHED, "state_at": now, "story_id": story_id, "link": link}
    if not await drafts.change(session, actor.program_id, draft.id, {DraftState.APPROVED}, **published):
        raise BotError(TAKEN_BACK)
    await tasks.close(session, actor, whole, PUBLISHED, now=now)
    await _did(session, actor, whole, link, now=now)
    await messages.changed(session, actor.program_id, draft.id, draft.advocate_id, now=now)


def _check(whole: WholeTask, draft: Draft, title: str, link: str) -> None:
    if not is_web_page(link):
        raise FormError({"link": "That is no web page. It begins with https:// or http://."})
    names = [whole.account.name, *([whole.advocate.name] if whole.advocate else [])]
    if not draft.named and any(key(name) and key(name) in key(title) for name in names):
        raise FormError({"title": NOT_NAMED})


async def _did(session: AsyncSession, actor: Actor, whole: WholeTask, link: str, *, now: datetime) -> None:
    """They were quoted, and that is what they did: a story of their answers is no case study, which takes hours."""
    step = (await activities.by_key(session, actor.program_id)).get(ACTIVITY)
    if step is None or step.retired_on is not None or whole.advocate is None:
        return
    day = standing.today(await programs.get(session, actor.program_id), now)
    await participations.record(
        session,
        whole.advocate,
        ParticipationState.VERIFIED,
        activity_id=step.id,
        done_on=day,
        source=SOURCE,
        by=actor.user_id,
        link=link,
        now=now,
    )


async def decide(session: AsyncSession, actor: Actor, task_id: str, outcome: str, *, now: datetime) -> None:
    """*Not needed* of what could be published; *It is down* of what was taken back."""
    kinds = {NOT_NEEDED: TaskKind.PUBLISH, DOWN: TaskKind.RETRACT}
    if outcome not in kinds:
        raise BotError("That button is from an older message. Open the newest one and press it there.")
    whole = await tasks.to_decide(session, actor, task_id, kinds[outcome])
    await tasks.close(session, actor, whole, outcome, now=now)


def prefilled(whole: WholeTask) -> str:
    """The headline that the form starts with: under their name, or naming nobody."""
    said = ToPublish.read(whole.task.said)
    if not said.named or whole.advocate is None:
        return ""
    return plain(f"{whole.advocate.name}, {whole.advocate.title}, {whole.account.name}", LONGEST_TITLE)
