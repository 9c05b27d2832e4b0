"""The views of a person: a stack of at most three modals, and the Home page."""

from dataclasses import dataclass, field

from sandbox.blocks import with_ids
from sandbox.errors import Json, SlackError

STACK_LIMIT = 3


@dataclass
class OpenView:
    """A modal on the screen: Slack's `view` object and the errors shown in it."""

    view: Json
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return str(self.view["id"])


@dataclass
class Stack:
    """The modals of one person, the top one last."""

    views: list[OpenView] = field(default_factory=list)

    @property
    def top(self) -> OpenView | None:
        return self.views[-1] if self.views else None

    def open(self, view: Json) -> None:
        self.views = [OpenView(_placed(view, None))]

    def push(self, view: Json) -> None:
        """Raises SlackError("push_limit_reached") above three."""
        if len(self.views) >= STACK_LIMIT:
            raise SlackError("push_limit_reached")
        self.views.append(OpenView(_placed(view, self.top)))

    def find(self, view_id: str) -> OpenView | None:
        return next((each for each in self.views if each.id == view_id), None)

    def remove(self, view_id: str) -> None:
        self.views = [each for each in self.views if each.id != view_id]


def _placed(view: Json, below: OpenView | None) -> Json:
    root = below.view["root_view_id"] if below else view["id"]
    return {**view, "root_view_id": root, "previous_view_id": below.id if below else None}


def view_object(
    sent: Json, *, view_id: str, fingerprint: str, team_id: str, app_id: str, bot_id: str
) -> Json:
    """Slack's `view` object for a view that the bot sent."""
    return {
        "id": view_id,
        "team_id": team_id,
        "type": sent["type"],
        "blocks": with_ids(sent["blocks"]),
        "private_metadata": sent.get("private_metadata", ""),
        "callback_id": sent.get("callback_id", ""),
        "state": {"values": {}},
        "hash": fingerprint,
        "title": sent.get("title"),
        "clear_on_close": bool(sent.get("clear_on_close", False)),
        "notify_on_close": bool(sent.get("notify_on_close", False)),
        "close": sent.get("close"),
        "submit": sent.get("submit"),
        "previous_view_id": None,
        "root_view_id": view_id,
        "app_id": app_id,
        "external_id": sent.get("external_id", ""),
        "app_installed_team_id": team_id,
        "bot_id": bot_id,
    }
