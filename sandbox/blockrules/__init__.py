"""What Slack takes of Block Kit: shapes and limits as data, judged by `faults`.

`schemas/` holds a JSON Schema for each block, element and composition object. A place in which another one
stands says `kinds`, a group of `kinds.json` that its `type` chooses from, or `shape`, where there is no type.
`limits.json` holds what concerns a whole message or view. Where sources differ, the looser bound is taken:
a card's three actions, twelve series and segments, 201 rows and 20,000 characters of a data table, an alert
in a message, and the surfaces that Slack's own list of blocks gives.
"""

from sandbox.blockrules.fault import Fault
from sandbox.blockrules.pages import Surface
from sandbox.blockrules.table import faults, judged, surface_of

__all__ = ["Fault", "Surface", "faults", "judged", "surface_of"]
