"""A manager gives and takes roles, or lets them follow a user group; Slack says that somebody changed."""

from bot.kit.errors import BotError
from bot.kit.ids import SEPARATOR, Action, Form, Search, SlackEvent, decode, named, number
from bot.managers import comings, roles
from bot.managers.person import described
from bot.views.manager.roles import BY_HAND, group_form, role_form, roles_view
from handlers.answers import Answer, Change, Done, Offer
from handlers.payloads import Kind, View, instant_of, options_of, text_of
from handlers.table import Route, Turn
from models.member import Role

STALE = "That form is from an older version of Rung. Open /rung roles again."


async def overview(turn: Turn) -> Answer:
    return await _shown(turn, 0)


async def page(turn: Turn) -> Answer:
    return await _shown(turn, number(turn.heard.value) or 0)


async def person(turn: Turn) -> Answer:
    (user_id,) = decode(turn.heard.value, 1)  # the form carries it on
    return Change(role_form(await roles.of_person(turn.session, turn.actor, user_id)))


async def give(turn: Turn) -> Answer:
    view = _view(turn)
    user_id, *was = view.metadata.split(SEPARATOR)
    wanted = [named(Role, value) for value in options_of(view, "roles")]
    before = [named(Role, value) for value in was]
    await roles.give(turn.session, turn.actor, user_id, wanted, before, now=turn.now)
    return await _shown(turn, 0, saved=True)


async def choose_group(turn: Turn) -> Answer:
    await roles.look_up_groups(turn.session, turn.actor, now=turn.now)
    shown = await roles.overview(turn.session, turn.actor, 0)
    return Change(group_form(named(Role, turn.heard.value), shown))


async def search_groups(turn: Turn) -> Answer:
    found = await roles.offered_groups(turn.session, turn.actor, turn.heard.text)
    return Offer([("No group: given by hand", BY_HAND), *found])


async def follow(turn: Turn) -> Answer:
    view = _view(turn)
    chosen = text_of(view, "group")
    group_id = None if chosen in {None, BY_HAND} else chosen
    await roles.follow(turn.session, turn.actor, named(Role, view.metadata), group_id, now=turn.now)
    return await _shown(turn, 0, saved=True)


async def user_changed(turn: Turn) -> Answer:
    user = turn.heard.event.get("user")
    if isinstance(user, dict):
        seen = described(user, turn.heard.team_id)
        actor, said_at = turn.actor, instant_of(turn.heard.event)
        await comings.changed(
            turn.session, actor.program_id, actor.workspace_id, seen, said_at=said_at, now=turn.now
        )
    return Done()


async def _shown(turn: Turn, page: int, *, saved: bool = False) -> Answer:
    return Change(roles_view(await roles.overview(turn.session, turn.actor, page), saved=saved))


def _view(turn: Turn) -> View:
    if turn.heard.view is None:
        raise BotError(STALE)
    return turn.heard.view


ROUTES = (
    Route(Kind.ACTION, Action.ROLES_PAGE, page, writes=False),
    Route(Kind.ACTION, Action.ROLE_PERSON, person, writes=False),
    Route(Kind.SUBMISSION, Form.ROLE, give),
    Route(Kind.ACTION, Action.FOLLOW_GROUP, choose_group),
    Route(Kind.OPTIONS, Search.GROUP, search_groups, writes=False),
    Route(Kind.SUBMISSION, Form.GROUP, follow),
    Route(Kind.EVENT, SlackEvent.USER_CHANGE, user_changed),
)
