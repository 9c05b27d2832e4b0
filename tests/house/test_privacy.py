"""The register of what is kept about people names every column there is, and none that is not."""

import ast
from datetime import timedelta

import pytest

from bot.connection.entering import STATE_LIVES
from bot.jobs import FORGET_EVERY
from bot.privacy import retention
from models import metadata
from models.privacy import register
from models.privacy.register import BLANK, DELETE, Column, Table
from tests.house.tree import sources
from tests.tools import privacy_page

REGISTER = register.read()
TABLES = sorted(REGISTER.tables)
LINK = "program_id"  # whose programme it is, in every table
FATES = {"", DELETE, BLANK}


def test_every_table_is_entered() -> None:
    assert sorted(metadata.tables) == TABLES


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_entered(name: str) -> None:
    entered = set(REGISTER.tables[name].columns)
    assert entered == {column.name for column in metadata.tables[name].columns} - {LINK}


def faults(table: Table) -> list[str]:
    """What an entry leaves open."""
    found = [] if table.kept in REGISTER.periods else [f"{table.kept} is no period"]
    found += [] if table.erased in FATES else [f"{table.erased} is no fate"]
    if table.is_personal and not (table.whose and table.why):
        found.append("personal data of nobody, or for nothing")
    if bool(table.of) != bool(table.erased):
        found.append("rows of a customer, without a fate")
    for column in table.columns.values():
        found += [f"{column.name}: {fault}" for fault in _faults(table, column)]
    return found


def _faults(table: Table, column: Column) -> list[str]:
    found = []
    if bool(column.plain) == bool(column.holds):
        found.append("either tells something of a person or is plain")
    if sum([bool(column.kept_as), column.to is not None, bool(column.where)]) > 1:
        found.append("two fates")
    if column.is_emptied and not table.of:
        found.append("nobody could find what is to be emptied")
    if column.where and column.where not in privacy_page.WHERE:
        found.append("found by nothing that is known")
    theirs = column.holds and table.of and register.CUSTOMER in (column.whose or table.whose)
    if theirs and column.name not in SAID_OTHERWISE.get(table.name, ()) and not column.says:
        found.append("kept on a customer, and never shown to them")
    if column.says and not table.of:
        found.append("shown to nobody")
    return found


# What an export leaves out: how a row is known, and who else was in it. They are ids, and a colleague's or another
# customer's are not theirs to read.
SAID_OTHERWISE = {
    "giveback": {"peer_id", "state_by", "made_by"},
    "nps_answer": {"key"},
    "participation": {"recorded_by"},
    "task": {"subject"},
}


@pytest.mark.parametrize("name", TABLES)
def test_every_entry_is_whole(name: str) -> None:
    assert faults(REGISTER.tables[name]) == []


def test_whatever_belongs_to_a_customer_is_found_by_a_column_that_is_there() -> None:
    for table in REGISTER.of_customers:
        assert table.of in metadata.tables[table.name].columns
        if table.through:
            assert REGISTER.tables[table.through].of in metadata.tables[table.through].columns


def test_every_table_that_names_a_customer_belongs_to_them() -> None:
    """A new table with a customer's id can't be forgotten: its foreign key tells."""
    naming = {
        name
        for name, table in metadata.tables.items()
        for constraint in table.foreign_key_constraints
        if constraint.referred_table.name == "advocate" and "advocate_id" in constraint.column_keys
    }
    assert naming <= {table.name for table in REGISTER.of_customers}


def test_what_is_emptied_can_be_empty() -> None:
    for table in REGISTER.of_customers:
        for column in table.emptied if table.erased == BLANK else ():
            real = metadata.tables[table.name].columns[column.name]
            text = real.type.python_type is str
            assert real.nullable or text or column.to is not None, f"{table.name}.{column.name}"


def test_code_acts_on_each_period_that_has_an_end() -> None:
    """None is a promise alone; what was begun in a browser ends by a column of its own, within the hour."""
    acted_on = set()
    for _, tree in sources("bot"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "kept_for":
                acted_on |= {each.value for each in node.args if isinstance(each, ast.Constant)}
    acted_on |= {period for _, period in retention.ROWS}
    assert acted_on | {"states"} == {name for name, period in REGISTER.periods.items() if period.days}
    assert STATE_LIVES + timedelta(seconds=FORGET_EVERY) < register.kept_for("states")
    with pytest.raises(ValueError, match="no number of days"):
        register.kept_for("programme")


def test_a_hole_is_seen() -> None:
    columns = {
        "a": Column("a", holds="their name"),
        "b": Column("b"),
        "c": Column("c", holds="x", kept_as="id", to="y"),
        "d": Column("d", plain="day", says="Day"),
    }
    found = faults(Table("t", "", "for ever", columns, of="", erased="burn"))
    assert len(found) == 8, found


def test_the_page_is_in_step() -> None:
    page = privacy_page.PAGE.read_text("utf-8")
    assert page == privacy_page.written(page, REGISTER), "run `python -m tests.tools.privacy_page`"
