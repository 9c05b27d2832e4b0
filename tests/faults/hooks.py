"""List 6, its second door: calls of other systems as none of them sends them, signed and not."""

import json
from collections import Counter
from datetime import UTC, datetime
from random import Random
from typing import Any

from standardwebhooks import Webhook as Signing

from bot import webhooks
from models import program as programs
from tests.faults import strange
from tests.faults.bots import Bot, Still
from tests.faults.watching import Watch

FACTS: tuple[dict[str, Any], ...] = (
    {"kind": "incident", "account": "nordlicht pay", "reference": "INC-7", "since": "2026-03-02T08:00:00Z"},
    {"kind": "overdue_invoice", "domain": "nordlicht.example", "reference": "R-1", "over": True},
    {"kind": "health", "account": "Talerhaus", "health": "red", "known_at": "2026-03-01T08:00:00+01:00"},
)
STRINGS = ("dispute", "amber", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "2026-03-02T08:00:00")
UNSIGNED, REFUSED = 0.3, 401


async def call(bot: Bot, clock: Still, number: int, watch: Watch, random: Random) -> Counter[str]:
    """So many calls; what became of them."""
    counts: Counter[str] = Counter()
    async with bot.database.transaction() as session:
        program_id = (await programs.named(session, ""))[0].id
        webhook, secret = await webhooks.add(
            session, bot.vault, program_id, "fuzz", by="operator", now=clock.business()
        )
    for at in range(number):
        fact = strange.spoilt(random.choice(FACTS), STRINGS, random)
        body = json.dumps(fact)[: random.choice([None, None, None, 40])]
        signed, before = random.random() > UNSIGNED, watch.writes
        name, moment = f"msg_{at}", datetime.now(UTC)
        signature = Signing(secret).sign(name, moment, body if signed else f"{body} ")
        headers = {
            "webhook-id": name,
            "webhook-timestamp": str(int(moment.timestamp())),
            "webhook-signature": random.choice([signature, signature, "v1,%%%", ""])
            if not signed
            else signature,
        }
        answer = await bot.hooked(body.encode(), webhook.id, headers)
        counts["calls of other systems"] += 1
        watch.look(answer.status_code, body)
        if not signed and (answer.status_code != REFUSED or watch.writes != before):
            watch.faults.append(f"{answer.status_code} for a call that is not signed: {body}")
    return counts
