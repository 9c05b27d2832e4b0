"""Addresses that somebody else wrote: of stories and of mail."""

import re
from dataclasses import replace

import pytest

from bot.views.reference.line import reference_line
from bot.views.reference.shortlist import shortlist_form
from models.ask import AskState
from models.story import StoryKind
from tests.views.gallery.references import line, shortlist
from tests.views.people import BERLIN, NOW, Names, advocate, story, whole
from tests.views.slack_rules import TOKEN

HOSTILE_URLS = [
    "!channel",
    "!subteam^S1",
    "@U0TOM",
    "#C1",
    "https://ours.example|<!here>",
    "https://ours.example><!channel>",
    "https://ours.example/a b",
    "https://ours.example/\n<!channel>",
    "https://",
    "//ours.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "mailto:tom@ours.example",
    "slack://channel?id=C1",
    "",
]
HOSTILE_MAIL = [
    "a@b.example|<!here>",
    "a@b.example><!channel>",
    "<!channel>@b.example",
    "a b@c.example",
    "@U0TOM",
    "",
]


def story_shown(kind: StoryKind, url: str) -> str:
    linked = replace(shortlist(Names()), stories=[story(Names(), kind, url=url)])
    return str(shortlist_form(linked, zone=BERLIN, now=NOW)["blocks"][-1]["text"]["text"])


@pytest.mark.parametrize("kind", StoryKind)
@pytest.mark.parametrize("url", HOSTILE_URLS)
def test_an_address_that_is_not_a_web_page_is_left_out_and_the_story_keeps_its_title(
    url: str, kind: StoryKind
) -> None:
    shown = story_shown(kind, url)
    assert "How Talerhaus closes in four days" in shown
    assert re.search("[<>]", shown) is None


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://ours.example/a?b=1&c=2", "https://ours.example/a?b=1&amp;c=2"),
        ("http://ours.example/_a_*b*", "http://ours.example/_a_*b*"),
        ("https://ours.example/&lt;!channel&gt;", "https://ours.example/&amp;lt;!channel&amp;gt;"),
    ],
)
def test_the_address_of_a_story_is_a_link_and_nothing_else(url: str, href: str) -> None:
    shown = story_shown(StoryKind.STORY, url)
    assert TOKEN.findall(shown) == [f"<{href}|How Talerhaus closes in four days>"]


def reached(email: str) -> str:
    """How the seller reaches a customer who is not in Slack."""
    outside = advocate(Names(), email=email, slack_user_id=None)
    yes = whole(AskState.ACCEPTED, parts={"advocate": outside})
    drawn = reference_line(line(Names(), yes), zone=BERLIN, theirs=True, now=NOW)
    _, how, _ = str(drawn.blocks[1]["text"]["text"]).splitlines()
    return how


@pytest.mark.parametrize("email", HOSTILE_MAIL)
def test_what_is_not_an_address_of_mail_is_no_link(email: str) -> None:
    assert re.search("[<>]", reached(email)) is None


@pytest.mark.parametrize("email", ["priya@nordlicht.example", "priya_raman@x.example", "_priya_@x.example"])
def test_mail_goes_to_the_very_address(email: str) -> None:
    assert reached(email).startswith(f"<mailto:{email}|")
