"""What goes wrong in the sandbox: Slack's error answers, and acts that the screen does not offer."""

from typing import Any

Json = dict[str, Any]


class SlackError(Exception):
    """An answer `{"ok": false, "error": …}` of the Web API; `extra` are further fields of it."""

    def __init__(self, error: str, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.extra = extra

    def body(self) -> Json:
        return {"ok": False, "error": self.error, **self.extra}


class UnknownPerson(LookupError):  # noqa: N818 — it says who
    """No person, or more than one, is known by this id."""


class NotOnScreen(AssertionError):  # noqa: N818 — it says what the person sees
    """A person was asked to use something that Slack does not show to them now."""
