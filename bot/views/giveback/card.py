"""What a customer reads of something that is given back to them, with their buttons; and the same to pass on."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from bot.kit.ids import Action
from bot.kit.text import foreign, foreign_lines
from bot.rules.wording import Wording
from bot.views import dates
from bot.views.blocks import Block, Drawing, Element, actions, button, confirm, context, section
from models.giveback import GivebackKind, GivebackState, WholeGiveback

TEXT = 2900  # in one section
WITH_TERMS = frozenset({GivebackKind.PEER, GivebackKind.RECOGNITION})


def customer_card(whole: WholeGiveback, wording: Wording, *, company: str, now: datetime) -> Drawing:
    """The offer as it stands now; of what they asked for themselves, what became of it."""
    row = whole.giveback
    if row.made_by == whole.advocate.slack_user_id and row.peer_id is None:
        return _asked(whole, wording, company)
    greeting = wording.say("giveback_greeting", **_names(whole, company))
    blocks: list[Block] = [
        section(f"*{greeting}*\n{_what(whole, wording)}"),
        section(quoted(row.text)),
    ]
    if row.state is GivebackState.OFFERED and row.kind in WITH_TERMS:
        blocks.append(section(wording.say(f"giveback_{row.kind}_terms", **_names(whole, company))))
    if row.state is not GivebackState.OFFERED and row.kind is not GivebackKind.WORD:
        blocks.append(section(_state(whole, wording, company, now)))
    buttons = list(_buttons(whole, wording))
    if buttons:
        blocks.append(actions(buttons))
    if row.state is GivebackState.OFFERED or row.kind is GivebackKind.WORD:
        blocks.append(context(wording.say("giveback_terms", **_names(whole, company))))
    return Drawing(wording.say("giveback_notice", **_names(whole, company)), blocks)


def quoted(text: str) -> str:
    """Whole and line by line: what goes out, or is copied, is read as it is."""
    lines = ["> " + foreign(line, TEXT) for line in text.splitlines() if line.strip()] or ["> …"]
    return "\n".join(lines) if len("\n".join(lines)) <= TEXT else foreign_lines(text, TEXT)


def forward(whole: WholeGiveback, wording: Wording, *, company: str) -> str:
    """The same as a text to pass on, as mrkdwn whose foreign parts are safe."""
    row, names = whole.giveback, _names(whole, company)
    lines = "\n".join(foreign(line, TEXT) for line in row.text.splitlines() if line.strip())
    said = [wording.say("giveback_hello", name=foreign(whole.advocate.name)), _what(whole, wording)]
    terms = wording.say("giveback_terms", **names)
    if row.kind in WITH_TERMS:
        terms = f"{wording.say(f'giveback_{row.kind}_terms', **names)} {terms}"
    return "\n\n".join(["\n".join(said), lines or "…", terms])


def _names(whole: WholeGiveback, company: str) -> Mapping[str, str]:
    return {"owner": foreign(whole.owner.name), "company": foreign(company)}


def _what(whole: WholeGiveback, wording: Wording) -> str:
    """What it is. Whom they could meet is told by role and company: the name comes with both yeses."""
    if whole.giveback.kind is not GivebackKind.PEER or whole.peer is None or whole.peer_account is None:
        return wording.say(f"giveback_{whole.giveback.kind}")
    role, account = foreign(whole.peer.title, 150), foreign(whole.peer_account.name, 150)
    return wording.say("giveback_peer", role=role, account=account)


def _buttons(whole: WholeGiveback, wording: Wording) -> Iterator[Element]:
    row = whole.giveback
    public = row.kind is GivebackKind.RECOGNITION
    if row.state is GivebackState.OFFERED and row.kind is not GivebackKind.WORD:
        label = wording.label("giveback_agree_line" if public else "giveback_yes")
        yield button(label, Action.GIVEBACK_YES, row.id, style="primary")
        yield button(wording.label("giveback_no"), Action.GIVEBACK_NO, row.id)
    elif row.state is GivebackState.AGREED or (public and row.state is GivebackState.GIVEN):
        asked = [wording.label(f"giveback_back_{part}") for part in ("title", "text", "yes", "no")]
        yield button(
            wording.label("giveback_back"),
            Action.TAKE_GIVEBACK_BACK,
            row.id,
            confirm=confirm(*asked, danger=True),
        )


def _state(whole: WholeGiveback, wording: Wording, company: str, now: datetime) -> str:
    """What became of it: of an end that somebody else made, only that it did not come about."""
    row, names = whole.giveback, _names(whole, company)
    key = f"giveback_{row.state}"
    if row.state is GivebackState.WITHDRAWN and row.state_by == whole.advocate.slack_user_id:
        key = "giveback_taken_down" if row.given_on else "giveback_taken_back"
    elif row.state in {GivebackState.AGREED, GivebackState.GIVEN} and row.kind in WITH_TERMS:
        key = f"giveback_{row.state}_{row.kind}"
    today = dates.today(now, whole.advocate.zone)
    day = dates.day(_day(whole), today, wording.language)
    return wording.say(key, day=day, **names)


def _day(whole: WholeGiveback) -> date:
    row = whole.giveback
    return row.given_on if row.state is GivebackState.GIVEN and row.given_on else row.state_at.date()


def _asked(whole: WholeGiveback, wording: Wording, company: str) -> Drawing:
    row, names = whole.giveback, _names(whole, company)
    key = {GivebackState.GIVEN: "giveback_help_done", GivebackState.DECLINED: "giveback_help_not"}.get(
        row.state
    )
    said = wording.say(key or "giveback_help_open", **names)
    blocks: list[Block] = [section(f"*{said}*"), section(quoted(row.text))]
    if row.word:
        blocks.append(section(quoted(row.word)))
    return Drawing(said, blocks)
