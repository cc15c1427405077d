"""The log's keys (loggens nycklar): Ed25519 in the text forms of Go's note package.

Rules:

- A key is known by its name and its key id, the first four bytes of
  SHA-256(name, newline, key type, public key).
- A name is not empty and has neither spaces, plus signs nor control characters.
- Every text form is read strictly: base64 and hex have one spelling each.
- A public key is enrolled only when it is canonical, a point of the curve and not of
  low order, and a signature's own point is not of low order either; otherwise two
  honest verifiers (OpenSSL, libsodium) could disagree about one signature.

Where keys are kept and where their 32 random bytes come from is for others.
Source: C2SP signed-note; RFC 8032 §5.1.3; low-order points as listed by C2SP/CCTV.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gronatraden.errors import MalformedNoteError

KEY_BYTES = 32
"""Length of a seed and of a public key."""

KEY_ID_BYTES = 4
"""Length of a key id."""

_ED25519 = b"\1"
_PRIVATE = "PRIVATE+KEY+"
_PRIME = 2**255 - 19
_CURVE_D = -121665 * pow(121666, -1, _PRIME) % _PRIME
_ORDER_EIGHT_Y = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_LOW_ORDER_Y = frozenset({0, 1, _PRIME - 1, _ORDER_EIGHT_Y, _PRIME - _ORDER_EIGHT_Y})


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key with a name: what a funder holds to check the log."""

    name: str
    """Whose key it is; a log's key bears the log's origin."""
    public_key: bytes
    """32 bytes, as RFC 8032 encodes them."""

    def __post_init__(self) -> None:
        """Enrol the key.

        Raises:
            MalformedNoteError: When the name or the key cannot be used.
        """
        if not is_key_name(self.name):
            raise MalformedNoteError(reason="key-name")
        if fault := _fault_of(self.public_key):
            raise MalformedNoteError(reason=fault)

    @classmethod
    def parse(cls, vkey: str) -> Verifier:
        """Read ``name+hash+base64``.

        Raises:
            MalformedNoteError: When the text is not exactly what a key's ``vkey`` is.
        """
        name, _, rest = vkey.partition("+")
        verifier = cls(name, _key_in(rest.partition("+")[2]))
        if verifier.vkey != vkey:
            raise MalformedNoteError(reason="key-hash")
        return verifier

    @property
    def key_id(self) -> bytes:
        """The four bytes that stand before every signature by this key."""
        named = self.name.encode() + b"\n" + _ED25519 + self.public_key
        return sha256(named).digest()[:KEY_ID_BYTES]

    @property
    def vkey(self) -> str:
        """The key as ``name+hash+base64``, to print and to hand out."""
        return f"{self.name}+{self.key_id.hex()}+{encode_base64(_ED25519 + self.public_key)}"

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Say whether the signature is this key's over the message."""
        if _y_in(signature[:KEY_BYTES]) in _LOW_ORDER_Y:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key with a name. Its text form is a secret; its ``repr`` is not."""

    name: str
    """Whose key it is; a log's key bears the log's origin."""
    seed: bytes = field(repr=False)
    """32 random bytes, secret."""
    verifier: Verifier = field(init=False)
    """The public half."""
    _key: Ed25519PrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Derive the public half.

        Raises:
            MalformedNoteError: When the name cannot be used.
            ValueError: When the seed is not 32 bytes.
        """
        key = Ed25519PrivateKey.from_private_bytes(self.seed)
        object.__setattr__(self, "_key", key)
        object.__setattr__(
            self, "verifier", Verifier(self.name, key.public_key().public_bytes_raw())
        )

    @classmethod
    def parse(cls, text: str) -> Signer:
        """Read ``PRIVATE+KEY+name+hash+base64``.

        Raises:
            MalformedNoteError: When the text is not exactly what ``to_text`` writes.
        """
        name, _, rest = text.removeprefix(_PRIVATE).partition("+")
        signer = cls(name, _key_in(rest.partition("+")[2]))
        if signer.to_text() != text:
            raise MalformedNoteError(reason="key-hash")
        return signer

    def to_text(self) -> str:
        """Return the secret text form, ``PRIVATE+KEY+name+hash+base64``."""
        key_id = self.verifier.key_id.hex()
        return f"{_PRIVATE}{self.name}+{key_id}+{encode_base64(_ED25519 + self.seed)}"

    def sign_bytes(self, message: bytes) -> bytes:
        """Return the 64-byte signature over the message."""
        return self._key.sign(message)


def is_key_name(name: str) -> bool:
    """Say whether a key may bear the name."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return bool(name) and not any(c == "+" or c < " " or c.isspace() for c in name)


def encode_base64(data: bytes) -> str:
    """Write standard base64 (RFC 4648 §4)."""
    return b64encode(data).decode()


def decode_base64(text: str) -> bytes:
    """Read standard base64 in its only spelling.

    Raises:
        MalformedNoteError: When the text is not what :func:`encode_base64` writes.
    """
    try:
        data = b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise MalformedNoteError(reason="base64") from error
    if encode_base64(data) != text:
        raise MalformedNoteError(reason="base64")
    return data


def _key_in(text: str) -> bytes:
    """Return the 32 bytes of an Ed25519 key from its base64 form with a type byte."""
    data = decode_base64(text)
    if data[:1] != _ED25519:
        raise MalformedNoteError(reason="key-type")
    if len(data) != 1 + KEY_BYTES:
        raise MalformedNoteError(reason="key-length")
    return data[1:]


def _fault_of(public_key: bytes) -> str:
    """Name what keeps a public key from being enrolled, or nothing."""
    if len(public_key) != KEY_BYTES:
        return "key-length"
    y = _y_in(public_key)
    if y >= _PRIME:
        return "key-is-not-canonical"
    if y in _LOW_ORDER_Y:
        return "key-has-low-order"
    above, below = y * y - 1, _CURVE_D * y * y + 1  # x squared is above / below
    if pow(above * below, (_PRIME - 1) // 2, _PRIME) != 1:
        return "key-is-not-on-the-curve"
    return ""


def _y_in(point: bytes) -> int:
    """Return the y coordinate of an encoded point; the highest bit is the sign of x."""
    return int.from_bytes(point, "little") & (1 << 255) - 1
