"""views.open, push, update, publish."""

from sandbox.blockrules import Surface
from sandbox.checks import check_view
from sandbox.errors import Json, SlackError
from sandbox.modals import OpenView
from sandbox.tickets import Trigger
from sandbox.webapi.call import Call, ok


def open_view(call: Call) -> Json:
    sent = _sent(call, "modal")
    trigger = _trigger(call)
    view = call.team.new_view(sent)
    stack = call.team.stacks[trigger.user_id]
    stack.open(view)
    return _told(call, stack.views[-1].view)


def push(call: Call) -> Json:
    sent = _sent(call, "modal")
    trigger = _trigger(call)
    stack = call.team.stacks[trigger.user_id]
    if stack.top is None:
        raise SlackError("not_found")
    stack.push(call.team.new_view(sent))
    return _told(call, stack.views[-1].view)


def update(call: Call) -> Json:
    """A modal on a screen, or a Home page by its id."""
    view_id, external_id = call.arguments.get("view_id"), call.arguments.get("external_id")
    if not view_id and not external_id:
        raise SlackError("invalid_arguments")
    for user_id, home in call.team.homes.items():
        if home["id"] == view_id:
            return _publish(call, user_id, _sent(call, "home", home))
    found = _found(call, view_id, external_id)
    _check_hash(call, found.view)
    found.view = call.team.changed_view(found.view, _sent(call, "modal", found.view))
    found.errors = {}
    return _told(call, found.view)


def publish(call: Call) -> Json:
    user = call.reachable(call.text("user_id"))
    if not call.world.tab("home"):
        raise SlackError("not_enabled")
    return _publish(call, user.id, _sent(call, "home", call.team.homes.get(user.id)))


def _publish(call: Call, user_id: str, sent: Json) -> Json:
    old = call.team.homes.get(user_id)
    if old:
        _check_hash(call, old)
    view = call.team.changed_view(old, sent) if old else call.team.new_view(sent)
    call.team.homes[user_id] = view
    return _told(call, view)


def _check_hash(call: Call, standing: Json) -> None:
    expected = call.arguments.get("hash")
    if expected and expected != standing["hash"]:
        raise SlackError("hash_conflict")


def _trigger(call: Call) -> Trigger:
    trigger = call.world.tickets.exchange(call.text("trigger_id"), call.team.id)
    if call.user(trigger.user_id).foreign and not call.world.modals_for_externals:
        raise SlackError("invalid_trigger_id")
    return trigger


def _sent(call: Call, kind: Surface, replaces: Json | None = None) -> Json:
    """The view of the call. Raises SlackError: view_too_large, duplicate_external_id, invalid_…"""
    call.text("view")
    view = call.arguments["view"]
    checked = check_view(view, kind)
    own = replaces["id"] if replaces else None
    named = checked.get("external_id")
    if named and any(each["external_id"] == named and each["id"] != own for each in _standing(call)):
        raise SlackError("duplicate_external_id")
    return checked


def _standing(call: Call) -> list[Json]:
    """Every view in the workspace now."""
    modals = [each.view for stack in call.team.stacks.values() for each in stack.views]
    return [*modals, *call.team.homes.values()]


def _found(call: Call, view_id: str | None, external_id: str | None) -> OpenView:
    for stack in call.team.stacks.values():
        for each in stack.views:
            if each.id == view_id or (external_id and each.view["external_id"] == external_id):
                return each
    raise SlackError("not_found")


def _told(call: Call, view: Json) -> Json:
    call.world.changes.note()
    return ok(view=view)
