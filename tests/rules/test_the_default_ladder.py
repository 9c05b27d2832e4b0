"""The ladder a new programme starts with is the table of the product's design, line by line."""

from importlib.resources import files

from bot.rules import ladder

# key, rung, minutes of the customer's time, days of rest afterwards
TABLE = [
    ("survey", 1, 12, 7),
    ("event", 1, 60, 7),
    ("idea_vote", 1, 6, 0),
    ("news", 1, 6, 7),
    ("review", 2, 30, 30),
    ("quote", 2, 30, 60),
    ("logo", 2, 18, 60),
    ("rfp", 2, 12, 30),
    ("peer_answer", 2, 30, 3),
    ("idea", 2, 30, 7),
    ("blog", 3, 180, 60),
    ("case_study", 3, 240, 90),
    ("whitepaper", 3, 360, 90),
    ("video", 3, 240, 90),
    ("podcast", 3, 120, 60),
    ("feedback", 3, 60, 30),
    ("written_reference", 4, 30, 14),
    ("reference_call", 4, 60, 14),
    ("group_call", 4, 60, 14),
    ("introduction", 4, 30, 14),
    ("referral", 4, 30, 14),
    ("analyst_call", 4, 60, 60),
    ("talk", 5, 480, 90),
    ("site_visit", 5, 240, 60),
    ("award", 5, 180, 90),
    ("user_group", 5, 360, 60),
    ("beta", 6, 600, 90),
    ("design_partner", 6, 1200, 90),
    ("mentor", 6, 360, 30),
    ("advisory_board", 6, 960, 90),
]


def test_rungs_minutes_and_rest_are_those_of_the_table() -> None:
    found = {(step.key, step.rung, step.minutes, step.rest_days) for step in ladder.default()}
    assert {step for step in found if step[0] != "champion"} == set(TABLE)
    assert len(found) == len(TABLE) + 1


def test_the_champion_year_stands_on_the_highest_rung() -> None:
    # The table gives no figures for it.
    champion = ladder.shipped().step("champion")
    assert champion is not None
    assert (champion.rung, champion.lasting) == (6, True)
    assert champion.minutes > 0


def test_the_rungs_are_those_of_the_table() -> None:
    assert ladder.shipped().names == ("Share", "Endorse", "Tell", "Vouch", "Stage", "Shape")
    assert {step.key for step in ladder.default() if step.lasting} == {
        step.key for step in ladder.default() if step.rung == 6
    }


def test_credit_is_full_where_the_activity_brings_the_deal() -> None:
    credit = {step.key: step.credit for step in ladder.default()}
    assert {key for key, rule in credit.items() if rule == "full"} == {"blog", "referral", "introduction"}
    assert all(credit[key] == "partial" for key in ("reference_call", "event", "talk", "video", "site_visit"))


def test_every_activity_says_what_a_yes_allows() -> None:
    for step in ladder.default():
        assert step.consent_text.startswith(("We may ", "You ")), step.key
        assert step.consent_text.endswith("."), step.key


def test_the_file_is_written_as_rung_writes_one() -> None:
    file = files("bot.rules") / "ladder.yaml"
    assert file.read_text("utf-8") == ladder.written(ladder.shipped())


def test_a_seller_may_ask_for_what_helps_a_deal() -> None:
    assert {step.key for step in ladder.default() if step.for_deals} == {
        "quote",
        "rfp",
        "written_reference",
        "reference_call",
        "group_call",
        "introduction",
        "site_visit",
    }


def test_every_activity_has_a_key_and_a_name_of_its_own() -> None:
    steps = ladder.default()
    assert len({step.key for step in steps}) == len({step.name for step in steps}) == len(steps)
    assert all(step.name == step.name.strip() != "" for step in steps)


def test_each_activity_has_words_that_fit_any_sentence_of_a_customer() -> None:
    """A thing to be asked for, whoever speaks: "Glad to be asked for …", "Would you help with …?"."""
    for step in ladder.default():
        words = step.phrase.split()
        assert step.phrase[0].islower(), step.phrase
        assert words[0] in {"a", "an", "the", "answers", "attendance", "time"}, step.phrase
        assert not {"your", "our", "my", "us", "you"} & set(words), step.phrase
