"""A bad week at Slack's, in small."""

import pytest

from tests.faults import slack
from tests.faults.proof import Scale


@pytest.mark.timeout(900)  # a machine may be busy
async def test_nothing_is_lost_or_said_twice_whatever_slack_does(database_url: str) -> None:
    counts = (await slack.prove(database_url, Scale.SHORT)).counts
    assert counts["messages due"] == counts["messages in Slack"]
