"""The small movements that all acts of a person are made of."""

from typing import Any

from sandbox import payloads
from sandbox.blocks import Found, elements
from sandbox.checks import check_blocks
from sandbox.delivery import Answer, Envelope
from sandbox.errors import Json, NotOnScreen, SlackError
from sandbox.messages import Channel, Message
from sandbox.modals import OpenView
from sandbox.screen import Screen
from sandbox.state_values import KEYS, action, chosen_value
from sandbox.surfaces import Surface, of_message, of_view
from sandbox.workspace import Workspace
from sandbox.world import World

SLACKBOT = "USLACKBOT"


class Hands(Screen):
    def __init__(self, world: World, team: Workspace, user_id: str) -> None:
        super().__init__(world, team, user_id)
        self._searched: dict[tuple[str, str], list[Json]] = {}

    def type_in(self, values: dict[str, Any], into: Surface | None = None) -> None:
        """Puts values into inputs, by block id: those of the top modal unless another surface is given."""
        surface = into or self.on_modal()
        for block_id, value in values.items():
            found = [pair for pair in _inputs(surface) if pair[0]["block_id"] == block_id]
            if len(found) != 1:
                raise NotOnScreen(f"There is no input {block_id!r}; there is: {_named(surface)}")
            self._type(surface, found[0], value)

    async def use(self, surface: Surface, found: Found, value: Any = None) -> Answer:
        block, element = found
        self._may_look()
        chosen = self._type(surface, found, value)
        if block["type"] == "input" and not block.get("dispatch_action"):
            return Answer(200)
        what = action(block, element, chosen, self.team.next_ts())
        payload = payloads.block_actions(
            self.team,
            self.user,
            surface=surface.described(self._typed(surface)),
            action=what,
            trigger_id=self._trigger(),
        )
        place = surface.channel or self._place(None)
        if surface.message:
            payload["response_url"] = self._response_url(place, surface.message)
        return await self._send("interactive", payload, place, "The button")

    async def search_in(self, surface: Surface, found: Found, query: str) -> Json:
        """What the bot offers for `query`: `options` or `option_groups`; they can then be chosen."""
        block, element = found
        self._may_look()
        payload = payloads.block_suggestion(
            self.team,
            self.user,
            surface=surface.described(self._typed(surface)),
            block=block,
            element=element,
            query=query,
        )
        answer = await self._send("interactive", payload, surface.channel or self._place(None), "The search")
        body = answer.body or {}
        place = (block["block_id"], element["action_id"])
        self._searched.setdefault(place, []).extend(offered(body))
        return body

    def _type(self, surface: Surface, found: Found, value: Any) -> Any:
        """Remembers a choice, and returns it as Slack would report it."""
        block, element = found
        if element["type"] == "feedback_buttons":
            return value
        if element["type"] not in KEYS and element["type"] != "overflow":
            return None
        place = (block["block_id"], element["action_id"])
        chosen = chosen_value(element, value, self._searched.get(place, []))
        if element["type"] != "overflow":
            self._typed(surface)[place] = chosen
        return chosen

    def _typed(self, surface: Surface) -> dict[tuple[str, str], Any]:
        return self.team.typed[self.id, surface.key]

    async def _send(self, kind: Envelope, payload: Json, place: Channel, what: str) -> Answer:
        if not self.team.installed:
            raise NotOnScreen(f"{self.team.bot_name} is not in {self.team.name} any more.")
        answer = await self._world.delivery.send(kind, payload)
        self.answers.append(answer)
        if answer.error:
            self._failed(place, what, answer.error, f"{self.team.bot_name} did not respond")
        return answer

    def _refused(self, said: Json, place: Channel, what: str) -> str | None:
        """Slack's word for blocks that it does not take in an acknowledgement; the person is told."""
        try:
            check_blocks(said.get("blocks") or [])
        except SlackError as error:
            self._failed(place, what, error.error, f"the answer of {self.team.bot_name} can't be shown")
            return error.error
        return None

    def _failed(self, place: Channel, what: str, error: str, why: str) -> None:
        text = f"{what} failed with the error “{error}”: {why}."
        self.team.post(place, user=SLACKBOT, text=text, seen_by=self.id)

    def on_message(self, message: Message, *, stale: bool) -> Surface:
        """The message as it stands now, or with `stale` as it was."""
        current = message if stale else self.team.message(message.channel, message.ts)
        if current is None or current.seen_by not in {None, self.id}:
            raise NotOnScreen(f"The message {message.text!r} is not on the screen of {self.id}")
        return of_message(self.team.channels[message.channel], current)

    def on_home(self) -> Surface:
        if self.home is None:
            raise NotOnScreen(f"{self.id} sees no Home page")
        return of_view(self.home)

    def on_modal(self) -> Surface:
        return of_view(self._top().view)

    def _top(self) -> OpenView:
        top = self.team.stacks[self.id].top
        if top is None:
            raise NotOnScreen(f"{self.id} sees no modal")
        return top

    def _place(self, channel_id: str | None) -> Channel:
        """A conversation this person is in, by default the one with the bot."""
        if channel_id is None:
            return self.team.dm(self.id)
        channel = self.team.channels.get(channel_id)
        if channel is None or self.id not in channel.members:
            raise NotOnScreen(f"{self.id} is not in {channel_id}")
        return channel

    def _may_look(self) -> None:
        if self.user.kind in {"stranger", "deactivated"}:
            name = self.user.real_name or self.user.name
            whence = "switched off" if self.user.kind == "deactivated" else "in no channel with this app"
            raise NotOnScreen(f"{name} is {whence} and does not see it.")

    def _may_start(self) -> None:
        """Commands and shortcuts are for people of the workspace, but for single-channel guests."""
        self._may_look()
        if self.user.kind == "guest" and not self._world.commands_for_guests:
            name = self.user.real_name or self.user.name
            raise NotOnScreen(f"This workspace keeps commands and shortcuts from {name}, who is a guest.")
        if self.user.kind in {"external", "single_guest"}:
            name = self.user.real_name or self.user.name
            whence = "from another company" if self.user.kind == "external" else "a single-channel guest"
            raise NotOnScreen(f"Slack offers no commands or shortcuts to {name}, who is {whence}.")

    def _trigger(self) -> str:
        return self._world.tickets.trigger(self.id, self.team.id)

    def _response_url(self, place: Channel, message: Message | None) -> str:
        key = self._world.tickets.response(
            user_id=self.id,
            team_id=self.team.id,
            channel_id=place.id,
            message_ts=message.ts if message else None,
        )
        return f"{self._world.address}/response/{key}"

    def _response_urls(self, view: Json, values: Json) -> list[Json]:
        """Of a form: one for each conversation chosen in a menu that asks for it."""
        return [
            {
                "block_id": block["block_id"],
                "action_id": element["action_id"],
                "channel_id": chosen,
                "response_url": self._response_url(self.team.channels[chosen], None),
            }
            for block, element in elements(view["blocks"])
            if element.get("response_url_enabled")
            and (chosen := values[block["block_id"]][element["action_id"]][KEYS[element["type"]][0]])
            in self.team.channels
        ]


def offered(body: Json) -> list[Json]:
    """All options of an answer to a search, those in groups too."""
    grouped = [option for group in body.get("option_groups") or [] for option in group["options"]]
    return [*(body.get("options") or []), *grouped]


def _inputs(surface: Surface) -> list[Found]:
    return [pair for pair in elements(surface.blocks) if pair[1]["type"] in KEYS]


def _named(surface: Surface) -> str:
    return ", ".join(repr(block["block_id"]) for block, _ in _inputs(surface)) or "none"
