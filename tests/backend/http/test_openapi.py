import json
from pathlib import Path

from hallenwart_backend.web.app import openapi

COMMITTED = Path(__file__).parents[3] / "backend" / "generated" / "openapi.json"


def test_the_committed_description_is_that_of_the_code():
    """Otherwise run: hallenwart admin openapi > backend/generated/openapi.json."""
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == json.loads(json.dumps(openapi()))
