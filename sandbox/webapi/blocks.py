"""blocks.validate, which needs neither token nor scope."""

from starlette.requests import Request

from sandbox.blockrules import Fault, faults, surface_of
from sandbox.errors import Json, SlackError
from sandbox.webapi.call import ok
from sandbox.world import World

PAYLOADS = ("blocks", "message", "view")


def validate(_: World, __: Request, ___: str, arguments: Json) -> Json:
    """Judges the one payload that is given. Raises SlackError: invalid_arguments, or invalid_… with `errors`."""
    given = [name for name in PAYLOADS if arguments.get(name) is not None]
    if len(given) != 1:
        message = "[ERROR] must provide exactly one of: " + ", ".join(PAYLOADS)
        raise SlackError("invalid_arguments", response_metadata={"messages": [message]})
    payload = arguments[given[0]]
    found = faults(payload, surface_of(payload) if given == ["view"] else "message")
    if found:
        raise SlackError(f"invalid_{given[0]}", errors=[_described(each) for each in found])
    return ok()


def _described(fault: Fault) -> Json:
    return {
        "pointer": fault.pointer,
        "code": "failed_constraint",
        "message": fault.message,
        "constraint": fault.constraint,
    }
