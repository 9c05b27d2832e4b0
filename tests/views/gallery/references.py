"""What a seller sees: the form, the shortlist, the live line."""

from collections.abc import Iterator
from dataclasses import replace

from bot.rules.deadlines import Expected
from bot.rules.protection import Reason
from bot.views.reference.fields import Filled
from bot.views.reference.form import NeedChoices, need_form
from bot.views.reference.help import Help
from bot.views.reference.line import Line, no_longer_informed, reference_line
from bot.views.reference.shortlist import Candidate, Shortlist, shortlist_form
from bot.views.reference.windows import change_form, colleagues_form, no_longer_needed, share_form
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
    joined = {whole.ask.id: deciders for whole in asks}
    return Line(drawn, people.deal(names), people.activity(), asks, joined)


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
    known = replace(choices, deal=people.deal(names, product=names.word, language=names.word))
    texts = {"questions": names.questions, "off_limits": names.off_limits, "activity": "call"}
    filled = Filled(texts, deal=(names.deal, "deal-1"), named=True, informed=["U0SOFIA"])
    for detailed in (False, True):
        yield modal(f"need, detailed {detailed}", need_form(choices, detailed=detailed))
        again = need_form(known, detailed=detailed, filled=filled)
        yield modal(f"need, filled, detailed {detailed}", again)
    yield from _windows(names)
    full = shortlist(names)
    yield modal("shortlist", shortlist_form(full, zone=BERLIN, now=NOW))
    for emptied in (False, True):
        nobody = replace(full, candidates=[], expected=None, emptied=emptied)
        yield modal(f"shortlist, emptied {emptied}", shortlist_form(nobody, zone=BERLIN, now=NOW))
    quote = people.activity("quote")
    helped = Help(14, (Reason.RESTING, 11), (Reason.PAUSED, 1), (quote, 2), at(16, 9))
    nobody = replace(full, candidates=[], expected=None, help=helped)
    yield modal("shortlist, nobody", shortlist_form(nobody, zone=BERLIN, now=NOW))


def _windows(names: Names) -> Iterator[Surface]:
    drawn = people.reference(names, edition=2, named=True, informed=["U0SOFIA"])
    yield modal("change", change_form(drawn))
    yield modal("share", share_form(drawn))
    yield modal("colleagues", colleagues_form(drawn))
    yield modal("no longer needed", no_longer_needed("ref-1", [people.whole(AskState.ACCEPTED, names)]))


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
        yes = line(names, people.whole(AskState.ACCEPTED, names), state=state)
        inside = reference_line(yes, zone=BERLIN, theirs=False, in_channel=True, now=NOW)
        yield message(f"line: {state}, in a channel", inside)
        drawn = reference_line(yes, zone=BERLIN, theirs=True, now=NOW)
        yield message(f"line: {state}, after a yes", drawn)
    yield message("line: no longer informed", no_longer_informed(line(names)))
    shared = people.reference(names, shared=["C1", "C2", "C3"])
    unshown = {"C2": "not_in_channel", "C3": "is_archived"}
    drawn = reference_line(
        replace(line(names), reference=shared, unshown=unshown), zone=BERLIN, theirs=True, now=NOW
    )
    yield message("line: shared", drawn)
