"""Settings: each that is missing or wrong gives its sentence, all at once, and no secret is ever told."""

import os
from pathlib import Path

import pytest

from bot.kit.config import Settings, SettingsError, load

KEY = "a key of sixteen"
GOOD = {"SLACK_BOT_TOKEN": "xoxb-good", "SLACK_APP_TOKEN": "xapp-good", "RUNG_SECRET_KEYS": KEY}
BY_HTTP = {
    "SLACK_BOT_TOKEN": "xoxb-good",
    "SLACK_SIGNING_SECRET": "signed",
    "RUNG_SECRET_KEYS": KEY,
    "RUNG_HTTP_PORT": "3000",
}


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.upper().startswith(("RUNG_", "SLACK_")):
            monkeypatch.delenv(name)


def read(monkeypatch: pytest.MonkeyPatch, **given: str) -> Settings:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return load(None)


def refused(monkeypatch: pytest.MonkeyPatch, **given: str) -> list[str]:
    with pytest.raises(SettingsError) as problem:
        read(monkeypatch, **given)
    return problem.value.sentences


def test_three_secrets_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **GOOD)
    assert settings.bot_token == "xoxb-good"
    assert settings.slack_app_token is not None
    assert settings.slack_app_token.get_secret_value() == "xapp-good"
    assert settings.keys == [KEY]
    assert settings.http_port is None
    assert settings.slack_pace == 1.0
    assert settings.slack_api_url == "https://slack.com/api/"


def test_by_http_no_app_token_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **BY_HTTP)
    assert settings.http_port == 3000
    assert settings.slack_app_token is None


def test_everything_may_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(
        monkeypatch,
        **GOOD,
        RUNG_SLACK_API_URL="http://127.0.0.1:8000/api",
        RUNG_DATABASE_URL="postgresql://rung@db/rung",
        RUNG_HTTP_HOST="0.0.0.0",  # noqa: S104  (only read back)
        RUNG_PROGRAM_NAME="Brightwell",
        RUNG_ZONE="Asia/Kolkata",
        RUNG_TICK_SECONDS="0.5",
        RUNG_SLACK_PACE="10",
        RUNG_PATIENCE="0.5",
        RUNG_PRETTY_LOG="true",
    )
    assert settings.slack_api_url == "http://127.0.0.1:8000/api/"
    assert settings.database_url == "postgresql://rung@db/rung"
    assert (settings.program_name, settings.zone) == ("Brightwell", "Asia/Kolkata")
    assert (settings.tick_seconds, settings.slack_pace, settings.pretty_log) == (0.5, 10.0, True)
    assert (settings.patience, settings.waits.again) == (0.5, 1.0)


def test_settings_may_come_from_a_file_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "settings.env"
    lines = [f"{name}={value}" for name, value in GOOD.items()]
    file.write_text("\n".join([*lines, "RUNG_ZONE=Asia/Tokyo", "RUNG_PROGRAM_NAME=From a file"]))
    monkeypatch.setenv("RUNG_ZONE", "Asia/Kolkata")
    settings = load(file)
    assert (settings.zone, settings.program_name) == ("Asia/Kolkata", "From a file")


def test_keys_are_separated_by_commas_the_newest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **GOOD | {"RUNG_SECRET_KEYS": "the newest key of all, an older key of them"})
    assert settings.keys == ["the newest key of all", "an older key of them"]


def test_code_may_name_the_secrets_as_their_fields() -> None:
    settings = Settings.model_validate(
        {"slack_bot_token": "xoxb-1", "slack_app_token": "xapp-1", "secret_keys": KEY}
    )
    assert settings.bot_token == "xoxb-1"


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "RUNG_SECRET_KEYS"])
def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    given = {each: value for each, value in GOOD.items() if each != name}
    assert refused(monkeypatch, **given) == [f"{name} is missing."]


def test_one_way_in_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(monkeypatch, SLACK_BOT_TOKEN="xoxb-good", RUNG_SECRET_KEYS=KEY) == [
        "SLACK_APP_TOKEN is missing: it is needed for Socket Mode (or set RUNG_HTTP_PORT)."
    ]
    assert refused(monkeypatch, **BY_HTTP | {"SLACK_SIGNING_SECRET": ""}) == [
        "SLACK_SIGNING_SECRET is missing: it is needed to hear Slack over HTTP (or set SLACK_APP_TOKEN)."
    ]


def test_with_socket_mode_a_port_may_be_open_for_health_and_metrics_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = read(monkeypatch, **GOOD, RUNG_HTTP_PORT="3000")
    assert (settings.http_port, settings.slack_signing_secret) == (3000, None)


OAUTH = BY_HTTP | {
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "hunter2",
    "RUNG_PUBLIC_URL": "https://rung.example/",
}


def test_workspaces_may_come_by_oauth_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **OAUTH | {"SLACK_BOT_TOKEN": ""})
    assert (settings.public_url, settings.reached_by_tls) == ("https://rung.example", True)
    assert "hunter2" not in repr(settings)
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN is missing: this command needs it"):
        _ = settings.bot_token


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET is missing: SLACK_CLIENT_ID goes with it."),
        ("SLACK_CLIENT_SECRET", "SLACK_CLIENT_SECRET is missing: it goes with SLACK_CLIENT_ID."),
        (
            "RUNG_PUBLIC_URL",
            "SLACK_CLIENT_SECRET is wrong: installing needs RUNG_HTTP_PORT and RUNG_PUBLIC_URL.",
        ),
    ],
)
def test_what_goes_together_is_given_together(monkeypatch: pytest.MonkeyPatch, name: str, says: str) -> None:
    assert refused(monkeypatch, **OAUTH | {name: ""}) == [says]


@pytest.mark.parametrize("local", ["http://localhost:8080", "http://127.0.0.1:8080"])
def test_on_ones_own_machine_no_certificate_is_needed(monkeypatch: pytest.MonkeyPatch, local: str) -> None:
    assert not read(monkeypatch, **OAUTH | {"RUNG_PUBLIC_URL": local}).reached_by_tls


WRONG = [
    ("RUNG_PUBLIC_URL", "http://hunter2.example", "it has to start with https://"),
    (
        "RUNG_PUBLIC_URL",
        "https://rung.example/hunter2",
        "it has to be an address without a path, like https://rung.company.example",
    ),
    (
        "RUNG_PUBLIC_URL",
        "hunter2",
        "it has to be an address without a path, like https://rung.company.example",
    ),
    ("SLACK_BOT_TOKEN", "xoxp-hunter2", "a bot token starts with xoxb-"),
    ("SLACK_APP_TOKEN", "xoxb-hunter2", "an app-level token starts with xapp-"),
    ("RUNG_SECRET_KEYS", "hunter2", "each key needs at least 16 characters"),
    ("RUNG_SECRET_KEYS", f"{KEY},hunter2", "each key needs at least 16 characters"),
    ("RUNG_SECRET_KEYS", f"{KEY},", "each key needs at least 16 characters"),
    ("RUNG_SLACK_API_URL", "ftp://hunter2", "it has to start with https://"),
    ("RUNG_DATABASE_URL", "mysql://hunter2@db", "it has to start with sqlite:/// or postgresql://"),
    ("RUNG_ZONE", "Mars/hunter2", "it has to be a zone like Europe/Berlin"),
    ("RUNG_ZONE", "../../hunter2", "it has to be a zone like Europe/Berlin"),
    ("RUNG_HTTP_PORT", "hunter2", "Input should be a valid integer, unable to parse string as an integer"),
    ("RUNG_HTTP_PORT", "0", "Input should be greater than or equal to 1"),
    ("RUNG_HTTP_PORT", "70000", "Input should be less than or equal to 65535"),
    ("RUNG_TICK_SECONDS", "0", "Input should be greater than 0"),
    ("RUNG_SLACK_PACE", "0.01", "Input should be greater than or equal to 0.1"),
    ("RUNG_PATIENCE", "0", "Input should be greater than 0"),
    ("RUNG_SOCKET_CONNECTIONS", "11", "Input should be less than or equal to 10"),
    ("RUNG_TURNS_AT_ONCE", "0", "Input should be greater than or equal to 1"),
    ("RUNG_STOP_SECONDS", "0", "Input should be greater than 0"),
    ("RUNG_PRETTY_LOG", "hunter2", "Input should be a valid boolean, unable to interpret input"),
]


@pytest.mark.parametrize(("name", "value", "why"), WRONG)
def test_what_is_wrong_is_named_with_the_reason_and_without_the_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, why: str
) -> None:
    sentences = refused(monkeypatch, **GOOD | {name: value})
    assert sentences == [f"{name} is wrong: {why}."]
    assert "hunter2" not in "".join(sentences)


def test_all_that_is_wrong_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {name: value for name, value, _ in WRONG}
    sentences = refused(monkeypatch, **wrong)
    assert {sentence.split(" is wrong: ")[0] for sentence in sentences} == set(wrong)
    assert len(sentences) == len(wrong)


def test_no_secret_is_in_what_is_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **GOOD, SLACK_SIGNING_SECRET="signed-hunter2")
    said = f"{settings!r} {settings}"
    assert not any(secret in said for secret in ("xoxb-good", "xapp-good", KEY, "hunter2"))


def test_no_secret_is_in_the_traceback_of_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as problem:
        read(monkeypatch, **GOOD | {"RUNG_SECRET_KEYS": "hunter2"})
    assert "hunter2" not in f"{problem.value!r} {problem.value}"
    assert problem.value.__cause__ is None
    assert problem.value.__suppress_context__


def test_a_missing_way_in_is_told_with_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    named = [sentence.split(" is ")[0] for sentence in refused(monkeypatch)]
    assert set(named) == {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "RUNG_SECRET_KEYS"}


@pytest.mark.parametrize("zone", ["Europe", "America/Argentina"])
def test_a_continent_is_no_zone(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    sentences = refused(monkeypatch, **GOOD, RUNG_ZONE=zone)
    assert sentences == ["RUNG_ZONE is wrong: it has to be a zone like Europe/Berlin."]


def test_the_databases_password_is_not_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **GOOD, RUNG_DATABASE_URL="postgresql://rung:hunter2@db/rung")
    assert "hunter2" not in repr(settings)
