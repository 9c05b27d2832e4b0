"""Settings, from the environment or a `.env` file. The only reader of either."""

from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AliasChoices, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.kit.errors import BotError
from bot.kit.waits import Waits

SHORTEST_SECRET = 16


class SettingsError(BotError):
    """Settings that are missing or wrong: all of them at once, a sentence each."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


class Settings(BaseSettings):
    """What an operator may set. Slack's own names for its secrets, `RUNG_…` for the rest."""

    model_config = SettingsConfigDict(
        env_prefix="RUNG_",
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    # Before the secrets that depend on them:
    http_port: int | None = Field(default=None, ge=1, le=65535)
    public_url: str | None = None  # by which browsers reach the port: https://rung.company.example
    slack_client_id: str | None = Field(
        default=None, validation_alias=AliasChoices("SLACK_CLIENT_ID", "slack_client_id")
    )
    slack_client_secret: SecretStr | None = Field(
        default=None,
        validate_default=True,
        validation_alias=AliasChoices("SLACK_CLIENT_SECRET", "slack_client_secret"),
    )
    slack_bot_token: SecretStr | None = Field(
        default=None,
        validate_default=True,
        validation_alias=AliasChoices("SLACK_BOT_TOKEN", "slack_bot_token"),
    )
    slack_app_token: SecretStr | None = Field(
        default=None,
        validate_default=True,
        validation_alias=AliasChoices("SLACK_APP_TOKEN", "slack_app_token"),
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None,
        validate_default=True,
        validation_alias=AliasChoices("SLACK_SIGNING_SECRET", "slack_signing_secret"),
    )
    slack_api_url: str = "https://slack.com/api/"
    database_url: str = Field(default="sqlite:///rung.db", repr=False)  # may hold a password
    secret_keys: SecretStr
    http_host: str = "127.0.0.1"
    trusted_proxies: int = Field(default=0, ge=0, le=10)  # of our own, in front of the port
    socket_connections: int = Field(
        default=1, ge=1, le=10
    )  # of Socket Mode; Slack allows ten over all replicas
    turns_at_once: int = Field(default=50, ge=1)  # beyond four times as many, people are told to try again
    stop_seconds: float = Field(default=25.0, gt=0)  # for a polite end; Kubernetes kills after 30
    new_programs: bool = (
        False  # may a workspace that nobody invited install Rung, with a programme of its own?
    )
    program: str = ""  # which programme the command line means, by name or id, where there are several
    program_name: str = "Our programme"
    zone: str = "Europe/Berlin"
    tick_seconds: float = Field(default=5.0, gt=0)
    turn_seconds: float = Field(
        default=2.5, gt=0
    )  # until a person is told to try again; Slack gives up after 3
    slack_pace: float = Field(default=1.0, ge=0.1)  # times Slack's documented rates; 1 for Slack itself
    patience: float = Field(
        default=1.0, gt=0
    )  # times the waits before another try; less where a test breaks Slack
    pretty_log: bool = False

    @field_validator("slack_bot_token")
    @classmethod
    def _bot_token(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if value is None and info.data.get("slack_client_id") is None:
            raise PydanticCustomError("missing", "Field required")
        if value is not None and not value.get_secret_value().startswith("xoxb-"):
            raise ValueError("a bot token starts with xoxb-")
        return value

    @field_validator("slack_client_secret")
    @classmethod
    def _client_secret(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if (value is None) != (info.data.get("slack_client_id") is None):
            missing = "it goes with SLACK_CLIENT_ID" if value is None else "SLACK_CLIENT_ID goes with it"
            raise PydanticCustomError("missing", missing)
        if value is not None and not (info.data.get("http_port") and info.data.get("public_url")):
            raise ValueError("installing needs RUNG_HTTP_PORT and RUNG_PUBLIC_URL")
        return value

    @field_validator("public_url")
    @classmethod
    def _public_url(cls, value: str | None) -> str | None:
        if value is None:
            return None
        url = urlsplit(value.rstrip("/"))
        local = url.hostname in {"localhost", "127.0.0.1"}
        if not url.hostname or url.path or url.query or url.scheme not in {"https", "http"}:
            raise ValueError("it has to be an address without a path, like https://rung.company.example")
        if url.scheme == "http" and not local:
            raise ValueError("it has to start with https://")
        return value.rstrip("/")

    @field_validator("slack_app_token")
    @classmethod
    def _app_token(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if value is None and info.data.get("http_port") is None:
            raise PydanticCustomError("missing", "it is needed for Socket Mode (or set RUNG_HTTP_PORT)")
        if value is not None and not value.get_secret_value().startswith("xapp-"):
            raise ValueError("an app-level token starts with xapp-")
        return value

    @field_validator("slack_signing_secret")
    @classmethod
    def _signing_secret(cls, value: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        by_http = info.data.get("http_port") is not None and info.data.get("slack_app_token") is None
        if value is None and by_http:
            raise PydanticCustomError(
                "missing", "it is needed to hear Slack over HTTP (or set SLACK_APP_TOKEN)"
            )
        return value

    @field_validator("secret_keys")
    @classmethod
    def _secret_keys(cls, value: SecretStr) -> SecretStr:
        keys = [key.strip() for key in value.get_secret_value().split(",")]
        if any(len(key) < SHORTEST_SECRET for key in keys):
            raise ValueError(f"each key needs at least {SHORTEST_SECRET} characters")
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _slack_api_url(cls, value: str) -> str:
        if not value.startswith(("https://", "http://")):
            raise ValueError("it has to start with https://")
        return value.rstrip("/") + "/"

    @field_validator("database_url")
    @classmethod
    def _database_url(cls, value: str) -> str:
        if not value.startswith(("sqlite:", "postgresql:", "postgres:")):
            raise ValueError("it has to start with sqlite:/// or postgresql://")
        return value

    @field_validator("zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("it has to be a zone like Europe/Berlin") from None
        return value

    @property
    def waits(self) -> Waits:
        return Waits().times(self.patience)

    @property
    def reached_by_tls(self) -> bool:
        """As browsers see it: a proxy in front of us has the certificate."""
        return (self.public_url or "").startswith("https://")

    @property
    def bot_token(self) -> str:
        """The token of the one workspace that is named here; raises SettingsError where none is."""
        if self.slack_bot_token is None:
            raise SettingsError(["SLACK_BOT_TOKEN is missing: this command needs it."])
        return self.slack_bot_token.get_secret_value()

    @property
    def keys(self) -> list[str]:
        return [key.strip() for key in self.secret_keys.get_secret_value().split(",")]


def load(env_file: Path | None = Path(".env")) -> Settings:
    """Read the settings; raises SettingsError with a sentence for each that is missing or wrong."""
    try:
        return Settings(_env_file=env_file)
    except ValidationError as problem:
        raise SettingsError([_sentence(error) for error in problem.errors()]) from None


def _sentence(error: ErrorDetails) -> str:
    name = str(error["loc"][0])
    if name in Settings.model_fields:
        alias = Settings.model_fields[name].validation_alias
        name = str(alias.choices[0]) if isinstance(alias, AliasChoices) else f"RUNG_{name.upper()}"
    said = error["msg"].removeprefix("Value error, ")
    if error["type"] == "missing":
        return f"{name} is missing." if said == "Field required" else f"{name} is missing: {said}."
    return f"{name} is wrong: {said}."
