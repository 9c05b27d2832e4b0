"""A programme's row, as the views are drawn with it."""

from models.program import Program
from tests.views import people
from tests.views.people import BERLIN, Names


def program(names: Names, **values: object) -> Program:
    """As one that somebody has set up, with everything that can be said of it."""
    defaults_ = {column.name: column.default.arg for column in Program.__table__.columns if column.default}
    row = {name: value for name, value in defaults_.items() if not callable(value)}
    usual: dict[str, object] = {"id": people.PROGRAM, "name": names.company, "zone": BERLIN, "stages": []}
    return Program(**row | usual | {"waived_tiers": []} | values)
