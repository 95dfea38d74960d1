import pytest

from hallenwart_backend.access.grants.vault import Vault
from hallenwart_backend.errors import StoreUnavailableError


def test_a_sealed_code_opens_with_its_key_and_grant_only():
    vault = Vault(bytes(32), {})
    sealed = vault.seal("48151623", "g1")
    assert b"48151623" not in sealed
    assert vault.open(sealed, "g1") == "48151623"
    for other, grant in ((vault, "g2"), (Vault(bytes([1]) * 32, {}), "g1")):
        with pytest.raises(StoreUnavailableError):
            other.open(sealed, grant)
