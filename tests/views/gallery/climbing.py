"""The ladder: what a customer reads of their place on it, what colleagues read, and the quarterly recap."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from bot.rules.standing import Act, Standing, Why
from bot.rules.wording import Wording
from bot.views.advocate.climb import Climbed, Next
from bot.views.advocate.page import own_page_message
from bot.views.advocate.values import Part
from bot.views.blocks import Drawing
from bot.views.digest import figures, frame, unshown
from bot.views.digest.ladder import ladder as section_of_ladder
from bot.views.home.customers import own_customers
from bot.views.ladder.population import Ladder
from bot.views.ledger.entries import Ledger, ledger_view
from bot.views.recap import Recap, recap_card
from models.activity import CustomerRole
from models.giveback import Giveback, GivebackKind, GivebackState
from models.settled import Deed
from models.steps import Impact
from tests.views.gallery.advocates import customer, customers, full_page, program
from tests.views.gallery.digests import AT, WEEKS, decisions, moment, proposals
from tests.views.gallery.surface import Surface, message, modal
from tests.views.people import BERLIN, NOW, PROGRAM, Names, at

JOINED = date(2024, 5, 14)
UNTIL = date(2026, 5, 4)


def deed(names: Names, done_on: date = date(2025, 5, 4)) -> Deed:
    return Deed(
        "adv-1", "row-1", 3, names.word, CustomerRole.ADVOCATE, done_on, None, lasting=False, good=True
    )


def given(kind: GivebackKind, day: date | None = date(2026, 1, 9)) -> Giveback:
    return Giveback(program_id=PROGRAM, id=f"g-{kind}", kind=kind, state=GivebackState.GIVEN, given_on=day)


def climbed(names: Names, why: Why = Why.THERE) -> Climbed:
    """With all that it can say."""
    deeds = (deed(names), deed(names, date(2025, 9, 1)))
    acts = tuple(Act(each.id, 3, each.done_on) for each in deeds)
    return Climbed(
        Standing(3, why, acts, None if why is Why.SERVING else UNTIL),
        names.word,
        rests_on=deeds,
        gave=[names.word, "Quote", "Quote"],
        roles=list(CustomerRole),
        got=[given(kind) for kind in GivebackKind],
        impact=Impact(talks=3, deals=2),
        nexts=[Next(names.word, 60, proposed=True), Next("a quote", 30, proposed=False, agreed=True)],
    )


def at_the_beginning() -> Climbed:
    return Climbed(Standing(), "rung 0")


def little(names: Names) -> Climbed:
    once = deed(names)
    acts = (Act(once.id, 4, once.done_on),)
    standing = Standing(3, Why.HIGHER, acts, UNTIL)
    return Climbed(standing, "Tell", (once,), [names.word], [CustomerRole.ADVOCATE], impact=Impact(1, 1))


def rungs(names: Names) -> Ladder:
    called = ["not settled yet", "Share", "Endorse", "Tell", names.word, "Stage", "Shape"]
    return Ladder([(n, name, 12 - n) for n, name in enumerate(called)], up=3, down=1)


def recap(names: Names, **row: Any) -> Recap:
    known = customer(names, joined_on=JOINED, **row)
    got = [given(GivebackKind.PEER)]
    return Recap(known, program(names), [names.word, "Quote", "Quote"], got, deals=2, rung=names.word)


def everything(names: Names) -> Drawing:
    """A Monday on which every section has as much to say as it can."""
    aside = unshown.unshown(3, at(24, 9, month=2), AT)
    weeks = [figures.figures(WEEKS), section_of_ladder(rungs(names)), proposals()[2], aside]
    first = moment(names, to_each=frame.no_entry("C0CIRCLE"))
    return frame.digest_message(first, decisions(names), weeks)


def surfaces(names: Names) -> Iterator[Surface]:
    said = [climbed(names, why) for why in Why] + [at_the_beginning(), little(names)]
    for number, each in enumerate(said):
        page = replace(full_page(names, Part.OVERVIEW), climb=each)
        yield message(f"own page, standing {number}", own_page_message(page, Wording(), now=NOW))
        record = Ledger("adv-1", names.advocate, names.account, [], climb=each)
        yield modal(f"ledger, standing {number}", ledger_view(record, now=NOW))
    stopped = full_page(names, Part.LIMITS, stopped_on=date(2026, 2, 1))
    yield message("own page: nothing unasked", own_page_message(stopped, Wording(), now=NOW))
    yield message("recap", recap_card(recap(names), Wording(), now=NOW))
    yield message("recap: stopped", recap_card(recap(names, stopped_on=date(2026, 3, 1)), Wording(), now=NOW))
    short = replace(recap(names), gave=[], got=[], deals=1, rung=None)
    yield message("recap: a deal", recap_card(short, Wording(), now=NOW))
    week = [section_of_ladder(rungs(names)), section_of_ladder(Ladder([(0, "not settled yet", 1)], 0, 0))]
    yield message("digest: the ladder", frame.digest_message(moment(names), [], week))
    yield message("digest: everything", everything(names))
    people = [customer(names, joined_on=JOINED, rung=3), *customers(names)]
    shown = own_customers(
        people, page=0, more=False, zone=BERLIN, now=NOW, rungs={3: names.word}, ladder=rungs(names)
    )
    yield Surface("customers: the ladder", "message", shown, "the ladder")
