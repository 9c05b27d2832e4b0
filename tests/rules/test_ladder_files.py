"""What is wrong with a ladder file is named with its line, and all of it at once."""

import pytest

from bot.rules.ladder import Fault, FaultyLadderError, read, shipped, written
from bot.rules.ladder.nodes import LARGEST
from bot.rules.ladder.steps import MOST_RUNGS, MOST_STEPS

SMALL = """\
rungs:
  - rung: 1
    name: Share
    activities:
      - key: survey
        name: Survey
        phrase: answers to a survey
        effort: 12 minutes
        rest: 7 days
        credit: none
        role: contributor
        consent: We may send you a survey.
        start: form
  - rung: 2
    name: Vouch
    activities:
      - key: call
        name: Reference call
        phrase: a reference call
        effort: 1 hour
        rest: 14
        credit: partial
        role: advocate
        consent: We may ask you for a call.
        start: owner
        for_deals: yes
        spoken: yes
"""


def faults(text: str | bytes) -> list[tuple[int, str]]:
    with pytest.raises(FaultyLadderError) as refused:
        read(text.encode() if isinstance(text, str) else text)
    assert all(fault.said.endswith((".", "?")) for fault in refused.value.faults)
    return [(fault.line, fault.said) for fault in refused.value.faults]


def changed(was: str, now: str) -> list[tuple[int, str]]:
    assert SMALL.count(was) >= 1
    return faults(SMALL.replace(was, now, 1))


def test_a_sound_file_is_read() -> None:
    ladder = read(SMALL.encode())
    assert ladder.names == ("Share", "Vouch")
    survey, call = ladder.steps
    assert (survey.rung, survey.minutes, survey.rest_days, survey.lasting) == (1, 12, 7, False)
    assert (call.rung, call.minutes, call.rest_days, call.for_deals, call.spoken) == (2, 60, 14, True, True)
    assert (call.credit, call.role, call.start, call.start_link) == ("partial", "advocate", "owner", None)
    assert read(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode()) == ladder


def test_it_reads_what_people_write() -> None:
    for typed, minutes in (("0.2 hours", 12), ("90 min", 90), ("1.5h", 90), ("2 Hours", 120)):
        assert read(SMALL.replace("12 minutes", typed).encode()).steps[0].minutes == minutes
    ladder = read(SMALL.replace("name: Survey", "name: on").replace("name: Share", "name: 2026").encode())
    assert (ladder.steps[0].name, ladder.names[0]) == ("on", "2026")
    linked = SMALL.replace("start: form", "start: link\n        link: https://example.com/survey?a=1")
    assert read(linked.encode()).steps[0].start_link == "https://example.com/survey?a=1"


ONE_FAULT = [
    ("rung: 2", "rung: 4", 14, "Here stands rung 4, but rungs 2 to 3 are missing. Number them 1, 2, 3,"),
    ("rung: 2", "rung: 3", 14, "Here stands rung 3, but rung 2 is missing."),
    ("rung: 2", "rung: 1", 14, "Rung 1 stands on line 2 already."),
    ("rung: 1", "rung: 0", 2, "Here rung 1 is expected: the rungs stand from the lowest up"),
    ("rung: 2", "rung: two", 14, "Here rung 2 is expected"),
    ("rest: 7 days", "rests: 7", 9, "“rests” is not known here. Did you mean rest?"),
    ("rest: 7 days", "rest: 7\n        colour: red", 10, "“colour” is not known here. Known are key, name,"),
    ("rest: 7 days", "rest: 7\n        rest: 8", 10, "“rest” stands here already, on line 9."),
    ("name: Share", "name: ''", 3, "“name”: Something has to stand here."),
    ("name: Share", "nam: Share", 3, "“nam” is not known here. Did you mean name?"),
    ("key: call", "key: survey", 17, "The key “survey” stands on line 5 already."),
    ("name: Reference call", "name: SURVEY", 18, "The name “SURVEY” stands on line 6 already."),
    ("key: call", "key: Call me", 17, "“key”: A key begins with a small letter"),
    ("effort: 1 hour", "effort: a while", 20, "“effort”: Write it like 30 minutes or 1.5 hours."),
    ("effort: 1 hour", "effort: 60", 20, "“effort”: Write it like 30 minutes or 1.5 hours."),
    ("effort: 1 hour", "effort: 0 hours", 20, "“effort”: Whole minutes, from 1 minute to 1000 hours."),
    ("effort: 1 hour", "effort: 1001 hours", 20, "“effort”: Whole minutes, from 1 minute to 1000 hours."),
    ("effort: 1 hour", "effort: 0.001 hours", 20, "“effort”: Whole minutes"),
    ("effort: 1 hour", "effort: -1 hour", 20, "“effort”: Write it like"),
    ("rest: 14", "rest: 731", 21, "“rest”: A whole number of days, from 0 to 730."),
    ("rest: 14", "rest: two weeks", 21, "“rest”: A whole number of days, from 0 to 730."),
    ("credit: partial", "credit: part", 22, "“credit”: One of full, partial, none. Did you mean partial?"),
    ("role: advocate", "role: hero", 23, "“role”: One of advocate, influencer, contributor."),
    ("start: owner", "start: link", 25, "A start by link needs the link."),
    ("start: owner", "start: owner\n        link: https://a.b", 26, "A link stands only where the start is"),
    ("start: owner", "start: link\n        link: ftp://a.b", 26, "“link”: This is no web page's address."),
    ("start: owner", "start: link\n        link: https://", 26, "“link”: This is no web page's address."),
    ("start: owner", "start: link\n        link: https://[", 26, "“link”: This is no web page's address."),
    ("start: owner", "start: link\n        link: https://a.b c", 26, "“link”: This is no web page's address."),
    ("for_deals: yes", "for_deals: perhaps", 26, "“for_deals”: Write yes or no."),
    ("for_deals: yes", "for_deals: no", 2, "No activity is for deals, so that sellers could ask for nothing."),
    ("for_deals: yes", "for_deals: [yes]", 26, "“for_deals” is one value, no list."),
    ("phrase: a reference", "phrase: " + "x" * 101 + " #", 19, "“phrase”: 100 characters at most; these are 101."),
    ("consent: We may ask", "consent: " + "x" * 301 + " #", 24, "“consent”: 300 characters at most"),
    ("name: Share", "name: &a Share", 3, "A ladder file has no anchors and aliases"),
    ("name: Share", "name: *a", 3, "A ladder file has no anchors and aliases"),
    ("name: Share", "name: !!python/name:os.system x", 3, "A ladder file has no tags (!)."),
    ("name: Share", "name: [[[[[[[[[", 3, "Lists stand in lists here, deeper than a ladder has them."),
    ("name: Share", "name: 'Share", 3, "This is not YAML: found unexpected"),
    ("name: Share", "name: a\x07b", 3, "Here stands a character that no text has."),
    ("    name: Share", "\tname: Share", 3, "This is not YAML: found character"),
]  # fmt: skip


@pytest.mark.parametrize(("was", "now", "line", "said"), ONE_FAULT)
def test_each_fault_is_named_with_its_line(was: str, now: str, line: int, said: str) -> None:
    if "not YAML: found unexpected" in said:
        ((_, told),) = changed(was, now)
        assert told.startswith(said)
        return
    ((found, told),) = changed(was, now)
    assert (found, told[: len(said)]) == (line, said)


def test_what_is_missing_is_named_where_the_activity_begins() -> None:
    assert changed("        credit: none\n", "") == [(5, "An activity needs “credit”, and here it has none.")]
    assert changed("    name: Vouch\n", "") == [(14, "A rung needs “name”, and here it has none.")]


def test_an_activity_on_two_rungs_is_named_by_key_and_by_name() -> None:
    begin = SMALL.index("      - key: survey")
    survey = SMALL[begin : SMALL.index("  - rung: 2")]
    assert faults(SMALL + survey) == [
        (28, "The key “survey” stands on line 5 already. An activity has one place."),
        (29, "The name “Survey” stands on line 6 already. An activity has one place."),
    ]


def test_an_empty_rung_is_refused() -> None:
    empty = "  - rung: 3\n    name: Stage\n    activities: []\n"
    assert faults(SMALL + empty) == [(28, "Rung 3 has no activities. Put one on it, or take the rung out.")]
    nothing = "  - rung: 3\n    name: Stage\n    activities:\n"
    ((line, said),) = faults(SMALL + nothing)
    assert (line, said[:25]) == (30, "“activities” holds a list")


def test_all_faults_are_told_at_once_in_the_order_of_their_lines() -> None:
    broken = (
        SMALL.replace("rung: 2", "rung: 3").replace("rest: 7 days", "rest: ever").replace("owner", "boss")
    )
    assert [line for line, _ in faults(broken)] == [9, 14, 25]


WHOLE = [
    ("", 1, "The file is empty."),
    ("# nothing\n", 1, "The file is empty."),
    ("just words", 1, "The file has rungs, each like “name: value”."),
    ("- a\n- b\n", 1, "The file has rungs"),
    ("ladder: []\n", 1, "“ladder” is not known here. Known are rungs."),
    ("rungs: []\n", 1, "There is no rung. A ladder has at least one."),
    ("rungs: 6\n", 1, "“rungs” holds a list"),
    ("rungs:\n  - words\n", 2, "A rung has rung, name, activities, each like “name: value”."),
    ("? [a, b]\n: c\n", 1, "“…” is not known here. Known are rungs."),
    ("rungs: []\n---\nrungs: []\n", 2, "This is not YAML: but found another document."),
    (b"rungs:\n  - name: caf\xe9\n", 2, "This is not written in UTF-8. Save the file as UTF-8."),
    (b"\x00\x01\x02", 1, "Here stands a character that no text has."),
    ("#" * (LARGEST + 1), 1, "The file is too large: a ladder has 200 kB at most."),
    ("[" * 100_000, 1, "Lists stand in lists here"),
    ("a: " * 50_000, 1, "This is not YAML"),
]


@pytest.mark.parametrize(("text", "line", "said"), WHOLE, ids=range(len(WHOLE)))
@pytest.mark.timeout(20)
def test_what_is_no_ladder_at_all_is_refused(text: str | bytes, line: int, said: str) -> None:
    assert (line, said) in [(found, told[: len(said)]) for found, told in faults(text)]


def test_there_are_no_more_rungs_and_activities_than_a_window_shows() -> None:
    call = SMALL[SMALL.index("      - key: call") :]
    many = "".join(
        call.replace("call\n", f"call {n}\n").replace("key: call ", "key: c") for n in range(MOST_STEPS)
    )
    ((line, said),) = faults(SMALL + many)
    assert said == f"A ladder has {MOST_STEPS} activities at most; these are {MOST_STEPS + 2}."
    assert line == 28 + 11 * (MOST_STEPS - 2)
    rungs = SMALL[: SMALL.index("  - rung: 2")].removeprefix("rungs:\n")
    more = "".join(
        rungs.replace("rung: 1", f"rung: {n}").replace("survey\n", f"s{n}\n").replace("Survey", f"S {n}")
        for n in range(3, MOST_RUNGS + 2)
    )
    assert faults(SMALL + more)[-1][1] == f"A ladder has {MOST_RUNGS} rungs at most."


def test_the_refusal_counts_them() -> None:
    one, two = Fault(1, "A."), Fault(2, "B.")
    assert FaultyLadderError([one]).user_message.endswith("there is 1 fault in the file.")
    assert FaultyLadderError([two, one]).faults == [one, two]


def test_what_is_written_reads_the_same() -> None:
    assert read(written(shipped()).encode()) == shipped()
