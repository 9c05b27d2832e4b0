"""Tokens at rest are sealed; what is in the database is of no use without the key."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.kit.errors import BotError


class Vault:
    """Seals with the first key, opens with any: a new key is put in front, the old one dropped later."""

    def __init__(self, keys: list[str]) -> None:
        self._fernet = MultiFernet([Fernet(_fernet_key(key)) for key in keys])

    def seal(self, token: str) -> bytes:
        return self._fernet.encrypt(token.encode())

    def open(self, sealed: bytes) -> str:
        """The token; raises BotError where none of the keys fits."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            message = "A stored Slack token can't be opened: RUNG_SECRET_KEYS has changed."
            raise BotError(message) from None

    def renew(self, sealed: bytes) -> bytes:
        """The same, sealed with the first key; raises BotError where none of the keys fits."""
        try:
            return self._fernet.rotate(sealed)
        except InvalidToken:
            message = (
                "Something that is stored was sealed with a key that is not in RUNG_SECRET_KEYS any more."
            )
            raise BotError(message) from None


def _fernet_key(secret: str) -> bytes:
    """Any long secret, stretched to the 32 bytes a Fernet key has."""
    return base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest())
