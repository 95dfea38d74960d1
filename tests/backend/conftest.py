from collections.abc import Iterator

import pytest

from support.quick_hashes import light_codes


@pytest.fixture(scope="module", autouse=True)
def _light_codes() -> Iterator[None]:
    with light_codes():
        yield
