"""files.info."""

from sandbox.errors import Json, SlackError
from sandbox.files import file_object
from sandbox.webapi.call import Call, ok


def info(call: Call) -> Json:
    call.need("files:read")
    file = call.team.files.get(call.text("file"))
    if file is None:
        raise SlackError("file_not_found")
    described = file_object(call.world, call.team, file)
    return ok(file=described, comments=[], response_metadata={"next_cursor": ""})
