"""Short forms of list 6."""

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.payloads import Kind, parse
from tests.databases import Maker
from tests.faults import bots, fuzz, strange
from tests.faults.bots import Still, bot
from tests.faults.mute import mute
from tests.faults.recorded import Press
from tests.faults.watching import watching

REAL = {
    "type": "block_actions",
    "team": {"id": "T0TEST"},
    "user": {"id": "U0TOM", "team_id": "T0TEST"},
    "trigger_id": "1.T0TEST.x",
    "view": {
        "id": "V1",
        "callback_id": "need",
        "private_metadata": "{}",
        "state": {"values": {"deal": {"deal": {"selected_option": {"value": "x"}}}}},
    },
    "actions": [{"action_id": "accept", "block_id": "card", "value": "a|1", "type": "button"}],
    "event": {"type": "message", "channel_type": "im", "user": "U0TOM", "event_ts": "1.2"},
    "message": {"ts": "1.2", "text": "Good morning", "user": "U0TOM"},
    "channel": {"id": "D0TOM"},
    "command": "/reference",
    "callback_id": "reference_shortcut",
    "event_id": "Ev1",
}


@given(st.randoms(use_true_random=False), st.sampled_from(Kind))
def test_no_shape_stops_the_reader(random: Random, kind: Kind) -> None:
    payload = strange.spoilt(REAL, strange.strings_of(REAL), random)
    heard = parse(kind, payload, team_id="T0TEST")
    assert all(isinstance(each, str) for each in (heard.id, heard.user_id, heard.value, heard.block_id))


async def test_two_thousand_strange_payloads(recorded: list[Press], maker: Maker) -> None:
    proof = await fuzz.judged(recorded, maker, fuzz.SHORT)
    assert proof.counts["payloads"] == fuzz.SHORT


@pytest.mark.parametrize("body", fuzz.BROKEN_BODIES)
async def test_bytes_that_are_no_payload_are_refused_in_a_word(sqlite_url: str, body: bytes) -> None:
    with watching() as watch:
        async with mute() as slack, bot(sqlite_url, Still(datetime.now(UTC)), slack) as here:
            for kind in (bots.FORM, bots.JSON, "text/plain"):
                for signed in (True, False):
                    answer = await here.read(body, kind, signed=signed)
                    watch.look(answer.status_code, repr(body))
                    assert signed or answer.status_code in {400, 401}
    assert watch.faults == []
    assert slack.said == []


async def test_somebody_of_another_workspace_is_told_that_rung_is_not_there(sqlite_url: str) -> None:
    async with mute() as slack, bot(sqlite_url, Still(datetime.now(UTC)), slack) as here:
        payload = {"command": "/reference", "team_id": "T0ELSEWHERE", "user_id": "U0TOM", "text": ""}
        answer = await here.hear(Kind.COMMAND, payload)
    assert "Rung is not set up in this workspace yet." in answer.text
