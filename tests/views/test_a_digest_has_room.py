"""However much there is to decide: a digest is a message that Slack takes, and what it has no room for is counted."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from bot.digest import sections
from bot.views.blocks import Block, section
from bot.views.digest import frame
from bot.views.digest.part import Part
from bot.views.digest.room import MOST_BLOCKS, dealt
from tests.views.gallery import climbing, digests
from tests.views.people import Names, all_named
from tests.views.shorthand import written_blocks
from tests.views.test_limits import HOSTILE

NAMES = Names()
LONGEST = {name: text for name, text in HOSTILE.items() if name.startswith("long")}
MOST_OF_A_SECTION, MOST_OF_THE_TEXT = 3_000, 4_000
PARTS = st.lists(
    st.builds(
        lambda fixed, rows: Part("said", fixed, rows=rows, total=len(rows)),
        st.lists(st.just(section("fixed")), max_size=1),
        st.lists(st.lists(st.just(section("row")), min_size=1, max_size=2), max_size=9),
    ),
    max_size=9,
)


def charts(blocks: list[Block]) -> int:
    return [block["type"] for block in blocks].count("data_visualization")


@pytest.mark.parametrize("text", [None, *LONGEST.values()], ids=["usual", *LONGEST])
def test_with_everything_at_its_largest_it_is_a_message_that_slack_takes(text: str | None) -> None:
    drawn = climbing.everything(all_named(text) if text else NAMES)
    assert len(drawn.blocks) <= MOST_BLOCKS
    assert charts(list(drawn.blocks)) == 2
    assert len(drawn.text) <= MOST_OF_THE_TEXT
    assert max(len(block["text"]["text"]) for block in drawn.blocks if block["type"] == "section") <= (
        MOST_OF_A_SECTION
    )


def test_every_section_is_in_it() -> None:
    assert len(digests.decisions(NAMES)) == len(sections.DECISIONS)
    assert len(sections.FIGURES) == 4
    drawn = climbing.everything(NAMES)
    assert all(part.said in str(drawn.blocks) for part in digests.decisions(NAMES))
    assert "had no room" not in str(drawn.blocks)


def test_what_has_no_room_is_counted_and_where_to_find_it_is_said() -> None:
    many = [
        replace(part, said=f"Part {n}.", rows=[row for row in part.rows for _ in range(3)], total=99)
        for n, part in enumerate(digests.decisions(NAMES))
    ]
    drawn = frame.digest_message(digests.moment(NAMES), many, [digests.proposals()[0]])
    read = written_blocks(drawn.blocks)
    assert len(drawn.blocks) == MOST_BLOCKS
    assert [line for line in read.split("\n") if "Here are" in line] == snapshot(
        [
            "*Part 0.* Here are 9; the others are in `/rung queue`.",
            "*Part 1.* Here are 9; the others are in `/rung queue`.",
            "*Part 2.* Here are 3, who carry most.",
            "*Part 3.* Here are 1, the happiest of them.",
            "*Part 4.* Here are 1, who did most.",
            "*Part 5.* Here are 1, which end first.",
            "*Part 6.* Here are 1, the oldest.",
            "*Part 7.* Here are 1; the others are in `/rung queue`.",
            "*Part 8.* Here are 1, the newest.",
        ]
    )
    assert read.strip().split("\n")[-1] == snapshot(
        "~ As of 2 March. What somebody decides is redrawn here; the figures stay. 48 more had no room here: `/rung queue` shows the questions and tasks, each owner's Home their customers. What is still open next Monday is told again."
    )


@given(parts=PARTS, room=st.integers(0, 60))
def test_each_thing_is_shown_whole_or_counted(parts: list[Part], room: int) -> None:
    fixed = sum(len(part.blocks) for part in parts)
    blocks, more = dealt(parts, room)
    assert len(blocks) <= max(room, fixed)
    needed = fixed + sum(sum(map(len, part.rows)) + bool(part.rows) for part in parts)
    assert (more == 0) == (needed <= room or not any(part.rows for part in parts))
    shown, every = str(blocks).count("'row'"), [len(row) for part in parts for row in part.rows]
    assert sum(sorted(every)[: len(every) - more]) <= shown <= sum(every)


@given(parts=PARTS, room=st.integers(30, 60))
def test_a_long_section_crowds_out_no_other(parts: list[Part], room: int) -> None:
    long = Part("long", rows=[[section("row")]] * 99, total=99)
    blocks, _ = dealt([long, *parts], room + 9)
    begun = sum(bool(part.rows) for part in parts)
    assert str(blocks).count("said") == begun
