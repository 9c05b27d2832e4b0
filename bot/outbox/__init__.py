"""The only sender of proactive messages: claims due rows, draws each afresh, posts or updates, exactly once.

`drain` takes a workspace and its rows, `delivery` brings one row to Slack, `verdicts` reads Slack's errors,
`budgets` keeps to Slack's rates.
"""

from bot.outbox.drain import Outbox

__all__ = ["Outbox"]
