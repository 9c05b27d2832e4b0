"""Payloads that Slack refuses, each for one fault."""

from tests.blockrules.refused import between, blocks, elements, tables
from tests.blockrules.refused.case import Case

IN_ONE_OBJECT = [*blocks.OBJECTS, *elements.OBJECTS, *tables.OBJECTS]
REFUSED: list[Case] = [*(case for each in IN_ONE_OBJECT for case in each.cases()), *between.CASES]
