"""Tokens at rest: of no use without the key, and readable through a change of keys."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.kit.errors import BotError
from bot.kit.vault import Vault

OLD, NEW = "an old secret of the programme", "a new secret of the programme"
TOKEN = "xoxb-1234-secret"


@given(st.text())
@settings(max_examples=50, deadline=None)
def test_what_is_sealed_can_be_opened(token: str) -> None:
    vault = Vault([OLD])
    assert vault.open(vault.seal(token)) == token


def test_what_is_sealed_can_not_be_read() -> None:
    sealed = Vault([OLD]).seal(TOKEN)
    assert b"xoxb" not in sealed
    assert b"secret" not in sealed
    assert OLD.encode() not in sealed


def test_the_same_token_is_never_sealed_the_same() -> None:
    vault = Vault([OLD])
    assert vault.seal(TOKEN) != vault.seal(TOKEN)


def test_a_new_key_in_front_still_opens_what_the_old_one_sealed() -> None:
    assert Vault([NEW, OLD]).open(Vault([OLD]).seal(TOKEN)) == TOKEN


def test_the_key_in_front_seals_so_that_the_old_one_can_be_dropped() -> None:
    sealed = Vault([NEW, OLD]).seal(TOKEN)
    assert Vault([NEW]).open(sealed) == TOKEN
    with pytest.raises(BotError):
        Vault([OLD]).open(sealed)


@pytest.mark.parametrize("sealed", [Vault([OLD]).seal(TOKEN), b"", b"nonsense", TOKEN.encode()])
def test_what_no_key_fits_is_refused_and_says_which_setting(sealed: bytes) -> None:
    with pytest.raises(BotError) as refused:
        Vault([NEW]).open(sealed)
    assert refused.value.user_message == (
        "A stored Slack token can't be opened: RUNG_SECRET_KEYS has changed."
    )
    assert refused.value.__cause__ is None


def test_a_changed_seal_is_refused() -> None:
    sealed = bytearray(Vault([OLD]).seal(TOKEN))
    sealed[20] ^= 1
    with pytest.raises(BotError):
        Vault([OLD]).open(bytes(sealed))
