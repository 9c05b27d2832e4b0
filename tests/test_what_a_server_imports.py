"""What a server never uses, it never imports: each of these takes megabytes in every process."""

import subprocess
import sys

SERVER = "import app"
CALENDARS = """
from datetime import date
from bot.rules.hours import is_holiday
assert is_holiday("DE", date(2026, 10, 3))
"""


def imported(code: str) -> set[str]:
    asked = [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"]
    return set(subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split())


def test_a_server_on_sqlite() -> None:
    unused = ("alembic", "sandbox", "scipy", "sqlalchemy.dialects.postgresql")
    assert not {found for found in imported(SERVER) if found.startswith(unused)}


def test_one_country_loads_no_other_ones() -> None:
    assert not {found for found in imported(CALENDARS) if found.startswith("holidays.countries.")}
