"""A certificate authority in this process that speaks the keeper's messages, and devices that hold keys of their own."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from hallenwart_contract import keeper

LIFE = dt.timedelta(days=397)


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def csr_of(key: ec.EllipticCurvePrivateKey, name: str = "whatever", *, ca: bool = False) -> str:
    builder = x509.CertificateSigningRequestBuilder().subject_name(named(name))
    if ca:
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()


class SmallKeeper:
    """`now_ms` is its clock; while `broker_away`, nobody is thrown off. Every question is in `asked`."""

    def __init__(self, now_ms: int) -> None:
        self.now_ms = now_ms
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = self._made("Hallenwart", self.key.public_key(), dt.timedelta(days=7300))
        self.broker_away = False
        self.asked: list[keeper.Ask] = []

    @property
    def pem(self) -> str:
        return self.certificate.public_bytes(Encoding.PEM).decode()

    def _made(self, name: str, key: ec.EllipticCurvePublicKey, life: dt.timedelta) -> x509.Certificate:
        now = dt.datetime.fromtimestamp(self.now_ms // 1000, dt.UTC)
        builder = x509.CertificateBuilder().subject_name(named(name)).issuer_name(named("Hallenwart")).public_key(key)
        builder = builder.serial_number(x509.random_serial_number())
        return (
            builder.not_valid_before(now - dt.timedelta(days=2))
            .not_valid_after(now + life)
            .add_extension(x509.BasicConstraints(ca=name == "Hallenwart", path_length=None), critical=True)
            .sign(self.key, hashes.SHA256())
        )

    def answer(self, ask: keeper.Ask) -> keeper.Answer:
        self.asked.append(ask)
        match ask:
            case keeper.Issue():
                csr = x509.load_pem_x509_csr(ask.csr_pem.encode())
                key = csr.public_key()
                assert isinstance(key, ec.EllipticCurvePublicKey)
                made = self._made(ask.device, key, LIFE)
                until_ms = int(made.not_valid_after_utc.timestamp() * 1000)
                pem = made.public_bytes(Encoding.PEM).decode()
                return keeper.Issued(
                    device=ask.device,
                    serial=f"{made.serial_number:x}",
                    cert_pem=pem,
                    ca_pem=self.pem,
                    from_ms=0,
                    until_ms=until_ms,
                )
            case keeper.Revoke():
                done = not self.broker_away
                return keeper.Revoked(
                    device=ask.device, serials=[], kicked=done, reloaded=done, reason="" if done else "no broker"
                )
            case keeper.Status():
                return keeper.Refused(code="failed", text="not here")

    @asynccontextmanager
    async def at(self, path: Path) -> AsyncIterator[None]:
        """Answer there."""

        async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while text := await reader.readline():
                writer.write(keeper.line(self.answer(keeper.read_ask(text))))
                await writer.drain()
            writer.close()

        server = await asyncio.start_unix_server(talk, str(path))
        async with server:
            yield
