"""Failures that a test asks for: a refused call, an overloaded Slack, an answer that is lost on its way."""

from dataclasses import dataclass

from sandbox.errors import Json


@dataclass
class Fault:
    """A coming call that fails. `lost`: it is carried out, then the connection is cut (or `status` comes)."""

    method: str
    error: str | None = None
    status: int = 200
    retry_after: int | None = None
    lost: bool = False
    times: int = 1
    for_channel: str | None = None
    for_user: str | None = None

    def concerns(self, method: str, channel: str, user: str) -> bool:
        return (
            self.times > 0
            and self.method == method
            and self.for_channel in {None, channel}
            and self.for_user in {None, user}
        )

    def body(self) -> Json:
        return {"ok": False, "error": self.error or "internal_error"}

    def headers(self) -> dict[str, str]:
        return {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}


class Faults:
    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        if fault.error == "ratelimited":
            fault.status = 429
            fault.retry_after = 1 if fault.retry_after is None else fault.retry_after
        self.waiting.append(fault)

    def expects(self, method: str) -> bool:
        """Whether a coming call of this method may meet a fault that was asked for."""
        return any(each.method == method for each in self.waiting)

    def take(self, method: str, *, channel: str, user: str) -> Fault | None:
        """The fault for this call, counted down; `user` is whom the call is about or whose DM it goes to."""
        fault = next((each for each in self.waiting if each.concerns(method, channel, user)), None)
        if fault:
            fault.times -= 1
            self.waiting = [each for each in self.waiting if each.times > 0]
        return fault
