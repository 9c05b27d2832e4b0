"""A customer reads all that is kept on them: answers, surveys, drafts, proposals, what they got, what came unasked."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from inline_snapshot import snapshot

from tests import customers, nudging
from tests.surveys import ALL, at_once, draft, surveyed
from tests.world import World


async def test_after_a_proposal_and_a_survey(world: World) -> None:
    await nudging.proposed(world)
    await surveyed(world)
    await at_once(world, world.priya, **ALL)
    await world.priya.press_label(await draft(world, world.priya), "Approve")
    await customers.open_tab(world, world.priya, "about_me")
    await world.priya.press_home("own_page:2")
    await world.quiet()
    said = customers.home(world, world.priya)
    begins = said.index("Whether you would recommend us")
    assert said[begins:] == snapshot("""\
Whether you would recommend us
9 of 10, on 3 March
10 of 10, on 9 December 2025
Surveys after a delivery
3 March: Close the books faster · 11 → 4 days · about 3 weeks · The month-end close runs by itself. · what you would change
Drafts from your words
3 March, approved by you:
> What we wanted: Close the books faster
> The month-end close runs by itself.
> From 11 to 4 days.
> It was worth it after: about 3 weeks
Next steps that were proposed to you
3 March: a case study, not answered yet
What you were given
a peer to talk to, 10 November 2025
What we sent you unasked
a survey (3 March) and a proposal (3 March)
[That's wrong]  [Everything, word for word]  [Erase me …]  [Back]\
""")
