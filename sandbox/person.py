"""A person in front of Slack: every act sends the bot the payload that Slack would send."""

from typing import Any

from sandbox import payloads
from sandbox.blocks import choice_of, find, find_label
from sandbox.delivery import Answer
from sandbox.errors import Json, NotOnScreen
from sandbox.events import send_event
from sandbox.files import file_object, new_file
from sandbox.hands import Hands, offered
from sandbox.messages import Channel, Message
from sandbox.state_values import missing, state_values
from sandbox.submissions import settle
from sandbox.surfaces import of_view


class Person(Hands):
    """Acts return when the bot has acknowledged; `answers` keeps what it answered.

    An act that Slack would not offer on this screen raises NotOnScreen.
    """

    async def command(self, name: str, text: str = "", *, channel: str | None = None) -> Answer:
        """A slash command, typed into the conversation with the bot unless said otherwise."""
        self._may_start()
        if not any(each["command"] == name for each in self._world.feature("slash_commands")):
            raise NotOnScreen(f"{name} is not a command of this app")
        place = self._place(channel)
        payload = payloads.command(
            self.team,
            self.user,
            place,
            name=name,
            text=text,
            trigger_id=self._trigger(),
            response_url=self._response_url(place, None),
        )
        answer = await self._send("slash_commands", payload, place, name)
        said = answer.body or {}
        if answer.error is None and (said.get("text") or said.get("blocks")):
            problem = self._refused(said, place, name)
            if problem:
                return Answer(answer.status, answer.body, problem)
            private = said.get("response_type", "ephemeral") != "in_channel"
            self.team.post(
                place,
                user=self.team.bot_user_id,
                text=said.get("text", ""),
                blocks=said.get("blocks"),
                seen_by=self.id if private else None,
            )
        return answer

    async def shortcut(self, callback_id: str, message: Message | None = None) -> Answer:
        """A global shortcut, or with a message one of its menu."""
        self._may_start()
        kind = "message" if message else "global"
        if not any(
            each["callback_id"] == callback_id and each["type"] == kind
            for each in self._world.feature("shortcuts")
        ):
            raise NotOnScreen(f"{callback_id} is not a {kind} shortcut of this app")
        trigger = self._trigger()
        if message is None:
            payload = payloads.shortcut(self.team, self.user, callback_id=callback_id, trigger_id=trigger)
            return await self._send("interactive", payload, self._place(None), "The shortcut")
        place = self.team.channels[message.channel]
        payload = payloads.message_shortcut(
            self.team, self.user, place, message, callback_id=callback_id, trigger_id=trigger
        )
        payload["response_url"] = self._response_url(place, message)
        return await self._send("interactive", payload, place, "The shortcut")

    async def press(
        self,
        message: Message,
        action_id: str,
        *,
        value: str | None = None,
        block_id: str | None = None,
        stale: bool = False,
    ) -> Answer:
        """A button of the message as it is now; `stale`: as it was in `message`, on a slow phone."""
        surface = self.on_message(message, stale=stale)
        return await self.use(surface, find(surface.blocks, action_id, value=value, block_id=block_id))

    async def press_label(self, message: Message, label: str, *, stale: bool = False) -> Answer:
        """The element that shows this label, or the choice of that name in a menu."""
        surface = self.on_message(message, stale=stale)
        found = find_label(surface.blocks, label)
        return await self.use(surface, found, choice_of(found[1], label))

    async def press_home(
        self, action_id: str, value: str | None = None, *, block_id: str | None = None
    ) -> Answer:
        surface = self.on_home()
        return await self.use(surface, find(surface.blocks, action_id, value=value, block_id=block_id))

    async def press_modal(
        self, action_id: str, value: str | None = None, block_id: str | None = None
    ) -> Answer:
        surface = self.on_modal()
        return await self.use(surface, find(surface.blocks, action_id, value=value, block_id=block_id))

    async def pick(
        self,
        message: Message | None,
        action_id: str,
        value: Any,
        *,
        block_id: str | None = None,
        stale: bool = False,
    ) -> Answer:
        """Chooses in a message, or with None in the top modal: date, time, option or user, or a list."""
        surface = self.on_message(message, stale=stale) if message else self.on_modal()
        return await self.use(surface, find(surface.blocks, action_id, block_id=block_id), value)

    async def pick_home(self, action_id: str, value: Any, *, block_id: str | None = None) -> Answer:
        surface = self.on_home()
        return await self.use(surface, find(surface.blocks, action_id, block_id=block_id), value)

    async def search(
        self, action_id: str, query: str, *, message: Message | None = None, block_id: str | None = None
    ) -> list[Json]:
        """Types into an external select, of the top modal or a message; the options can then be chosen."""
        surface = self.on_message(message, stale=False) if message else self.on_modal()
        return offered(
            await self.search_in(surface, find(surface.blocks, action_id, block_id=block_id), query)
        )

    async def search_home(self, action_id: str, query: str, *, block_id: str | None = None) -> list[Json]:
        surface = self.on_home()
        return offered(
            await self.search_in(surface, find(surface.blocks, action_id, block_id=block_id), query)
        )

    async def fill(self, **values: Any) -> None:
        """Puts values into the inputs of the top modal, by block id; None or "" empties one."""
        self.type_in(values)

    async def submit(self) -> Answer:
        """Submits the top modal; Slack itself keeps back a form in which a required field is empty."""
        opened = self._top()
        self._may_look()
        if not opened.view["submit"]:
            raise NotOnScreen("The modal has no submit button")
        surface = of_view(opened.view)
        values = state_values(surface.blocks, self._typed(surface))
        opened.errors = missing(surface.blocks, values)
        if opened.errors:
            self._world.changes.note()
            return Answer(0, None, "incomplete")
        payload = payloads.view_submission(
            self.team,
            self.user,
            view=opened.view,
            values=values,
            trigger_id=self._trigger(),
            response_urls=self._response_urls(opened.view, values),
        )
        answer = await self._send("interactive", payload, self._place(None), "The form")
        if answer.error is None:
            problem = settle(self.team, self.id, opened.id, answer)
            if problem:
                self._world.record.refused(payload, answer.body or {}, problem.body())
                answer = Answer(answer.status, answer.body, problem.error)
            self._world.changes.note()
        return answer

    async def close(self) -> None:
        """Closes the top modal, or all if it says clear_on_close; the bot hears of it if it asked to."""
        stack, top = self.team.stacks[self.id], self._top()
        closing = list(reversed(stack.views)) if top.view["clear_on_close"] else [top]
        for each in closing:
            stack.remove(each.id)
        self._world.changes.note()
        for each in [each for each in closing if each.view["notify_on_close"]]:
            surface = of_view(each.view)
            values = state_values(surface.blocks, self._typed(surface))
            payload = payloads.view_closed(
                self.team, self.user, view=each.view, values=values, is_cleared=top.view["clear_on_close"]
            )
            await self._send("interactive", payload, self._place(None), "The form")

    async def open_home(self) -> None:
        """Opens the app's Home tab."""
        self._may_look()
        if not self._world.tab("home"):
            raise NotOnScreen("The app has no Home tab")
        event: Json = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": self.team.dm(self.id).id,
            "tab": "home",
            "event_ts": self.team.next_ts(),
        }
        await send_event(self._world, self.team, event | ({"view": self.home} if self.home else {}))

    async def say(self, text: str, *, channel: str | None = None, thread_ts: str | None = None) -> Message:
        """Writes a message, to the bot unless said otherwise; with `thread_ts` as a reply to that message."""
        self._may_look()
        place = self._place(channel)
        if place.archived:
            raise NotOnScreen(f"#{place.name} is archived: nobody can write there any more.")
        message = self.team.post(place, user=self.id, text=text, thread_ts=thread_ts)
        event = {**_as_event(message, place), "client_msg_id": message.ts}
        if self.team.bot_user_id in place.members:
            await send_event(self._world, self.team, event)
            if not place.is_im and f"<@{self.team.bot_user_id}>" in text:
                await send_event(self._world, self.team, {**event, "type": "app_mention"})
        return message

    async def drop(
        self,
        name: str,
        content: bytes,
        *,
        text: str = "",
        channel: str | None = None,
        thread_ts: str | None = None,
    ) -> str:
        """Puts a file into a conversation, the one with the bot unless said otherwise; the file's id."""
        self._may_look()
        place = self._place(channel)
        if place.is_im and not self._world.may_write:
            raise NotOnScreen("Sending messages to this app is turned off.")
        file = new_file(self.team, name=name, content=content, user=self.id, channel=place.id)
        self.team.files[file.id] = file
        described = file_object(self._world, self.team, file)
        message = self.team.post(place, user=self.id, text=text, files=[described], thread_ts=thread_ts)
        if self.team.bot_user_id in place.members:
            shared: Json = {
                "type": "file_shared",
                "file_id": file.id,
                "user_id": self.id,
                "file": {"id": file.id},
                "channel_id": place.id,
                "event_ts": self.team.next_ts(),
            }
            await send_event(self._world, self.team, shared)
            await send_event(self._world, self.team, _as_event(message, place))
        return file.id

    def upload(self, name: str, content: bytes) -> Json:
        """Puts a file into a form's file input; what the form is filled with is this file object."""
        place = self._place(None)
        file = new_file(self.team, name=name, content=content, user=self.id, channel=place.id)
        self.team.files[file.id] = file
        return file_object(self._world, self.team, file)

    def delete_file(self, file_id: str) -> None:
        """Takes a file away; where it was shared a mark is left."""
        del self.team.files[file_id]
        self._world.changes.note()


def _as_event(message: Message, place: Channel) -> Json:
    """A message as the bot hears of it."""
    where = {"channel": place.id, "channel_type": place.kind, "event_ts": message.ts}
    return {**message.raw, **where}
