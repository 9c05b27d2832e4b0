"""The only sender of proactive messages: claims due rows, draws each afresh, posts or updates, exactly once.

`drain` takes a workspace and its rows, `delivery` brings one row to Slack, `book` reads and writes for many at once
(`together`), `fresh` says whether a claim may still be posted by, `verdicts` reads Slack's errors, `fates` acts on
them, `budgets` keeps to Slack's rates.
"""

from bot.outbox.drain import Outbox

__all__ = ["Outbox"]
