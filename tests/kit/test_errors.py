"""Refusals are sentences for the person who is refused."""

import pytest

from bot.kit.config import SettingsError
from bot.kit.errors import BotError, FormError


def test_a_refusal_is_its_sentence() -> None:
    refused = BotError("Nobody can be asked today. Try again on Monday.")
    assert refused.user_message == str(refused) == "Nobody can be asked today. Try again on Monday."


def test_a_form_is_refused_by_its_inputs() -> None:
    by_input = {"deal": "Choose a deal.", "needed_on": "That day has passed."}
    with pytest.raises(BotError) as refused:
        raise FormError(by_input)
    assert refused.value.user_message == "Choose a deal. That day has passed."
    assert isinstance(refused.value, FormError)
    assert refused.value.by_input == by_input


def test_wrong_settings_are_refused_a_line_each() -> None:
    refused = SettingsError(["One is missing.", "Another is wrong."])
    assert refused.user_message == "One is missing.\nAnother is wrong."
    assert refused.sentences == ["One is missing.", "Another is wrong."]
