"""The manifest of a release: signed by the release key alone, and leading nowhere else."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hallenwart_contract.codec import encode
from hallenwart_contract.errors import BadSignatureError, UndecodableError
from hallenwart_contract.releases import Release, ReleaseFile, check_file, open_manifest, seal_manifest

KEY = Ed25519PrivateKey.generate()
KEYS = {1: KEY.public_key()}


def release(version: str = "0.2.0", name: str = "hallenwart_edge-0.2.0-py3-none-any.whl") -> Release:
    return Release(version=version, made_ms=1, files=[ReleaseFile(name=name, sha256="ee" * 32, size=3)])


def test_a_manifest_is_opened_with_the_right_key_only():
    payload = encode(seal_manifest(release(), KEY))
    assert open_manifest(payload, KEYS) == release()
    with pytest.raises(BadSignatureError):
        open_manifest(payload, {1: Ed25519PrivateKey.generate().public_key()})


@pytest.mark.parametrize(("version", "name"), [("0.2", "a.whl"), ("../1.0.0", "a.whl"), ("0.2.0", "../a.whl"), ("0.2.0", ".a")])
def test_odd_versions_and_names_are_refused(version: str, name: str):
    with pytest.raises(UndecodableError):
        open_manifest(encode(seal_manifest(release(version, name), KEY)), KEYS)


def test_a_file_must_be_the_one_that_was_promised():
    promised = ReleaseFile(name="a.whl", sha256="ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", size=3)
    check_file(promised, b"abc")
    with pytest.raises(BadSignatureError):
        check_file(promised, b"abd")
