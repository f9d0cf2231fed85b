"""A hardware key in software: enough of WebAuthn to register and to sign in, for one host name."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.utils import websafe_encode

_PRESENT, _VERIFIED, _ATTESTED = 0x01, 0x04, 0x40


@dataclass
class SoftwareKey:
    """A key that answers as a browser at `origin` would pass it on."""

    origin: str
    rp_id: str
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    counter: int = 0

    def register(self, options: dict[str, Any]) -> str:
        """The credential for creation options, as JSON."""
        client_data = self._client_data("webauthn.create", options["publicKey"]["challenge"])
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor.encode(self._public())
        data = self._head(_PRESENT | _VERIFIED | _ATTESTED) + attested
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(
            {"clientDataJSON": websafe_encode(client_data), "attestationObject": websafe_encode(attestation)}
        )

    def sign_in(self, options: dict[str, Any], user_handle: bytes = b"") -> str:
        """The assertion for request options, as JSON."""
        client_data = self._client_data("webauthn.get", options["publicKey"]["challenge"])
        self.counter += 1
        data = self._head(_PRESENT | _VERIFIED)
        signature = self.private.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(SHA256()))
        answer = {
            "clientDataJSON": websafe_encode(client_data),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
        }
        return self._answer(answer | ({"userHandle": websafe_encode(user_handle)} if user_handle else {}))

    def _head(self, flags: int) -> bytes:
        return hashlib.sha256(self.rp_id.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        ).encode()

    def _public(self) -> dict[int, Any]:
        numbers = self.private.public_key().public_numbers()
        return {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}

    def _answer(self, response: dict[str, str]) -> str:
        name = websafe_encode(self.id)
        answer = {"id": name, "rawId": name, "type": "public-key", "response": response}
        return json.dumps(answer | {"clientExtensionResults": {"credProps": {"rk": True}}})
