"""What a message says: text, blocks, attachments and metadata, within Slack's limits."""

import json
from dataclasses import dataclass, field
from typing import Any

from sandbox.checks import check_blocks
from sandbox.errors import Json, SlackError

TEXT_LIMIT = 40_000
UPDATE_LIMIT = 4_000
MARKDOWN_LIMIT = 12_000
ATTACHMENTS_LIMIT = 100
METADATA_LIMIT = 8_000  # bytes of JSON; Slack publishes no number, so this is a careful one

WARNINGS = {
    "message_truncated": "[WARN] Your message was cut but still posted: `text` takes up to 40,000 characters."
}


@dataclass(frozen=True)
class Content:
    """`blocks` and `attachments` are None where the call did not name them; `warnings` go into the answer."""

    text: str | None
    blocks: list[Json] | None
    attachments: list[Json] | None
    warnings: list[str] = field(default_factory=list)

    def warned(self) -> Json:
        """The part of the answer that tells of the warnings."""
        if not self.warnings:
            return {}
        said = {"warnings": self.warnings, "messages": [WARNINGS[each] for each in self.warnings]}
        return {"warning": ",".join(self.warnings), "response_metadata": said}


def new_content(arguments: Json) -> Content:
    """What a new message says; a text that is too long is cut.

    Raises SlackError: no_text, markdown_text_conflict, msg_too_long, too_many_attachments, invalid_…
    """
    content = _given(arguments)
    if not content.text and not content.blocks and not content.attachments:
        raise SlackError("no_text")
    text = content.text or ""
    if len(text) <= TEXT_LIMIT:
        return content
    return Content(text[:TEXT_LIMIT], content.blocks, content.attachments, ["message_truncated"])


def private_content(arguments: Json) -> Content:
    """What a private answer says; a text that is too long is refused (msg_too_long)."""
    content = new_content(arguments)
    if content.warnings:
        raise SlackError("msg_too_long")
    return content


def changed_content(arguments: Json) -> Content:
    """What an update changes. Raises SlackError: no_text where that is nothing, msg_too_long, …"""
    content = _given(arguments)
    if content.text is None and content.blocks is None and content.attachments is None:
        raise SlackError("no_text")
    if len(content.text or "") > UPDATE_LIMIT:
        raise SlackError("msg_too_long")
    return content


def metadata_of(arguments: Json) -> Json | None:
    """The message metadata; None where there is none. Raises invalid_metadata_format, metadata_too_large."""
    metadata: Any = arguments.get("metadata")
    if not metadata:
        return None
    if (
        not isinstance(metadata, dict)
        or not isinstance(metadata.get("event_type"), str)
        or not metadata["event_type"]
        or not isinstance(metadata.get("event_payload"), dict)
    ):
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(metadata, ensure_ascii=False).encode()) > METADATA_LIMIT:
        raise SlackError("metadata_too_large")
    return metadata


def _given(arguments: Json) -> Content:
    text, markdown = arguments.get("text"), arguments.get("markdown_text")
    blocks, attachments = arguments.get("blocks"), arguments.get("attachments")
    if markdown:
        if text or blocks:
            raise SlackError("markdown_text_conflict")
        if len(str(markdown)) > MARKDOWN_LIMIT:
            raise SlackError("msg_too_long")
        text = markdown
    return Content(
        text=None if text is None else str(text),
        blocks=None if blocks is None else check_blocks(blocks),
        attachments=None if attachments is None else _attached(attachments),
    )


def _attached(attachments: Any) -> list[Json]:
    if not isinstance(attachments, list) or not all(isinstance(each, dict) for each in attachments):
        raise SlackError("invalid_attachments")
    if len(attachments) > ATTACHMENTS_LIMIT:
        raise SlackError("too_many_attachments")
    for each in attachments:
        check_blocks(each.get("blocks") or [])
    return [{"id": number, **each} for number, each in enumerate(attachments, 1)]
