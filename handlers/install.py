"""`/slack/install`: how a workspace lets Rung in. Pages for a person in a browser, whatever comes back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from urllib.parse import urlencode, urljoin

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.connection import accepting, entering
from bot.connection.accepting import Accepted, Became
from bot.connection.asking import SetupError, UnreachableError
from bot.connection.entering import App, Begun, Entered
from bot.kit import log
from bot.kit.clock import Clock
from bot.kit.config import Settings
from bot.kit.database import Database
from bot.kit.errors import AwayError, BotError
from bot.kit.vault import Vault
from bot.outbox.slack import SlackClients
from bot.views.page import page
from models import program as programs
from models.workspace import Kind

PAGE, DIRECT, BACK = "/slack/install", "/slack/install/direct", "/slack/oauth_redirect"
LONGEST = 512  # characters of a link, a state or a code; ours have 43, Slack's are shorter than this
REFUSED, FORBIDDEN, AWAY = 400, 403, 503
TITLE = "Rung was not installed"
ADD = "Add to Slack"
WHAT = "Rung finds the customer who fits a deal and is glad to speak for you, asks politely, and never too often."
FIRST = (
    "Slack shows you what Rung will be allowed to do before you agree. Whoever installs it for a new programme "
    "becomes its first manager."
)
JOINS = {
    Kind.INTERNAL: "as a further workspace of the company that runs it",
    Kind.COMMUNITY: "as a community of its customers",
}
SILENT = "Slack did not answer, so nothing was changed here. Wait a minute, and begin again."
DENIED = "You pressed Cancel, so nothing was changed. You can begin again at any time."
GOES = (
    "When a workspace takes Rung out, its token is dropped at once and its data is deleted within seven days."
)


@dataclass(frozen=True, slots=True)
class Way:
    """What the settings say of installing; `host`: the address by which browsers reach us, without a path."""

    app: App
    host: str
    authorize: str
    open_to_all: bool
    zone: str

    @property
    def secure(self) -> bool:
        return self.host.startswith("https://")

    @property
    def cookie(self) -> str:
        return "__Host-rung-install" if self.secure else "rung-install"

    @property
    def seen(self) -> str:
        """The cookie of a browser that has shown whose programme a link leads to."""
        return f"{self.cookie}-link"


def way_of(settings: Settings, scopes: frozenset[str]) -> Way | None:
    """None where the settings name no app of Slack's to install."""
    client_id, secret, host = settings.slack_client_id, settings.slack_client_secret, settings.public_url
    if client_id is None or secret is None or host is None:
        return None
    app = App(client_id, secret.get_secret_value(), scopes, host + BACK)
    authorize = urljoin(settings.slack_api_url, "/oauth/v2/authorize")
    return Way(app, host, authorize, settings.new_programs, settings.zone)


class Door:
    """Three pages: what Rung is, the way to Slack, and the way back."""

    def __init__(
        self,
        way: Way,
        database: Database,
        clock: Clock,
        vault: Vault,
        slack: SlackClients,
        *,
        wake: Callable[[], None],
        entered: Callable[[str], None],
    ) -> None:
        """`entered` is told the team that has a new token."""
        self._way, self._database, self._clock, self._vault = way, database, clock, vault
        self._slack, self._wake, self._entered = slack, wake, entered

    def routes(self) -> list[Route]:
        doors = ((PAGE, self.show), (DIRECT, self.leave), (BACK, self.come_back))
        return [Route(path, partial(self._answered, door)) for path, door in doors]

    async def _answered(self, door: Callable[[Request], Awaitable[Response]], request: Request) -> Response:
        if request.method != "GET":  # a HEAD would begin, or use up, an installation that nobody sees
            return HTMLResponse(page(TITLE, "Open this address in a browser."), 405)
        try:
            return await door(request)
        except AwayError as refusal:
            return _refused(refusal.user_message, AWAY)
        except SetupError as trouble:
            log.logger().warning("install_failed", said=trouble.said)
            if isinstance(trouble, UnreachableError):  # what mends it is the operator's
                return _refused(SILENT, AWAY)
            return _refused(trouble.user_message)
        except BotError as refusal:
            return _refused(refusal.user_message, FORBIDDEN)

    async def show(self, request: Request) -> Response:
        token = _given(request, "link")

        async def further(session: AsyncSession) -> str:
            link = await entering.way_in(
                session, token, open_to_all=self._way.open_to_all, real=self._clock.real()
            )
            if link is None or link.program_id is None:
                return FIRST
            program = await programs.get(session, link.program_id)
            return f"Your workspace joins the programme {program.name}, {JOINS[link.kind]}."

        address = DIRECT + (f"?{urlencode({'link': token})}" if token else "")
        said = [WHAT, await self._database.run(further, writes=False), GOES]
        answer = HTMLResponse(page("Install Rung", *said, button=(ADD, address)))
        if token:
            self._remember(answer, self._way.seen, entering.hashed(token))
        return answer

    async def leave(self, request: Request) -> Response:
        """Off to Slack, with a state that this browser alone can bring back. A link is shown first whose it is."""
        token = _given(request, "link")
        if token and request.cookies.get(self._way.seen) != entering.hashed(token):
            return RedirectResponse(f"{PAGE}?{urlencode({'link': token})}", 302)

        async def begun(session: AsyncSession) -> Begun:
            real = self._clock.real()
            link = await entering.way_in(session, token, open_to_all=self._way.open_to_all, real=real)
            return await entering.begin(session, link, real=real)

        secrets = await self._database.run(begun)
        app = self._way.app
        asked = {
            "client_id": app.client_id,
            "scope": ",".join(sorted(app.scopes)),
            "state": secrets.state,
            "redirect_uri": app.back,
        }
        answer = RedirectResponse(f"{self._way.authorize}?{urlencode(asked)}", 302)
        self._remember(answer, self._way.cookie, secrets.browser)
        return answer

    def _remember(self, answer: Response, cookie: str, value: str) -> None:
        lives = int(entering.STATE_LIVES / timedelta(seconds=1))
        answer.set_cookie(
            cookie, value, max_age=lives, path="/", secure=self._way.secure, httponly=True, samesite="lax"
        )

    async def come_back(self, request: Request) -> Response:
        """Back from Slack: the state is used up before anything else is believed."""
        state, browser = _given(request, "state"), request.cookies.get(self._way.cookie, "")
        link_id = await self._database.run(
            lambda session: entering.consume(session, state, browser, real=self._clock.real())
        )
        if error := _given(request, "error"):
            if error == "access_denied":
                return self._done(page(TITLE, DENIED))
            raise SetupError(f"Slack answers {error}.", "Begin again.")
        client = self._slack.client(None)
        token, installer = await entering.exchange(client, self._way.app, _given(request, "code"))
        entered = await entering.entered(self._slack.client(token), token, installer)
        accepted = await self._accepted(entered, link_id)
        self._entered(entered.team_id)
        self._wake()
        log.logger().info("installed", team=entered.team_id, became=accepted.became)
        return self._done(_welcome(accepted))

    async def _accepted(self, entered: Entered, link_id: str | None) -> Accepted:
        async def keep(session: AsyncSession) -> Accepted:
            return await accepting.accept(
                session,
                self._vault,
                entered,
                link_id,
                open_to_all=self._way.open_to_all,
                zone=self._way.zone,
                now=self._clock.business(),
                real=self._clock.real(),
            )

        try:
            return await self._database.run(keep)
        except IntegrityError:  # two people installed it in one workspace at once, and the other was quicker
            return await self._database.run(keep)

    def _done(self, whole: str) -> Response:
        answer = HTMLResponse(whole)
        answer.delete_cookie(
            self._way.cookie, path="/", secure=self._way.secure, httponly=True, samesite="lax"
        )
        return answer


def _welcome(accepted: Accepted) -> str:
    name, program = accepted.workspace.name, accepted.program
    said = {
        Became.NEW: f"You manage the programme {program}. Rung has written to you in Slack what to do first.",
        Became.LINKED: f"{name} belongs to the programme {program} now. Its managers have been told.",
        Became.AGAIN: f"The programme {program} goes on where it stopped.",
    }
    return page(f"Rung is installed in {name}", said[accepted.became], "You can close this page.")


def _refused(sentence: str, status: int = REFUSED) -> Response:
    return HTMLResponse(page(TITLE, sentence), status)


def _given(request: Request, name: str) -> str:
    """A parameter of the address; what is too long to be one of ours or Slack's is nothing."""
    value = request.query_params.get(name, "")
    return value if len(value) <= LONGEST else ""
