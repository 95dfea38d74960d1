"""`hallenwart-contract generate [--check]`: writes the generated files of the contract, or says which are out of date."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from hallenwart_contract import artefacts

_GENERATED: Final = Path(__file__).resolve().parents[1] / "generated"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 1 when `--check` found a difference."""
    parser = argparse.ArgumentParser(prog="hallenwart-contract", description="Vertrag der Rollen / contract between the roles")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    generate = commands.add_parser("generate", help="Schemas und asyncapi.yaml schreiben / write schemas and asyncapi.yaml")
    generate.add_argument("--check", action="store_true", help="nur vergleichen / only compare")
    generate.add_argument("--out", type=Path, default=_GENERATED, metavar="DIR")
    options = parser.parse_args(arguments)
    return _check(options.out) if options.check else _write(options.out)


def _write(folder: Path) -> int:
    wanted = artefacts.files()
    for name, text in wanted.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in _strays(folder, wanted):
        path.unlink()
    print(f"{len(wanted)} Dateien in {folder} / files written")
    return 0


def _check(folder: Path) -> int:
    wanted = artefacts.files()
    stale = [name for name, text in wanted.items() if not _holds(folder / name, text)]
    stale += [str(path.relative_to(folder)) for path in _strays(folder, wanted)]
    if stale:
        print(
            f"Veraltet, bitte `hallenwart-contract generate` aufrufen / out of date, generate anew: {', '.join(stale)}",
            file=sys.stderr,
        )
    return 1 if stale else 0


def _holds(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def _strays(folder: Path, wanted: dict[str, str]) -> list[Path]:
    """Return generated files whose type is gone."""
    return [path for path in sorted(folder.glob("schema/*.json")) if f"schema/{path.name}" not in wanted]
