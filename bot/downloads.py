"""Brings a file out of Slack. The token goes to Slack's own hosts, and nowhere else."""

import contextlib
import tempfile
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.imports.reading import Source
from bot.kit.errors import BotError
from bot.kit.text import plain
from bot.outbox.verdicts import Fate, judge

FILES = "files.slack.com"
MOST = 100 * 1024 * 1024  # bytes
TIMEOUT = 30.0  # seconds, real, without a byte
HIDDEN = frozenset({"file_not_found", "file_deleted"})
TOMBSTONES = frozenset({"tombstone", "hidden_by_limit"})
OK, NOT_FOUND, GONE, TOO_MANY, SERVER_ERROR = 200, 404, 410, 429, 500
NO_PERMISSION = (
    "Rung may not read files in this workspace yet: its permission files:read is missing. Whoever looks after Slack's "
    "apps can add it by installing Rung again; then drop the file once more."
)
ELSEWHERE = "{name} is only linked here, Slack does not hold it. Download it, and drop the file itself."
TOO_LARGE = "{name} is larger than 100 MB. Split it, or have it imported at the command line."
NOT_HANDED = "Slack did not hand {name} over. Drop it again."


class FileGoneError(Exception):
    """It is no longer in Slack."""


class LaterError(Exception):
    """Slack can't be asked just now."""


@dataclass(frozen=True, slots=True)
class SlackFile:
    name: str
    size: int
    mimetype: str
    url: str


async def described(client: AsyncWebClient, file_id: str) -> SlackFile:
    """What Slack knows of a file. Raises BotError where it can't be had, FileGoneError, LaterError."""
    try:
        file: Mapping[str, Any] = (await client.files_info(file=file_id))["file"]
    except SlackApiError as problem:
        error = str(problem.response.get("error"))
        if error in HIDDEN:
            raise FileGoneError from None
        if error == "missing_scope":
            raise BotError(NO_PERMISSION) from None
        if judge(problem).fate is Fate.GONE:
            raise BotError(NOT_HANDED.format(name="that file")) from None
        raise LaterError(error) from None
    except (ClientError, TimeoutError, OSError) as problem:
        raise LaterError(type(problem).__name__) from None
    name, url = plain(str(file.get("name") or "the file")), file.get("url_private_download")
    if file.get("mode") in TOMBSTONES:
        raise FileGoneError
    if file.get("is_external") or not url:
        raise BotError(ELSEWHERE.format(name=name))
    found = SlackFile(name, int(file.get("size") or 0), str(file.get("mimetype") or ""), str(url))
    if found.size > MOST:
        raise BotError(TOO_LARGE.format(name=name))
    return found


def trusted(url: str, api_url: str) -> bool:
    """Is this Slack's, so that the token may be shown there?"""
    try:
        asked, ours = httpx.URL(url), httpx.URL(api_url)
    except httpx.InvalidURL:
        return False
    if asked.userinfo:
        return False
    same = (asked.scheme, asked.host, asked.port) == (ours.scheme, ours.host, ours.port)
    return same or (asked.scheme, asked.host, asked.port) == ("https", FILES, None)


@contextlib.asynccontextmanager
async def fetched(file: SlackFile, token: str, *, api_url: str) -> AsyncIterator[Source]:
    """The file on disk, for as long as the block lasts. Raises as `described` does."""
    if not trusted(file.url, api_url):
        raise BotError(NOT_HANDED.format(name=file.name))
    with tempfile.TemporaryDirectory(prefix="rung-file-") as place:
        path = Path(place) / "file"
        try:
            size = await _fetch(file, token, path)
        except httpx.HTTPError as problem:
            raise LaterError(type(problem).__name__) from None
        yield Source(file.name, size, lambda: path.open("rb"))


async def _fetch(file: SlackFile, token: str, path: Path) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    async with (
        httpx.AsyncClient(timeout=TIMEOUT, follow_redirects=False) as client,
        client.stream("GET", file.url, headers=headers) as answer,
    ):
        _look_at(answer, file)
        size = 0
        with path.open("wb") as kept:
            async for chunk in answer.aiter_bytes():
                size += len(chunk)
                if size > MOST:
                    raise BotError(TOO_LARGE.format(name=file.name))
                kept.write(chunk)
    return size


def _look_at(answer: httpx.Response, file: SlackFile) -> None:
    """Raises unless what comes is the file: without rights to it, Slack answers its login page."""
    status = answer.status_code
    if status in {NOT_FOUND, GONE}:
        raise FileGoneError
    if status == TOO_MANY or status >= SERVER_ERROR:
        raise LaterError(f"http_{status}")
    page = answer.headers.get("content-type", "").startswith("text/html")
    if status != OK or (page and file.mimetype != "text/html"):
        raise BotError(NOT_HANDED.format(name=file.name))
