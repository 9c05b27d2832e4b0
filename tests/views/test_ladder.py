"""The ladder as a manager reads it, and what a change would do."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from typing import Any

from inline_snapshot import snapshot

from bot.rules.ladder import shipped
from bot.rules.ladder.proposal import Do, Proposal
from bot.views.ladder.forms import preview_view
from bot.views.ladder.rungs import ladder_view, rung_view
from bot.views.ladder.values import LadderNow, Moving, Preview
from sandbox.as_text import message_as_text

NOW = LadderNow(shipped(), 3, shipped().steps[:1])


def read(view: dict[str, Any]) -> str:
    return "\n".join(message_as_text(view["blocks"], {}))


def test_all_rungs() -> None:
    assert read(ladder_view(NOW)) == snapshot("""\
1 · Share
Survey answered · Webinar or event attended · Idea voted on · Our news passed on
[Open]
2 · Endorse
Review or rating · Quote · Logo use · Named in an RFP · A peer's question answered · Idea shared
[Open]
3 · Tell
Blog post · Case study · Whitepaper · Customer video · Podcast · Product feedback session
[Open]
4 · Vouch
Reference Q&A in writing · Reference call · Group call for several prospects · Peer introduction · Referral · Analyst or press call
[Open]
5 · Stage
Talk at an event or webinar · Site visit hosted · Award entry · User group led
[Open]
6 · Shape
Beta programme · Design partner or co-creation · Mentor · Advisory board · Champion year
[Open]
[What was changed]  [No longer on it (1)]
  `rung ladder export` and `rung ladder import` hold all of it in one file.\
""")


def test_one_rung() -> None:
    assert read(rung_view(NOW, 4)) == snapshot("""\
Rung 4 · Vouch
[Rename]
Reference Q&A in writing · 30 minutes · 14 days of rest
For deals · partial credit for a deal that it helps · advocate · a yes leads to their contact, who gets in touch
_We may send you written questions of a company that considers us. Your answers go to that company only._
[Change]
Reference call · 60 minutes · 14 days of rest
For deals · spoken · partial credit for a deal that it helps · advocate · a yes leads to their contact, who gets in touch
_We may ask you to talk with a company that considers us. It learns your name once you have said yes to that call._
[Change]
Group call for several prospects · 60 minutes · 14 days of rest
For deals · spoken · partial credit for a deal that it helps · advocate · a yes leads to their contact, who gets in touch
_We may ask you to talk with several companies at once. They learn your name once you have said yes to that call._
[Change]
Peer introduction · 30 minutes · 14 days of rest
For deals · spoken · full credit for a deal that it brings · advocate · a yes leads to their contact, who gets in touch
_We may ask you to introduce us to somebody you know. We write to them only after you did._
[Change]
Referral · 30 minutes · 14 days of rest
Full credit for a deal that it brings · advocate · a yes leads to a form
_We may ask you whom else we could help. We contact whoever you name, and tell them that you did._
[Change]
Analyst or press call · 60 minutes · 60 days of rest
Spoken · no credit · influencer · a yes leads to their contact, who gets in touch
_We may put you in touch with an analyst or a journalist. What you tell them is yours, and may be published by them._
[Change]
[Add an activity]  [All rungs]\
""")


def test_a_preview() -> None:
    moving = [Moving("Priya Raman", "Nordlicht Pay", 4, 3), Moving("Kenji Mori", "Hoshi Denki", 4, 0)]
    shown = Preview(
        shipped(), ["Reference call moves from rung 4, Vouch, to rung 3, Tell."], moving, total=12
    )
    assert read(preview_view(shown, Proposal(3, Do.CHANGE, "reference_call"))) == snapshot("""\
What changes
• Reference call moves from rung 4, Vouch, to rung 3, Tell.
Who would move
12 customers would stand on another rung:
• Priya Raman, Nordlicht Pay: from rung 4, Vouch, to rung 3, Tell
• Kenji Mori, Hoshi Denki: from rung 4, Vouch, to no rung
• and 10 more
[Back to the form]\
""")
    nobody = Preview(shipped(), ["Podcast is retired."])
    assert read(preview_view(nobody, Proposal(3, Do.RETIRE, "podcast"))) == snapshot("""\
What changes
• Podcast is retired.
Who would move
Nobody: every customer stays on their rung.
  What was done of it stays in the record and counts. What is under way goes on.\
""")
