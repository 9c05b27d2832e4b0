"""Modals and Home pages."""

from tests.blockrules.sample import DIVIDER, SECTION, Samples, home, modal, plain

SAMPLES: Samples = {
    "modal": modal(
        SECTION,
        submit=plain("Send"),
        close=plain("Not now"),
        private_metadata="12",
        callback_id="order",
        external_id="order-12",
        clear_on_close=True,
        notify_on_close=True,
    ),
    "modal to read": modal(SECTION, DIVIDER),
    "Home": home(
        SECTION, title=plain("Shop"), private_metadata="1", callback_id="home", external_id="home-1"
    ),
    "a hundred blocks in Home": home(*[SECTION] * 100),
    "a hundred blocks in a modal": modal(*[DIVIDER] * 100),
    "the longest words of a modal": modal(
        SECTION,
        title=plain("x" * 24),
        submit=plain("x" * 24),
        close=plain("x" * 24),
        private_metadata="x" * 3000,
        callback_id="x" * 255,
        external_id="x" * 255,
    ),
}
