import json

from hallenwart_backend.web.app import openapi
from hallenwart_contract.whole import MAX_WHOLE
from support.described import described


def test_the_committed_description_is_that_of_the_code():
    """Otherwise run: hallenwart admin openapi > backend/generated/openapi.json."""
    assert described() == json.loads(json.dumps(openapi()))


def test_every_number_in_an_address_has_an_end():
    """A larger one than a database holds is refused in words, not by the database."""
    found = {
        (operation["operationId"], parameter["name"]): list(_numbers(parameter["schema"]))
        for routes in described()["paths"].values()
        for operation in routes.values()
        for parameter in operation.get("parameters", ())
    }
    assert sum(map(len, found.values())) > 20
    assert not [key for key, numbers in found.items() for number in numbers if number.get("maximum", 2**70) > MAX_WHOLE]


def _numbers(schema):
    if schema.get("type") == "integer":
        yield schema
    for inner in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())):
        yield from _numbers(inner)
