"""What changes between two ladders reads as sentences."""

from dataclasses import replace

import pytest
from inline_snapshot import snapshot

from bot.kit.errors import BotError, FormError
from bot.rules.ladder import Ladder, Step, read, shipped, written
from bot.rules.ladder.changes import changes
from bot.rules.ladder.proposal import Do, Proposal, proposed, values_of
from bot.rules.ladder.steps import MOST_STEPS

LADDER = shipped()


def step(key: str) -> Step:
    found = LADDER.step(key)
    assert found is not None
    return found


def instead(*others: Step, without: str = "") -> Ladder:
    by_key = {each.key: each for each in (*LADDER.steps, *others)}
    return replace(LADDER, steps=tuple(each for name, each in by_key.items() if name != without))


def test_everything_that_can_change_is_told() -> None:
    call = replace(
        step("reference_call"),
        name="Customer call",
        phrase="a customer call",
        rung=5,
        minutes=240,
        rest_days=1,
        credit="none",
        role="influencer",
        consent_text="We may ask you to talk.",
        start="link",
        start_link="https://example.com",
        for_deals=False,
        spoken=False,
        lasting=True,
    )
    before = instead(replace(step("reference_call"), consent_text="We may ask you for a call."))
    after = replace(instead(call, replace(step("quote"), key="dinner", name="Dinner"), without="podcast"))
    after = replace(after, names=("Give", *LADDER.names[1:], "Own"))
    assert changes(before, after) == snapshot(
        [
            "Rung 1 is called Give instead of Share.",
            "Rung 7 is new: Own.",
            "Reference call is called Customer call.",
            "Reference call moves from rung 4, Vouch, to rung 5, Stage.",
            "Reference call: 4 hours of their time instead of 60 minutes.",
            "Reference call: 1 day of rest instead of 14.",
            "Reference call: credit none instead of partial.",
            "Reference call: whoever does it is an influencer instead of an advocate.",
            "Reference call: customers are asked for “a customer call” instead of “a reference call”.",
            "Reference call: a yes allows “We may ask you to talk.”",
            "Reference call: whoever agreed before agreed to “We may ask you for a call.”",
            "Reference call: a yes leads to a page.",
            "Reference call: the page is https://example.com",
            "Reference call: sellers may no longer ask for it.",
            "Reference call: nobody talks with the customer.",
            "Reference call: it is served for a time.",
            "Dinner is new on rung 2, Endorse.",
            "Podcast is retired.",
        ]
    )
    assert changes(after, LADDER, {"podcast"})[:3] == snapshot(
        [
            "Rung 1 is called Share instead of Give.",
            "Rung 7, Own, is gone.",
            "Podcast is back on rung 3, Tell.",
        ]
    )


def test_back_from_a_link_the_page_is_not_told() -> None:
    linked = replace(step("review"), start="link", start_link="https://example.com")
    assert changes(instead(linked), LADDER) == snapshot(
        ["Review or rating: a yes leads to their contact, who gets in touch."]
    )


def proposal(do: Do, target: str = "", **values: str) -> Proposal:
    return Proposal(1, do, target, values)


def quote(**values: str) -> dict[str, str]:
    return values_of(step("quote")) | values


def test_an_activity_is_changed_added_retired_and_brought_back() -> None:
    moved = proposed(LADDER, [], proposal(Do.CHANGE, "quote", **quote(rung="3", effort="1 hour")))
    assert changes(LADDER, moved) == snapshot(
        [
            "Quote moves from rung 2, Endorse, to rung 3, Tell.",
            "Quote: 60 minutes of their time instead of 30 minutes.",
        ]
    )
    dinner = proposed(LADDER, [], proposal(Do.ADD, **quote(name="Café dinner!", rung="1")))
    assert dinner.steps[-1].key == "cafe_dinner"
    gone = proposed(LADDER, [], proposal(Do.RETIRE, "podcast"))
    assert gone.step("podcast") is None
    assert proposed(gone, [step("podcast")], proposal(Do.BRING_BACK, "podcast")).step("podcast")
    renamed = proposed(LADDER, [], proposal(Do.RENAME, "6", name=" Lead "))
    assert renamed.names[5] == "Lead"


def test_a_key_is_no_longer_than_a_file_may_have_it() -> None:
    long = "2026 customer advisory council of the European region"
    ladder = proposed(LADDER, [], proposal(Do.ADD, **quote(name=f"{long} A")))
    ladder = proposed(ladder, [], proposal(Do.ADD, **quote(name=f"{long} B")))
    first, second = (each.key for each in ladder.steps[-2:])
    assert first != second
    assert set(read(written(ladder).encode()).steps) == set(ladder.steps)


def test_a_key_of_ones_own_is_found_for_any_name() -> None:
    def key(name: str, *retired: Step) -> str:
        return proposed(LADDER, retired, proposal(Do.ADD, **quote(name=name))).steps[-1].key

    assert key("Круглый стол") == "activity"
    assert key("3 questions") == "activity_3_questions"
    assert key("Re-view") == "re_view"
    assert key("Quote two", replace(step("quote"), key="quote_two", name="Once")) == "quote_two_2"
    assert len(key("x" * 100)) <= 50


WRONG = [
    ({"name": ""}, {"name": "Something has to stand here."}),
    ({"name": "Case  study"}, {"name": "Another activity has this name. Choose one that tells them apart."}),
    ({"effort": "soon", "rest": "x"}, {"effort", "rest"}),
    ({"rung": "7"}, {"rung": "Choose a rung of the ladder."}),
    ({"rung": "¹"}, {"rung": "Choose a rung of the ladder."}),
    ({"link": "https://a.b"}, {"link": "A link stands only where the start is link."}),
    ({"start": "link"}, {"link": "A start by link needs the link."}),
    ({"link": "a b", "start": "link"}, {"link"}),
    ({"credit": ""}, {"credit"}),
]


@pytest.mark.parametrize(("typed", "refused"), WRONG)
def test_what_can_not_be_taken_is_said_under_its_input(typed: dict[str, str], refused: object) -> None:
    for do, target in ((Do.CHANGE, "quote"), (Do.ADD, "")):
        name = {"name": "Other words"} if do is Do.ADD and "name" not in typed else {}
        with pytest.raises(FormError) as wrong:
            proposed(LADDER, [], proposal(do, target, **quote(**name, **typed)))
        assert wrong.value.by_input == refused or set(wrong.value.by_input) == refused


def test_a_ladder_stays_one() -> None:
    few = Ladder(("A", "B"), (replace(step("quote"), rung=1), replace(step("survey"), rung=2)))
    with pytest.raises(BotError, match="Nothing else stands on rung 2, B"):
        proposed(few, [], proposal(Do.RETIRE, "survey"))
    with pytest.raises(FormError) as alone:
        proposed(few, [], proposal(Do.CHANGE, "survey", **quote(name="Survey", rung="1")))
    assert set(alone.value.by_input) == {"rung"}
    with pytest.raises(FormError) as unsold:
        proposed(few, [], proposal(Do.CHANGE, "quote", **quote(rung="1", for_deals="no")))
    assert unsold.value.by_input == {
        "ticks": "Sellers could ask for nothing then. Mark another activity for deals first."
    }
    two = replace(few, steps=(*few.steps, replace(step("news"), rung=1)))
    with pytest.raises(BotError, match="Sellers could ask for nothing then"):
        proposed(two, [], proposal(Do.RETIRE, "quote"))
    full = replace(
        few, steps=tuple(replace(step("quote"), key=f"q{n}", name=f"Q {n}") for n in range(MOST_STEPS))
    )
    with pytest.raises(BotError, match=f"A ladder has {MOST_STEPS} activities at most"):
        proposed(full, [], proposal(Do.ADD, **quote(name="One more")))


def test_what_is_gone_or_was_there_once_is_said() -> None:
    for do in (Do.CHANGE, Do.RETIRE, Do.BRING_BACK):
        with pytest.raises(BotError, match="That is no longer on the ladder"):
            proposed(LADDER, [], proposal(do, "dinner", **quote()))
    for number in ("0", "7", "x", "²"):
        with pytest.raises(BotError, match="That is no longer on the ladder"):
            proposed(LADDER, [], proposal(Do.RENAME, number, name="Lead"))
    with pytest.raises(FormError, match="Something has to stand here"):
        proposed(LADDER, [], proposal(Do.RENAME, "1", name=" "))
    gone = proposed(LADDER, [], proposal(Do.RETIRE, "podcast"))
    with pytest.raises(FormError, match="Bring it back"):
        proposed(gone, [step("podcast")], proposal(Do.ADD, **quote(name="podcast")))
    with pytest.raises(BotError, match="Its rung is gone"):
        proposed(gone, [replace(step("podcast"), rung=9)], proposal(Do.BRING_BACK, "podcast"))
