"""What a commissioning has found so far, kept on the card after every step, so that it can be interrupted."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

import msgspec

from hallenwart_contract.device_http import Protocol, ProtocolStep
from hallenwart_edge import __version__
from hallenwart_edge.commissioning.step import Look, Outcome
from hallenwart_edge.small_file import SmallFile

FILE: Final = "commissioning.json"


class Notes(msgspec.Struct, frozen=True, kw_only=True):
    """`wiring` is the digest of the configuration that was looked at: with another one, all begins anew."""

    ref: str = ""
    person: str = ""
    wiring: str = ""
    steps: list[ProtocolStep] = []


class Notebook:
    """Steps by component and step; the newest look of each counts."""

    def __init__(self, state_dir: Path, *, wiring: str) -> None:
        self._file = SmallFile(state_dir / FILE, Notes)
        self._wiring = wiring
        kept = self._file.load()
        self.notes = kept if kept.ref and kept.wiring == wiring else Notes(ref=secrets.token_hex(8), wiring=wiring)

    @property
    def begun(self) -> bool:
        """Whether there is something to go on with."""
        return bool(self.notes.steps)

    def anew(self, person: str) -> None:
        self.notes = Notes(ref=secrets.token_hex(8), wiring=self._wiring, person=person)

    def by(self, person: str) -> None:
        self.notes = msgspec.structs.replace(self.notes, person=person)

    def done(self, component: str, step: str) -> bool:
        """Say whether this step was well already; what failed or was skipped is looked at again."""
        return any((s.component, s.step, s.outcome) == (component, step, Outcome.OK.value) for s in self.notes.steps)

    def note(self, look: Look, t_ms: int) -> None:
        """Keep a look. Raises OSError on a full card."""
        row = ProtocolStep(
            component=look.component, step=look.step, outcome=look.outcome.value, words=look.words[:500], t_ms=t_ms
        )
        others = [each for each in self.notes.steps if (each.component, each.step) != (row.component, row.step)]
        self.notes = msgspec.structs.replace(self.notes, steps=[*others, row])
        self._file.save(self.notes)

    def protocol(self, made_ms: int) -> Protocol:
        notes = self.notes
        return Protocol(
            ref=notes.ref, person=notes.person, made_ms=made_ms, agent=__version__, wiring=notes.wiring, steps=notes.steps
        )

    def close(self) -> None:
        """Forget it: the protocol is made."""
        self._file.save(Notes())
