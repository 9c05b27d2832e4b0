"""What stands against asking, as owners and managers read it."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

import pytest
from inline_snapshot import snapshot

from bot.rules.protection import WORDS, Reason
from bot.views.home.customers import own_customers
from bot.views.owner.blocks import standing_blocks
from models.block import BlockKind
from tests.views.gallery.blocks import standing
from tests.views.people import BERLIN, NOW, Names
from tests.views.shorthand import written_blocks

NAMES = Names()


def test_each_says_who_said_it_since_when_and_until_when() -> None:
    kinds = (BlockKind.HELD_BACK, BlockKind.CONFLICT, BlockKind.COMPANY_FORBIDS, BlockKind.INCIDENT)
    shown = [standing(NAMES, kind, number) for number, kind in enumerate(kinds)]
    assert written_blocks(standing_blocks(shown, zone=BERLIN, now=NOW)) == snapshot("""\
*Nordlicht Pay*
Is kept free by their owner. Set by <@U0ANNA>, since 1 March, until 1 April.
  [“Lift”] button lift_block:block-0=block-0 confirm={title: “Lift this block?”, text: “From now on this no longer keeps anybody at Nordlicht Pay from being asked.”, confirm: “Lift”, deny: “Keep”}
*Nordlicht Pay*
Has a conflict with this prospect: Kestrel Pay: Ledger rollout. The customer said so; noted by <@U0ANNA>, since 1 March, with no end set.
  [“Lift”] button lift_block:block-1=block-1 confirm={title: “Did they tell you?”, text: “They told me that there is no conflict with that company any more.”, confirm: “Yes, they told me”, deny: “Not yet”}
*Nordlicht Pay*
Their company does not allow this kind: Reference call. The customer said so; noted by <@U0ANNA>, since 1 March, with no end set.
  [“Lift”] button lift_block:block-2=block-2 confirm={title: “Did they tell you?”, text: “They told me that their company allows this kind of help again.”, confirm: “Yes, they told me”, deny: “Not yet”}
*Nordlicht Pay*
Has a severe incident open. Known from Ledger, since 1 March, with no end set.
  [“Lift”] button lift_block:block-3=block-3 confirm={title: “Lift this block?”, text: “From now on this no longer keeps anybody at Nordlicht Pay from being asked.”, confirm: “Lift”, deny: “Keep”}
""")


def test_whoever_may_not_lift_it_reads_who_may() -> None:
    shown = [standing(NAMES, kind, may=False) for kind in (BlockKind.NOT_HAPPY, BlockKind.CONTRACT_FORBIDS)]
    assert written_blocks(standing_blocks(shown, zone=BERLIN, now=NOW)) == snapshot("""\
*Priya Raman, Nordlicht Pay*
Somebody there is not happy with us right now. The customer said so; noted by <@U0ANNA>, since 1 March, with no end set.
The customer said so: only Anna Schmidt or their backup can lift it, once they were told otherwise.
*Nordlicht Pay*
Their contract forbids it. Known from Ledger, since 1 March, with no end set.
Only a manager can lift what a contract says.
""")


@pytest.mark.parametrize("kind", sorted(BlockKind))
def test_every_kind_can_be_read(kind: BlockKind) -> None:
    (line,) = standing_blocks([standing(NAMES, kind)], zone=BERLIN, now=NOW)
    assert WORDS[Reason(kind)][1:] in line["text"]["text"]
    assert line["accessory"]["confirm"]["title"]["text"].endswith("?")


def test_they_stand_below_the_customers() -> None:
    shown = [standing(NAMES, BlockKind.DISPUTE)]
    drawn = own_customers([], shown, page=0, more=False, zone=BERLIN, now=NOW)
    assert written_blocks(drawn) == snapshot("""\
# “Your customers”
  [“Invite a customer”] button open_invite=anybody style='primary' #invite
# “What stands against asking”
*Nordlicht Pay*
Is in a dispute with us. Known from Ledger, since 1 March, with no end set.
  [“Lift”] button lift_block:block-1=block-1 confirm={title: “Lift this block?”, text: “From now on this no longer keeps anybody at Nordlicht Pay from being asked.”, confirm: “Lift”, deny: “Keep”}
""")
