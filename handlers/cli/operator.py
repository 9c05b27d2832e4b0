"""The commands of whoever runs Rung for a workspace: init and check."""

from pathlib import Path
from typing import Annotated

import typer

from handlers.cli import init as dialogue
from handlers.cli.check import check as look
from handlers.cli.init import Given
from handlers.cli.running import run

Bot = Annotated[str, typer.Option(envvar=dialogue.BOT, help="xoxb-…, from OAuth & Permissions.")]
App = Annotated[str, typer.Option(envvar=dialogue.APP, help="xapp-…, with connections:write.")]
Signing = Annotated[str, typer.Option(envvar=dialogue.SIGNING, help="Needed with --http-port.")]
Port = Annotated[int, typer.Option(envvar=dialogue.PORT, help="Hear Slack over HTTP.", min=0, max=65535)]
Keys = Annotated[str, typer.Option(envvar=dialogue.KEYS, help="Seals tokens; made where there is none.")]
Url = Annotated[str, typer.Option(envvar=dialogue.DATABASE, help="sqlite:///file.db or postgresql://…")]
Api = Annotated[str, typer.Option(envvar=dialogue.API, help="Another Slack API: GovSlack, a proxy.")]
Name = Annotated[str, typer.Option(envvar=dialogue.NAME, help="The company, as customers know it.")]
Zone = Annotated[str, typer.Option(envvar=dialogue.ZONE, help="Such as Europe/Berlin.")]
Manager = Annotated[str, typer.Option(help="E-mail address or Slack user id of a manager.")]
Country = Annotated[str, typer.Option(help="Where the manager has holidays: two letters. Guessed by zone.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; end where something is missing.")]
Replace = Annotated[bool, typer.Option("--replace", help="Change settings that .env holds otherwise.")]


def add_to(cli: typer.Typer, manifest: Path) -> None:
    """`manifest` is app.yaml."""

    @cli.command()
    def init(
        *,
        bot_token: Bot = "",
        app_token: App = "",
        signing_secret: Signing = "",
        http_port: Port = 0,
        secret_keys: Keys = "",
        database_url: Url = "",
        slack_api_url: Api = "",
        name: Name = "",
        zone: Zone = "",
        manager: Manager = "",
        country: Country = "",
        yes: Yes = False,
        replace: Replace = False,
    ) -> None:
        """Connect your workspace: try the tokens, write .env, make the programme and its first manager."""
        values = {
            dialogue.BOT: bot_token,
            dialogue.APP: app_token,
            dialogue.SIGNING: signing_secret,
            dialogue.PORT: str(http_port or ""),
            dialogue.KEYS: secret_keys,
            dialogue.DATABASE: database_url,
            dialogue.API: slack_api_url,
            dialogue.NAME: name,
            dialogue.ZONE: zone,
        }
        given = {name: value.strip() for name, value in values.items() if value.strip()}
        run(dialogue.init(Given(given, manager or None, country.upper() or None, yes, replace)))

    @cli.command()
    def check() -> None:
        """Look at everything that a workspace needs, and say what to do where something is missing."""
        look(manifest)
