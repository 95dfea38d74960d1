"""The keeper of the certificate authority for tests: started as people start it, asked as the server asks it."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from hallenwart_contract import keeper
from support.brokers import COMMAND

_WITHIN_S = 180.0


class Keeper:
    """One `hallenwart-broker keep`. After `kill9`, `start` begins where the kill left it."""

    def __init__(self, state_dir: Path, socket_path: Path, *options: str, under: Sequence[str] = ()) -> None:
        self.state_dir, self.socket_path, self._options, self._under = state_dir, socket_path, options, under
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [
            *self._under,
            COMMAND,
            "keep",
            "--state",
            str(self.state_dir),
            "--socket",
            str(self.socket_path),
            *self._options,
        ]
        with self.log.open("a") as log:
            self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], _WITHIN_S)
        if not ready or not self._process.stdout.readline().startswith("keeper: "):
            self.kill9()
            raise RuntimeError(f"the keeper did not start: {self.log.read_text()}")

    @property
    def log(self) -> Path:
        return self.state_dir / "keeper.log"

    def kill9(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(number)
        self._process.wait(timeout=_WITHIN_S)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process = None

    def ask(self, ask: keeper.Ask) -> keeper.Answer:
        return keeper.read_answer(self.say(keeper.line(ask)))

    def say(self, text: bytes) -> bytes:
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(_WITHIN_S)
            link.connect(str(self.socket_path))
            link.sendall(text)
            with link.makefile("rb") as answers:
                return answers.readline()

    def standing(self) -> keeper.Standing:
        answer = self.ask(keeper.Status())
        assert isinstance(answer, keeper.Standing)
        return answer

    def revoke(self, device: str, *serials: str) -> keeper.Revoked:
        answer = self.ask(keeper.Revoke(device=device, serials=list(serials), reason="test"))
        assert isinstance(answer, keeper.Revoked), answer
        return answer

    def issue(self, device: str, stem: Path) -> keeper.Issued:
        """Enrol as a device does; certificate and key are put beside `stem`."""
        key = ec.generate_private_key(ec.SECP256R1())
        answer = self.ask(keeper.Issue(device=device, csr_pem=request_for(key)))
        assert isinstance(answer, keeper.Issued), answer
        stem.with_suffix(".crt").write_text(answer.cert_pem)
        stem.with_suffix(".key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return answer


def request_for(key: ec.EllipticCurvePrivateKey) -> str:
    request = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([])).sign(key, hashes.SHA256())
    return request.public_bytes(Encoding.PEM).decode()


@contextmanager
def running_keeper(state_dir: Path, *options: str, under: Sequence[str] = ()) -> Iterator[Keeper]:
    """Run a keeper of a provisioned state until the block ends; `under`: the command that starts it as somebody else.

    Its socket has a short path, as sockets must.
    """
    path = Path(f"/tmp/hallenwart-keeper-{os.getpid()}-{abs(hash(state_dir)) % 10**6}.sock")
    made = Keeper(state_dir, path, *options, under=under)
    made.start()
    try:
        yield made
    finally:
        made.stop()
