"""The texts that customers read: a list in one language, and a form that shows the text before it holds."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from babel import Locale, UnknownLocaleError

from bot.kit.ids import Action, Form, encode, variant
from bot.kit.text import cut, foreign, foreign_lines, plain, plural, sentence
from bot.rules.wording import ENGLISH, LONGEST, Text, previewed
from bot.rules.wording_groups import LABELS
from bot.views.blocks import (
    Block,
    actions,
    button,
    context,
    divider,
    field,
    modal,
    option,
    section,
    select,
)

LONGEST_PREVIEW = 2500
LONGEST_SEARCH = 100
EVERYTHING = "all"


@dataclass(frozen=True, slots=True)
class Place:
    """Which texts a manager looks at; an empty group is all of them."""

    language: str = ENGLISH
    group: str = ""
    words: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class TextsNow:
    """A page of texts as (key, Rung's own, the programme's own or None), of those `found` in this place.

    `foreign` of all there are read as Rung wrote them.
    """

    place: Place
    languages: Sequence[str]
    texts: Sequence[tuple[str, Text, str | None]]
    foreign: int
    found: int
    more: bool


@dataclass(frozen=True, slots=True)
class TextNow:
    language: str
    key: str
    text: Text
    own: str | None
    company: str
    place: Place


def name_of(language: str) -> str:
    """German for "de"; the code itself where nobody knows it."""
    try:
        return sentence(Locale.parse(language.replace("-", "_")).get_display_name("en") or language)
    except (UnknownLocaleError, ValueError):
        return language


def texts_view(shown: TextsNow) -> dict[str, Any]:
    blocks: list[Block] = [
        section("*What customers read*\nIn the language of each, where there is a text in it."),
        actions([_languages(shown), _groups(shown)], block_id="which"),
        _search(shown),
        context(_left(shown)),
        divider(),
        *(_line(shown, *each) for each in shown.texts),
    ]
    turned = [
        *([_turn(shown, "Before", "before", -1)] if shown.place.page else []),
        *([_turn(shown, "More", "more", 1)] if shown.more else []),
    ]
    blocks += [actions(turned, block_id="pages")] if turned else []
    kept = json.dumps({"place": asdict(shown.place)}, ensure_ascii=False)
    return modal(Form.TEXTS, "Texts", blocks, submit="Find", metadata=kept)


def _languages(shown: TextsNow) -> dict[str, Any]:
    offered = [(plain(name_of(language), 75), language) for language in shown.languages[:100]]
    chosen = next(each for each in offered if each[1] == shown.place.language)
    menu = select("Choose a language", offered)
    return menu | {"action_id": Action.TEXTS_LANGUAGE, "initial_option": option(*chosen)}


def _groups(shown: TextsNow) -> dict[str, Any]:
    offered = [("All texts", EVERYTHING), *((label, str(group)) for group, label in LABELS.items())]
    chosen = next((each for each in offered if each[1] == shown.place.group), offered[0])
    menu = select("Choose a part", offered)
    return menu | {"action_id": Action.TEXTS_GROUP, "initial_option": option(*chosen)}


def _search(shown: TextsNow) -> Block:
    element: dict[str, Any] = {"type": "plain_text_input", "max_length": LONGEST_SEARCH}
    if shown.place.words:
        element["initial_value"] = shown.place.words
    return field("search", "Words to find", element, optional=True, hint="Empty: all of them.")


def _left(shown: TextsNow) -> str:
    narrowed = shown.place.group or shown.place.words
    found = f"{sentence(plural(shown.found, 'text'))} found. " if narrowed else ""
    if shown.place.language == ENGLISH:
        return f"{found}{sentence(plural(shown.foreign, 'text'))} as Rung wrote them."
    if shown.foreign == 0:
        return f"{found}All of them are yours."
    return f"{found}{sentence(plural(shown.foreign, 'text'))} in this language still read in English."


def _turn(shown: TextsNow, label: str, which: str, step: int) -> dict[str, Any]:
    return button(label, variant(Action.TEXTS_PAGE, which), str(shown.place.page + step))


def _line(shown: TextsNow, key: str, text: Text, own: str | None) -> Block:
    mine = "yours" if own else "Rung's own" if shown.place.language == ENGLISH else "still English"
    edit = button("Edit", variant(Action.TEXT, key), encode(shown.place.language, key))
    return section(f"*{foreign(text.about, 150)}* ({mine})\n{foreign_lines(own or text.text, 500)}", edit)


def text_form(shown: TextNow, *, typed: str | None = None) -> dict[str, Any]:
    """The form of one text. With `typed`, that is shown as a customer would read it, and can be saved."""
    stands = typed or shown.own or shown.text.text
    names = ", ".join(f"{{{name}}}" for name in sorted(shown.text.may))
    element = {
        "type": "plain_text_input",
        "multiline": True,
        "max_length": LONGEST,
        "initial_value": stands[:LONGEST],
    }
    blocks: list[Block] = [
        context(f"{foreign(shown.text.about, 150)}, in {foreign(name_of(shown.language), 75)}"),
        field("text", "Text", element, hint=f"It may use {names}." if names else "It uses no names."),
        section(f"*As a customer reads it*\n{_preview(shown, stands)}"),
    ]
    if shown.own:
        value = encode(shown.language, shown.key)
        blocks.append(actions([button("Back to Rung's own", Action.OWN_TEXT, value)], block_id="own"))
    kept = {"language": shown.language, "key": shown.key, "seen": typed, "place": asdict(shown.place)}
    return modal(
        Form.TEXT,
        "A text",
        blocks,
        submit="Preview" if typed is None else "Save",
        close="Cancel",
        metadata=json.dumps(kept, ensure_ascii=False),
    )


def _preview(shown: TextNow, stands: str) -> str:
    """As a card would say it, every line marked as a quotation."""
    read = cut(previewed(stands, company=foreign(shown.company, 200)), LONGEST_PREVIEW)
    return "\n".join(f"> {line}" for line in read.splitlines())
