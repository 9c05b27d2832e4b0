"""Files are read row by row, and a refusal names the file, the line and the column."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.imports.rows import Row, read
from bot.kit.errors import BotError
from tests.kit.foreign_texts import THOROUGH


def row(**cells: str) -> Row:
    return Row("deals.csv", 7, cells)


def rows_of(tmp_path: Path, content: str | bytes) -> list[Row]:
    file = tmp_path / "deals.csv"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read(file))


def refusal(problem: pytest.ExceptionInfo[BotError]) -> str:
    return problem.value.user_message


def test_each_line_is_a_row_with_its_number(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, "key,name\nd1,Kestrel\nd2,Osprey\n")
    assert rows == [
        Row("deals.csv", 2, {"key": "d1", "name": "Kestrel"}),
        Row("deals.csv", 3, {"key": "d2", "name": "Osprey"}),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffkey,name\nd1,Kestrel\n",  # as spreadsheets save it
        "key,name\r\nd1,Kestrel\r\n",
        "key,name\nd1,Kestrel",  # no end of line at the end
        'key,name\n"d1","Kestrel"\n',
        "key,name\n\nd1,Kestrel\n\n",  # empty lines
    ],
)
def test_files_of_all_kinds_are_read_alike(tmp_path: Path, content: str) -> None:
    assert [each.cells for each in rows_of(tmp_path, content)] == [{"key": "d1", "name": "Kestrel"}]


def test_an_empty_line_still_counts(tmp_path: Path) -> None:
    assert [each.line for each in rows_of(tmp_path, "key\n\nd1\n")] == [3]


def test_a_file_with_a_heading_only_has_no_rows(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "key,name\n") == []
    assert rows_of(tmp_path, "") == []


def test_commas_quotes_and_other_alphabets_are_kept(tmp_path: Path) -> None:
    (found,) = rows_of(tmp_path, 'name,note\n"Söhne, ""die""",東京 👍🏽\n')
    assert found.cells == {"name": 'Söhne, "die"', "note": "東京 👍🏽"}


def test_cells_that_are_missing_at_the_end_are_empty(tmp_path: Path) -> None:
    (found,) = rows_of(tmp_path, "key,name,note\nd1\n")
    assert found.optional("note") is None
    with pytest.raises(BotError) as problem:
        found.text("name")
    assert refusal(problem) == "deals.csv, line 2, column name: is empty"


@pytest.mark.parametrize("blank", ["", " ", "\t", " \n "])
def test_blank_cells_are_empty(blank: str) -> None:
    blank_row = row(cell=blank)
    assert blank_row.optional("cell") is None
    assert blank_row.number("cell") is None
    assert blank_row.day("cell") is None
    assert blank_row.moment("cell") is None
    assert blank_row.words("cell") == []
    with pytest.raises(BotError, match=r"deals\.csv, line 7, column cell: is empty"):
        blank_row.text("cell")


def test_a_column_that_the_file_does_not_have_is_named() -> None:
    for reader in (Row.text, Row.optional, Row.number, Row.day, Row.moment, Row.words):
        with pytest.raises(BotError) as problem:
            reader(row(name="Kestrel"), "amount")
        assert refusal(problem) == "deals.csv, line 7, column amount: is missing from the file"


def test_cells_are_read_without_the_blanks_around_them() -> None:
    spaced = row(name="  Kestrel Ltd ", amount=" 12 ", closed_on=" 2026-03-02 ")
    assert spaced.text("name") == "Kestrel Ltd"
    assert spaced.number("amount") == 12
    assert spaced.day("closed_on") == date(2026, 3, 2)


@pytest.mark.parametrize("value", ["twelve", "1.5", "1,000", "12 €", "--3", "0x10", "9" * 5000])
def test_what_is_no_whole_number_is_named(value: str) -> None:
    with pytest.raises(BotError) as problem:
        row(amount=value).number("amount")
    assert refusal(problem) == f"deals.csv, line 7, column amount: “{value}” is not a whole number"


@pytest.mark.parametrize(
    "value", ["2026-02-29", "02.03.2026", "3/2/2026", "2026-3-2", "soon", "2026-03-02T10:00"]
)
def test_what_is_no_day_is_named(value: str) -> None:
    for reader in (Row.day, Row.moment):
        with pytest.raises(BotError) as problem:
            reader(row(closed_on=value), "closed_on")
        assert refusal(problem) == (
            f"deals.csv, line 7, column closed_on: “{value}” is not a day like 2026-03-02"
        )


def test_a_moment_is_the_beginning_of_its_day() -> None:
    assert row(on="2028-02-29").moment("on") == datetime(2028, 2, 29, tzinfo=UTC)


def test_words_are_separated_by_semicolons() -> None:
    assert row(tags=" fraud; core banking ;;, ").words("tags") == ["fraud", "core banking", ","]


@given(st.integers())
@THOROUGH
def test_every_whole_number_is_read(number: int) -> None:
    assert row(amount=str(number)).number("amount") == number


@given(st.dates())
@THOROUGH
def test_every_day_is_read(day: date) -> None:
    assert row(closed_on=day.isoformat()).day("closed_on") == day


@given(st.text(max_size=60))
@THOROUGH
def test_any_cell_is_read_or_refused_with_its_place(value: str) -> None:
    for reader in (Row.text, Row.number, Row.day, Row.words):
        try:
            reader(row(cell=value), "cell")
        except BotError as problem:
            assert problem.user_message.startswith("deals.csv, line 7, column cell: ")  # noqa: PT017


def test_a_row_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BotError, match="line 2"):
        rows_of(tmp_path, "key,name,stage\nd1,Kestrel, Inc.,won\n")


def test_a_file_in_another_encoding_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(BotError, match=r"deals\.csv"):
        rows_of(tmp_path, "key,name\nd1,Söhne\n".encode("latin-1"))


def test_a_row_over_several_lines_is_where_it_begins(tmp_path: Path) -> None:
    assert [each.line for each in rows_of(tmp_path, 'key,note\nd1,"one\ntwo\nthree"\n')] == [2]


def test_a_heading_may_have_blanks_around_it(tmp_path: Path) -> None:
    (found,) = rows_of(tmp_path, "key, name\nd1,Kestrel\n")
    assert found.text("name") == "Kestrel"


def test_a_heading_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BotError, match="name"):
        rows_of(tmp_path, "key,name,name\nd1,Kestrel,Osprey\n")
