"""Whatever ladder there is: written down and read again it is the same, and no change is left to tell."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.kit.text import key
from bot.rules.ladder import FaultyLadderError, Ladder, Step, read, shipped, written
from bot.rules.ladder.changes import changes
from bot.rules.ladder.fields import LONGEST_CONSENT, LONGEST_NAME, MOST_MINUTES, MOST_REST, READ, WrongError
from bot.rules.ladder.proposal import Do, Proposal, proposed, values_of
from bot.rules.ladder.steps import CREDITS, ROLES, STARTS

KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)


def lines(most: int) -> st.SearchStrategy[str]:
    """As a form or a file leaves them: one line with something on it."""
    return st.text(min_size=1, max_size=most).map(lambda typed: taken("name", typed)).filter(bool)


def taken(name: str, typed: str) -> str:
    try:
        return str(READ[name](typed))
    except WrongError:
        return ""


@st.composite
def steps(draw: st.DrawFn, rung: int) -> Step:
    start = draw(st.sampled_from(STARTS))
    return Step(
        key=draw(KEYS),
        name=draw(lines(LONGEST_NAME)),
        phrase=draw(lines(LONGEST_NAME)),
        rung=rung,
        minutes=draw(st.integers(1, MOST_MINUTES)),
        rest_days=draw(st.integers(0, MOST_REST)),
        for_deals=draw(st.booleans()),
        spoken=draw(st.booleans()),
        credit=draw(st.sampled_from(CREDITS)),
        role=draw(st.sampled_from(ROLES)),
        consent_text=draw(lines(LONGEST_CONSENT)),
        start=start,
        start_link="https://example.com/?q=" + draw(KEYS) if start == "link" else None,
        lasting=draw(st.booleans()),
    )


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    names = tuple(draw(st.lists(lines(LONGEST_NAME), min_size=1, max_size=4)))
    found, seen = list[Step](), set[str]()
    for rung in range(1, len(names) + 1):
        for step in draw(st.lists(steps(rung), min_size=1, max_size=3)):
            number = len(found)
            own = replace(step, key=f"{step.key}_{number}", name=f"{step.name[:90]} {number}")
            if key(own.name) not in seen:
                seen.add(key(own.name))
                found.append(own)
    whole = Ladder(names, (replace(found[0], for_deals=True), *found[1:]))
    return whole if all(whole.on(n + 1) for n in range(len(names))) else shipped()


@given(ladders())
def test_a_ladder_comes_back_as_it_was_written(ladder: Ladder) -> None:
    again = read(written(ladder).encode())
    assert again == ladder
    assert changes(ladder, again) == []


@given(ladders(), ladders())
def test_whatever_differs_is_told(before: Ladder, after: Ladder) -> None:
    same = before.names == after.names and set(before.steps) == set(after.steps)
    assert (changes(before, after) == []) == same


@given(ladders())
def test_a_form_that_is_sent_as_it_was_drawn_changes_nothing(ladder: Ladder) -> None:
    for step in ladder.steps:
        same = proposed(ladder, [], Proposal(1, Do.CHANGE, step.key, values_of(step)))
        assert changes(ladder, same) == []


def lines_of_faults(data: bytes) -> list[int]:
    try:
        read(data)
    except FaultyLadderError as refused:
        return [fault.line for fault in refused.faults] or [0]
    return []


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda data: data.decode("latin-1")))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert min(lines_of_faults(text.encode("utf-8", "surrogatepass"))) >= 1


@settings(deadline=None)  # each reads a whole file
@given(st.integers(0, 400), st.sampled_from("[]{}:#&*!|>'\"%@`-?,\t \n0a"))
def test_a_slip_in_a_sound_file_is_read_or_named(place: int, typed: str) -> None:
    text = written(shipped())
    place += text.index("rungs:")
    lines = lines_of_faults((text[:place] + typed + text[place:]).encode())
    assert set(lines) <= set(range(1, text.count("\n") + 3))
