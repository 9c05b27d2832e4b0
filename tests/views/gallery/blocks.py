"""What stands against asking, of every kind, as those see it who may lift it and those who may not."""

from collections.abc import Iterator

from bot.views.owner.blocks import TOLD, Standing
from models.block import Block, BlockKind, WholeBlock
from tests.views import people
from tests.views.people import Names, at


def standing(names: Names, kind: BlockKind, number: int = 1, *, may: bool = True) -> Standing:
    """What customers said is about one person and one activity or company; the rest was imported."""
    told = kind in TOLD
    block = Block(
        program_id=people.PROGRAM,
        id=f"block-{number}",
        kind=kind,
        company_key=names.deal[:200] if kind is BlockKind.CONFLICT else None,
        since=at(1, 9),
        until=at(1, 0, month=4) if kind is BlockKind.HELD_BACK else None,
        source=names.word[:100],
    )
    whole = WholeBlock(
        block,
        people.account(names),
        people.member(names.owner, "U0ANNA"),
        people.advocate(names) if kind is BlockKind.NOT_HAPPY else None,
        people.activity() if kind is BlockKind.COMPANY_FORBIDS else None,
    )
    noted_by = "U0ANNA" if told or kind is BlockKind.HELD_BACK else None
    return Standing(whole, told=told, may=may, noted_by=noted_by)


def standings(names: Names, count: int) -> Iterator[Standing]:
    kinds = list(BlockKind)
    for number in range(count):
        yield standing(names, kinds[number % len(kinds)], number, may=number % 3 != 0)
