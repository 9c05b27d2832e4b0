"""The cards around an ask: the approver's, the customer's."""

from collections.abc import Iterator

from bot.rules.wording import Wording
from bot.views.ask.approval import approval_card, approval_reminder
from bot.views.ask.customer import customer_card
from bot.views.ask.known import Carried
from models.ask import AskState, Declined, Refused, Road, Stage, WholeAsk, WhyNot
from models.block import Block, BlockKind
from models.consent import Consent, Consented
from models.eligibility.known import Favours
from tests.views import people
from tests.views.gallery.surface import Surface, message
from tests.views.people import BERLIN, NOW, Names, at

CARRIED = Carried(
    at(3, 10, month=2),
    2,
    favours=Favours(2, at(17, 0, month=2).date(), at(3, 1)),
    blocks=[
        Block(kind=kind, known_at=at(12, 9, month=2), source="CRM", until=at(1, 0, month=6))
        for kind in BlockKind
    ],
    consent=Consent(state=Consented.YES, since=at(14, 9, month=1), until=None, source="invitation"),
)


def line(names: Names) -> str:
    """An approver's own words: nothing is kept of what is only blank."""
    return names.quote if names.quote.strip() else "A line"


def variants(names: Names) -> Iterator[tuple[str, WholeAsk]]:
    """Every variant of an ask that a view tells apart."""
    for state in AskState:
        yield state, people.whole(state, names)
    for stage in Stage:
        yield f"at {stage}", people.whole(AskState.APPROVING, names, stage=stage)
    for refused in Refused:
        yield f"refused {refused}", people.whole(AskState.REFUSED, names, refused=refused)
    for declined in Declined:
        resting = {"advocate": people.advocate(names, paused_until=at(1, 0, month=6))}
        yield f"said {declined}", people.whole(AskState.DECLINED, names, declined=declined, parts=resting)
    dated = people.whole(AskState.ACCEPTED, names, held_on=at(12, 0).date())
    yield "dated", dated
    written = {"activity": people.activity("quote")}
    yield "written", people.whole(AskState.ASKED, names, parts=written)
    outside = {"advocate": people.advocate(names, slack_user_id=None)}
    yield "outside Slack", people.whole(AskState.ACCEPTED, names, parts=outside)
    away = {"owner": people.member(names.owner, "U0ANNA", away_until=at(5, 9))}
    yield "away", people.whole(AskState.APPROVING, names, parts=away)
    for road in Road:
        yield f"by {road}", people.whole(AskState.ASKED, names, road=road)
    waived = {"account": people.account(names, tier="key")}
    yield "waived", people.whole(AskState.ASKED, names, stage=None, parts=waived)
    yield "with a line", people.whole(AskState.APPROVING, names, personal_line=line(names))
    yield from answers(names)
    for state in (AskState.APPROVED, AskState.ASKED, AskState.REFUSED):
        backup = {"decider": people.member(names.backup, "U0BEN")}
        yield f"{state} by the backup", people.whole(state, names, parts=backup)


def answers(names: Names) -> Iterator[tuple[str, WholeAsk]]:
    """What only a customer's own card tells apart."""
    named = {"reference": people.reference(names, named=True)}
    for state in (AskState.ASKED, AskState.CHECKING, AskState.ACCEPTED):
        yield f"{state} with a name", people.whole(state, names, parts=named, personal_line=names.line)
    changed = {"reference": people.reference(names, edition=2, changed_at=at(3, 9))}
    yield "changed", people.whole(AskState.ASKED, names, parts=changed, asked_at=at(2, 10))
    for assistant in (names.assistant, None):
        theirs = {"advocate": people.advocate(names, assistant=assistant)}
        yield (
            f"assistant {assistant is None}",
            people.whole(AskState.ASKED, names, parts=theirs, road=Road.ASSISTANT),
        )
    for why_not in WhyNot:
        refused = people.whole(AskState.DECLINED, names, declined=Declined.NOT_THIS, why_not=why_not)
        yield f"because {why_not}", refused


def surfaces(names: Names) -> Iterator[Surface]:
    for name, whole in variants(names):
        for reader in ("m-U0ANNA", "m-U0BEN"):
            card = approval_card(whole, CARRIED, reader=reader, zone=BERLIN, now=NOW)
            yield message(f"approver: {name}, reader {reader}", card)
        yield message(f"reminder: {name}", approval_reminder(whole, now=NOW))
        for first in (True, False):
            theirs = customer_card(whole, Wording(), company=names.company, now=NOW, first=first)
            yield message(f"customer: {name}, first {first}", theirs)
