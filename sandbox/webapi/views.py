"""views.open, push, update, publish."""

from sandbox.blockrules import Surface
from sandbox.checks import check_view
from sandbox.errors import Json, SlackError
from sandbox.modals import OpenView
from sandbox.tickets import Trigger
from sandbox.webapi.call import Call, ok


def open_view(call: Call) -> Json:
    trigger = _trigger(call)
    view = call.team.new_view(_sent(call, "modal"))
    stack = call.team.stacks[trigger.user_id]
    stack.open(view)
    return _told(call, stack.views[-1].view)


def push(call: Call) -> Json:
    trigger = _trigger(call)
    stack = call.team.stacks[trigger.user_id]
    sent = _sent(call, "modal")
    if stack.top is None:
        raise SlackError("not_found")
    stack.push(call.team.new_view(sent))
    return _told(call, stack.views[-1].view)


def update(call: Call) -> Json:
    found = _found(call)
    expected = call.arguments.get("hash")
    if expected and expected != found.view["hash"]:
        raise SlackError("hash_conflict")
    found.view = call.team.changed_view(found.view, _sent(call, "modal"))
    found.errors = {}
    return _told(call, found.view)


def publish(call: Call) -> Json:
    user = call.user(call.text("user_id"))
    if not call.world.tab("home"):
        raise SlackError("not_enabled")
    sent, old = _sent(call, "home"), call.team.homes.get(user.id)
    expected = call.arguments.get("hash")
    if old and expected and expected != old["hash"]:
        raise SlackError("hash_conflict")
    view = call.team.changed_view(old, sent) if old else call.team.new_view(sent)
    call.team.homes[user.id] = view
    return _told(call, view)


def _trigger(call: Call) -> Trigger:
    trigger = call.world.tickets.exchange(call.text("trigger_id"), call.team.id)
    if call.user(trigger.user_id).foreign and not call.world.modals_for_externals:
        raise SlackError("invalid_trigger_id")
    return trigger


def _sent(call: Call, kind: Surface) -> Json:
    call.text("view")
    return check_view(call.arguments["view"], kind)


def _found(call: Call) -> OpenView:
    view_id, external_id = call.arguments.get("view_id"), call.arguments.get("external_id")
    if not view_id and not external_id:
        raise SlackError("invalid_arguments")
    for stack in call.team.stacks.values():
        for each in stack.views:
            if each.id == view_id or (external_id and each.view["external_id"] == external_id):
                return each
    raise SlackError("not_found")


def _told(call: Call, view: Json) -> Json:
    call.world.changes.note()
    return ok(view=view)
