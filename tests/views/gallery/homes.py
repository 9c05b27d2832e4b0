"""Home, each tab as full as it can get."""

from collections.abc import Iterator

from bot.homes import BLOCKS, CUSTOMERS, MOST_APPROVALS, MOST_ASKS, MOST_TASKS, PAGE
from bot.rules.wording import Wording
from bot.upkeep import SHOWN
from bot.views.advocate.page import own_page
from bot.views.advocate.values import Part
from bot.views.blocks import Block
from bot.views.home.asked import asked_of_you
from bot.views.home.customers import own_customers
from bot.views.home.decisions import decisions
from bot.views.home.page import Tab, home_view
from bot.views.home.references import own_references
from bot.views.home.stuck import Stuck, could_not_be_shown
from bot.views.ladder.population import Ladder
from bot.views.reference.fields import MOST_WANTED
from bot.views.reference.line import Line
from models.ask import AskState
from models.member import Role
from models.message import Message, MessageKind
from models.reference import ReferenceState
from tests.views import people
from tests.views.gallery.advocates import customers, full_page
from tests.views.gallery.asks import CARRIED
from tests.views.gallery.blocks import standings
from tests.views.gallery.nudges import nudge
from tests.views.gallery.owners import desk, relay
from tests.views.gallery.references import line
from tests.views.gallery.surface import Surface
from tests.views.people import BERLIN, NOW, Names, actor


def surfaces(names: Names) -> Iterator[Surface]:
    yield _home("nobody", None, [])
    for tab, blocks in _tabs(names):
        yield _home(tab, tab, blocks)


def _home(name: str, tab: Tab | None, blocks: list[Block]) -> Surface:
    view = home_view(list(Tab), tab, blocks)
    return Surface(f"home: {name}", "home", view["blocks"], view=view)


def _tabs(names: Names) -> Iterator[tuple[Tab, list[Block]]]:
    approvals = [
        (people.whole(AskState.APPROVING, names, id=f"ask-w{each}"), CARRIED)
        for each in range(MOST_APPROVALS)
    ]
    tasks = [relay(names, number=each) for each in range(MOST_TASKS)]
    full = decisions(approvals, tasks, actor(Role.OWNER), now=NOW)
    yield Tab.DECISIONS, [*could_not_be_shown(set_aside(), zone=BERLIN, now=NOW), *full, *desk(names)]
    lines = [_full_line(names, number) for number in range(PAGE)]
    yield Tab.REFERENCES, own_references(lines, page=1, more=True, zone=BERLIN, now=NOW)
    asked = [people.whole(AskState.ASKED, names, id=f"ask-c{each}") for each in range(MOST_ASKS)]
    known = list(customers(names))
    filled = [known[each % len(known)] for each in range(CUSTOMERS)]
    against = list(standings(names, BLOCKS))
    full_ladder = Ladder([(n, names.word, 1) for n in range(20)], up=3, down=1)
    yield (
        Tab.CUSTOMERS,
        own_customers(
            filled,
            against,
            page=1,
            more=True,
            zone=BERLIN,
            now=NOW,
            rungs={0: names.word},
            ladder=full_ladder,
        ),
    )
    yield Tab.ABOUT_ME, own_page(full_page(names, Part.LIMITS), Wording(), now=NOW)
    yield (
        Tab.ASKED,
        asked_of_you(asked, Wording(), company=names.company, known=(), nudges=[nudge(names)], now=NOW),
    )


def set_aside() -> Stuck:
    """As many as are shown, and some more; one of them for a channel."""
    rows = [
        Message(
            id=f"{number:032x}",
            kind=MessageKind.DIGEST if number else MessageKind.ASK,
            recipient="C0CIRCLE" if number else "U0PRIYA",
            error="invalid_blocks" if number else "unexpected",
            stuck_at=NOW,
        )
        for number in range(SHOWN)
    ]
    return Stuck(rows, SHOWN + 1)


def _full_line(names: Names, number: int) -> Line:
    yes = (people.whole(AskState.ACCEPTED, names, id=f"ask-{number}-{each}") for each in range(MOST_WANTED))
    return line(names, *yes, state=ReferenceState.FOUND, number=number)
