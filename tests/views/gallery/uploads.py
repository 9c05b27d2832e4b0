"""The report on a dropped file in each of its states, its window, and the answers to whoever simply writes."""

from collections.abc import Iterator
from typing import Any

from bot.rules.importing.days import DateOrder
from bot.rules.importing.kinds import Kind
from bot.rules.wording import Wording
from bot.views.greeting import file_refused, greeting
from bot.views.upload.faults import faults_view
from bot.views.upload.report import report
from models.member import COLLEAGUES, Role
from models.upload import Upload, UploadState
from tests.views.gallery.surface import Surface, message, modal
from tests.views.people import NOW, PROGRAM, Names

ROLES: dict[str, frozenset[Role]] = {
    **{role.value: frozenset({role}) for role in Role},
    "all": frozenset(COLLEAGUES),
    "none": frozenset[Role](),
}


def upload(names: Names, state: UploadState, **values: Any) -> Upload:
    """A file of 25 rows, two of them faulty, as a manager dropped it."""
    given: dict[str, Any] = {
        "id": "f" * 32,
        "program_id": PROGRAM,
        "slack_file_id": "F0FILE",
        "name": names.story,
        "kind": Kind.ADVOCATES,
        "dates": None,
        "asks_dates": False,
        "round": 1,
        "rows": 25,
        "new": 20,
        "updated": 3,
        "unchanged": 0,
        "faulty": 2,
        "faults": faults(names, 2),
        "more_faults": 0,
        "ignored": [names.word, names.industry],
        "notes": [f"Dates in “{names.word}” were read with the day first."],
        "refusal": "",
        "percent": 0,
        "made_at": NOW,
    }
    return Upload(state=state, **(given | values))


def faults(names: Names, count: int) -> list[list[Any]]:
    reason = f"This company is not among your accounts: {names.account}."
    return [[line, names.word, names.advocate, reason] for line in range(2, count + 2)]


def surfaces(names: Names) -> Iterator[Surface]:
    for state in UploadState:
        asked = {"refusal": f"{names.story} has a column twice.", "asks_dates": True}
        yield message(f"upload {state}", report(upload(names, state, **asked)))
    many = upload(names, UploadState.CHECKED, faulty=520, faults=faults(names, 500), more_faults=20)
    yield message("upload with many faults", report(many))
    yield message("upload without any", report(upload(names, UploadState.CHECKED, faulty=0, faults=[])))
    yield message(
        "upload of unknown kind", report(upload(names, UploadState.REFUSED, kind=None, refusal="No."))
    )
    dated = upload(names, UploadState.CHECKED, dates=DateOrder.DAY_FIRST, ignored=[names.word] * 300)
    yield message("upload with dates", report(dated))
    for page in (0, 1, 9):
        yield modal(f"faults {page}", faults_view(many, page))
    for name, roles in ROLES.items():
        yield message(f"greeting {name}", greeting(roles, Wording(), company=names.company))
        yield message(f"file refused {name}", file_refused(roles, Wording(), company=names.company))
