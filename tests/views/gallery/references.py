"""What a seller sees: the form, the shortlist, the live line."""

from collections.abc import Iterator
from dataclasses import replace

from bot.rules.deadlines import Expected
from bot.views.reference.form import NeedChoices, need_form
from bot.views.reference.line import Line, reference_line
from bot.views.reference.shortlist import Candidate, Shortlist, shortlist_form
from models.ask import AskState, WholeAsk
from models.reference import ReferenceState
from models.story import StoryKind
from tests.views import people
from tests.views.gallery.asks import variants
from tests.views.gallery.surface import Surface, message, modal
from tests.views.people import BERLIN, NOW, Names, at, standing, story


def line(
    names: Names, *asks: WholeAsk, state: ReferenceState = ReferenceState.LOOKING, number: int = 1
) -> Line:
    deciders = [people.member(names.backup, "U0BEN"), people.member(names.manager, "U0MAYA")]
    drawn = people.reference(names, state=state, id=f"ref-{number}")
    by_ask = {each.ask.id: deciders for each in asks}
    return Line(drawn, people.deal(names), people.activity(), asks, by_ask)


def shortlist(names: Names) -> Shortlist:
    row = {"title": names.title, "account": names.account}
    taken = standing(**row, until={"open_ask": at(16, 9)}, free_at=at(16, 9))
    return Shortlist(
        reference=people.reference(names, state=ReferenceState.DRAFT),
        deal=people.deal(names),
        activity=people.activity(),
        candidates=[
            Candidate("ask-1", standing(**row)),
            Candidate("ask-2", taken),
            Candidate("ask-3", taken),
        ],
        near_misses=[taken, taken, taken],
        stories=[story(names, StoryKind.STORY), story(names, StoryKind.QUOTE)],
        expected=Expected(likely_by=at(4, 10), last_safe=at(2, 16)),
    )


def surfaces(names: Names) -> Iterator[Surface]:
    yield from _lines(names)
    kinds = ("product", "use_case", "industry", "region", "replaced", "tech")
    choices = NeedChoices([(names.word, "call")], {kind: [names.word] for kind in kinds})
    for detailed in (False, True):
        yield modal(f"need, detailed {detailed}", need_form(choices, detailed=detailed))
    full = shortlist(names)
    yield modal("shortlist", shortlist_form(full, zone=BERLIN, now=NOW))
    for emptied in (False, True):
        nobody = replace(full, candidates=[], expected=None, emptied=emptied)
        yield modal(f"shortlist, emptied {emptied}", shortlist_form(nobody, zone=BERLIN, now=NOW))


def _lines(names: Names) -> Iterator[Surface]:
    for name, whole in variants(names):
        for theirs in (True, False):
            drawn = reference_line(line(names, whole), zone=BERLIN, theirs=theirs, now=NOW)
            yield message(f"line: {name}, theirs {theirs}", drawn)
    alone = replace(line(names, people.whole(AskState.APPROVING, names)), deciders={})
    yield message("line: nobody to decide", reference_line(alone, zone=BERLIN, theirs=True, now=NOW))
    for state in ReferenceState:
        drawn = reference_line(line(names, state=state), zone=BERLIN, theirs=True, now=NOW)
        yield message(f"line: {state}", drawn)
