"""What colleagues read of each kind and state."""

from collections.abc import Mapping

from models.giveback import GivebackKind, GivebackState

KINDS: Mapping[GivebackKind, str] = {
    GivebackKind.PEER: "Somebody like them to talk to",
    GivebackKind.EARLY_LOOK: "An early look",
    GivebackKind.RECOGNITION: "Recognition",
    GivebackKind.WORD: "A word to their manager",
    GivebackKind.HELP: "Help they asked for",
}
CHOICES = [  # of the form: there is no place in it for money
    ("Somebody like them to talk to", GivebackKind.PEER),
    ("An early look at something", GivebackKind.EARLY_LOOK),
    ("Recognition: a public line", GivebackKind.RECOGNITION),
    ("A word to their manager, as a draft", GivebackKind.WORD),
    ("Help they asked for: they have had it", GivebackKind.HELP),
]
STATES: Mapping[GivebackState, str] = {
    GivebackState.OFFERED: "offered, no answer yet",
    GivebackState.AGREED: "agreed, not given yet",
    GivebackState.GIVEN: "given",
    GivebackState.DECLINED: "declined",
    GivebackState.WITHDRAWN: "withdrawn",
}
