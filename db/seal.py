"""Words that must be kept but not be read: sealed under the secret key (Fernet: AES-128-CBC with
HMAC-SHA256), so that a copy of the database alone does not tell them."""

import base64
import hmac
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken


class Broken(Exception):
    """Sealed under another key, or not by us."""


class Seal:
    """*secret*: the one secret key; each *purpose* has a key of its own derived from it."""

    def __init__(self, secret: str, purpose: str) -> None:
        key = hmac.new(secret.encode(), purpose.encode(), sha256).digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(key))

    def close(self, words: bytes) -> str:
        return self._fernet.encrypt(words).decode("ascii")

    def open(self, sealed: str) -> bytes:
        """Raises Broken."""
        try:
            return self._fernet.decrypt(sealed.encode("utf-8", "surrogateescape"))
        except InvalidToken:
            raise Broken from None
