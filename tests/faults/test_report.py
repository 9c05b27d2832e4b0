"""docs/reliability.md is what the last proofs came to, whatever that was."""

from tests.faults import report
from tests.faults.report import Result


def test_the_document_is_in_step_with_the_results() -> None:
    assert report.DOCUMENT.read_text("utf-8") == report.document(report._known())


def test_a_list_that_was_not_run_says_so() -> None:
    assert report.document([]).count(report.NOT_RUN.strip()) == 6


def test_parts_of_a_list_stand_side_by_side() -> None:
    results = [
        Result(1, "SQLite", "Kills", 90.0, {"references": 1_000, "share": 0.25}, on="2026-03-02", load="0.5"),
        Result(
            1, "PostgreSQL", "Kills", 60.0, {"references": 1_000, "pairs": 2}, on="2026-03-02", load="0.5"
        ),
    ]
    table = report.document(results).split("<!-- list 1 -->")[0].split("for it last.\n\n")[1].split("\n\n")[0]
    assert table.splitlines() == [
        "| Kills | SQLite | PostgreSQL |",
        "| --- | --: | --: |",
        "| references | 1,000 | 1,000 |",
        "| share | 0.2 |  |",
        "| pairs |  | 2 |",
        "| minutes | 1.5 | 1.0 |",
        "| ended | 2026-03-02, load 0.5 | 2026-03-02, load 0.5 |",
    ]


def test_what_failed_is_written_as_failed() -> None:
    said = report.document([Result(2, "PostgreSQL", "", 60.0, failed="messages twice: found 1, expected 0")])
    assert "**Failed** (PostgreSQL): `messages twice: found 1, expected 0`" in said
