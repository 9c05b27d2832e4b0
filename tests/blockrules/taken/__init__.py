"""Payloads that Slack takes, by what they show: each a kind of its own."""

from tests.blockrules.sample import Samples
from tests.blockrules.taken import agents, choices, inputs, layout, pictures, rich_text, tables, views

TAKEN: Samples = {
    **layout.SAMPLES,
    **pictures.SAMPLES,
    **inputs.SAMPLES,
    **choices.SAMPLES,
    **rich_text.SAMPLES,
    **tables.SAMPLES,
    **agents.SAMPLES,
    **views.SAMPLES,
}
