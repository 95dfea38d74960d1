"""The signed documents of this device: checked, kept on the card, and valid without a network.

What is kept is the signed envelope itself, checked again at every start. A revision never goes back.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from hallenwart_contract.channels import BY_NAME
from hallenwart_contract.clock import Clock
from hallenwart_contract.codec import decode
from hallenwart_contract.documents import DOCUMENTS, MAX_GRANTS, Config, Grants
from hallenwart_contract.errors import ContractError
from hallenwart_contract.signed import Signed, open_signed
from hallenwart_contract.view import View
from hallenwart_edge.bell import Bell

CONFIRM_EVERY_MS: Final = 60_000
"""The time of the last confirmation is written to the card at most this often."""

Document = Config | Grants | View
D = TypeVar("D", Config, Grants, View)
_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a document: `fresh` when it replaced another, `reason` when it was refused."""

    rev: int = 0
    fresh: bool = False
    reason: str = ""


class SignedDocuments:
    """The Documents port; `offer` takes what the broker delivers."""

    def __init__(self, folder: Path, *, device: str, keys: Mapping[int, Ed25519PublicKey], clock: Clock) -> None:
        self._folder = folder
        self._device = device
        self._keys = keys
        self._clock = clock
        self._held: dict[str, Document] = {}
        self._bell = Bell()
        self._received_ms: int | None = None
        self._written_mono_ms = -CONFIRM_EVERY_MS

    def load(self) -> None:
        """Read what was applied before. A damaged or forged file is left aside; the backend sends it again."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for name in DOCUMENTS:
            path = self._folder / f"{name}.json"
            try:
                self._held[name] = self._opened(name, path.read_bytes())
            except FileNotFoundError:
                continue
            except (ContractError, OSError) as error:
                _log.warning("document %s on the card is not usable: %s", name, error)
        try:
            self._received_ms = int(self._confirmed_path.read_text())
        except (OSError, ValueError):
            self._received_ms = None

    async def offer(self, name: str, payload: bytes) -> Applied:
        """Check a document and apply it. Never raises for what a payload holds.

        Raises:
            OSError: the card did not take it; it is not applied, and will be offered again at the next connection.
        """
        try:
            offered = self._opened(name, payload)
        except ContractError as error:
            return Applied(reason=str(error))
        held = self._held.get(name)
        if held is not None and offered.rev <= held.rev:
            if offered == held:
                self.confirm()
                return Applied(offered.rev)
            return Applied(offered.rev, reason=f"revision {offered.rev} is not above {held.rev}")
        await asyncio.to_thread(_replace, self._folder / f"{name}.json", payload)
        self._held[name] = offered
        self.confirm()
        self._bell.ring()
        return Applied(offered.rev, fresh=True)

    def confirm(self) -> None:
        """Note that the backend is there: it would have sent newer documents."""
        self._received_ms = self._clock.now_ms()
        if self._clock.mono_ms() - self._written_mono_ms >= CONFIRM_EVERY_MS:
            self._written_mono_ms = self._clock.mono_ms()
            try:
                self._confirmed_path.write_text(str(self._received_ms))
            except OSError as error:
                _log.warning("time of the documents not kept: %s", error)

    def revs(self) -> dict[str, int]:
        return {name: document.rev for name, document in self._held.items()}

    # --- the port ----------------------------------------------------------------------------------------------------

    @property
    def config(self) -> Config | None:
        return self._get("cfg", Config)

    @property
    def grants(self) -> Grants | None:
        return self._get("grants", Grants)

    @property
    def view(self) -> View | None:
        return self._get("view", View)

    @property
    def received_ms(self) -> int | None:
        return self._received_ms

    def changed(self) -> Awaitable[None]:
        return self._bell.wait()

    # -----------------------------------------------------------------------------------------------------------------

    @property
    def _confirmed_path(self) -> Path:
        return self._folder / "confirmed_ms"

    def _get(self, name: str, kind: type[D]) -> D | None:
        document = self._held.get(name)
        return document if isinstance(document, kind) else None

    def _opened(self, name: str, payload: bytes) -> Document:
        topic = BY_NAME[name].topic(self._device)
        document = open_signed(decode(payload, Signed), DOCUMENTS[name], topic=topic, keys=self._keys)
        if isinstance(document, Grants) and len(document.g) > MAX_GRANTS:
            raise ContractError(f"{len(document.g)} grants, allowed are {MAX_GRANTS}")
        return document


def _replace(path: Path, content: bytes) -> None:
    """Write so that after a power cut either the old or the new file is there."""
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
