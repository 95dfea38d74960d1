"""The ceremony: a key that is made once, a bundle that is signed with it, and whoever looks at it."""

import stat
from pathlib import Path

import pytest

from hallenwart_contract.bundles import REQUIREMENTS, public_keys, read_manifest
from hallenwart_edge.release.cli import main


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    folder.mkdir()
    (folder / "hallenwart_edge-0.2.0-py3-none-any.whl").write_bytes(b"wheel")
    (folder / REQUIREMENTS).write_text("hallenwart-edge==0.2.0\n")
    return folder


def test_from_the_key_to_a_bundle_that_shows_what_is_in_it(tmp_path: Path, wheels: Path, capsys, monkeypatch):
    monkeypatch.setenv("RELEASE_PASSPHRASE", "ein langer Satz")
    key, bundle = tmp_path / "release.pem", tmp_path / "hallenwart-0.2.0.tar"
    main(["key", "--out", str(key), "--passphrase", "env"])
    public = capsys.readouterr().out.strip()
    assert (tmp_path / "release.pub").read_text().strip() == public
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert b"ENCRYPTED" in key.read_bytes()
    words = ["--wheels", str(wheels), "--version", "0.2.0", "--least", "0.1.0", "--notes", "Neu", "--key", str(key)]
    main(["build", *words, "--out", str(bundle), "--passphrase", "env"])
    assert read_manifest(bundle, public_keys({"1": public})).least == "0.1.0"
    main(["show", str(bundle), "--public", public])
    assert "hallenwart_edge-0.2.0-py3-none-any.whl" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["key", "--out", str(key), "--passphrase", "env"])
    with pytest.raises(SystemExit):
        main(["show", str(bundle), "--public", "00" * 32])
    with pytest.raises(SystemExit):
        main(["build", *words[:3], "0.3.0", *words[4:], "--out", str(bundle), "--passphrase", "env"])
    monkeypatch.setenv("RELEASE_PASSPHRASE", "falsch")
    with pytest.raises(SystemExit):
        main(["build", *words, "--out", str(bundle), "--passphrase", "env"])
    assert "Traceback" not in capsys.readouterr().err
