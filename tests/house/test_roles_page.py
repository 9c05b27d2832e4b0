"""docs/roles.md says what the table of roles says."""

from tests.tools import roles_page


def test_the_page_is_in_step() -> None:
    assert roles_page.PAGE.read_text("utf-8") == roles_page.page(), "run python -m tests.tools.roles_page"
