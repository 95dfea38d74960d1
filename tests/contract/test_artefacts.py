"""The generated files: they equal the code, and AsyncAPI document and schemas hold together."""

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import yaml

from hallenwart_contract import artefacts, cli
from hallenwart_contract.channels import CHANNELS, ECHO_TOPIC, Direction

GENERATED = Path(cli.__file__).parents[1] / "generated"
GOLDEN = Path(__file__).parent / "golden"


def nodes(value, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    yield path, value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in children:
        yield from nodes(inner, (*path, str(key)))


def resolve(root, reference: str):
    assert reference.startswith("#/")
    for part in reference[2:].split("/"):
        root = root[part.replace("~1", "/").replace("~0", "~")]
    return root


@pytest.fixture(scope="module")
def asyncapi():
    return yaml.safe_load((GENERATED / "asyncapi.yaml").read_text())


def test_the_committed_files_are_what_the_code_says():
    assert cli.main(["generate", "--check"]) == 0


def test_a_changed_missing_or_left_over_file_is_noticed(tmp_path: Path, capsys):
    assert cli.main(["generate", "--out", str(tmp_path)]) == 0
    assert cli.main(["generate", "--check", "--out", str(tmp_path)]) == 0
    (tmp_path / "schema/Conn.json").write_text("{}")
    (tmp_path / "schema/Ack.json").unlink()
    (tmp_path / "schema/Gone.json").write_text("{}")
    assert cli.main(["generate", "--check", "--out", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert all(name in told for name in ("Conn.json", "Ack.json", "Gone.json"))
    assert cli.main(["generate", "--out", str(tmp_path)]) == 0
    assert not (tmp_path / "schema/Gone.json").exists()


def test_asyncapi_has_the_shape_of_version_3(asyncapi):
    assert set(asyncapi) == {"asyncapi", "info", "defaultContentType", "channels", "operations", "components"}
    assert asyncapi["asyncapi"] == "3.0.0"
    assert {"title", "version"} <= set(asyncapi["info"])
    for operation in asyncapi["operations"].values():
        assert set(operation) == {"action", "channel", "messages", "bindings"}
        assert operation["action"] in {"send", "receive"}
        for message in operation["messages"]:  # a message of the very channel, as the specification wants it
            assert message["$ref"].startswith(f"{operation['channel']['$ref']}/messages/")
    for channel in asyncapi["channels"].values():
        placeholders = {part[1:-1] for part in channel["address"].split("/") if part.startswith("{")}
        assert placeholders == set(channel.get("parameters", {}))
        assert channel["messages"]


def test_every_reference_leads_somewhere(asyncapi):
    references = [value for path, value in nodes(asyncapi) if path[-1:] == ("$ref",)]
    assert len(references) > 60
    for reference in references:
        assert resolve(asyncapi, reference) is not None
    for path in sorted((GENERATED / "schema").glob("*.json")):
        schema = json.loads(path.read_text())
        for where, value in nodes(schema):
            if where[-1:] == ("$ref",):
                assert resolve(schema, value)


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)
def test_every_channel_is_in_the_document_with_its_bindings(asyncapi, channel):
    operation = asyncapi["operations"][f"{'send' if channel.direction is Direction.UP else 'receive'}-{channel.name}"]
    described = resolve(asyncapi, operation["channel"]["$ref"])
    assert described["address"] == f"hall/v1/{{device}}/{channel.name}"
    assert described["x-services"] == [service.value for service in channel.services]
    assert operation["bindings"] == {"mqtt": {"qos": channel.qos, "retain": channel.retain, "bindingVersion": "0.2.0"}}
    message = resolve(asyncapi, resolve(asyncapi, operation["messages"][0]["$ref"])["$ref"])
    assert message["payload"]["$ref"] == f"#/components/schemas/{channel.message.__name__}"


def test_the_echo_is_described_and_no_business_of_devices(asyncapi):
    assert asyncapi["channels"]["echo"]["address"] == ECHO_TOPIC
    assert len(asyncapi["operations"]) == len(CHANNELS)


@pytest.mark.parametrize("path", sorted((GENERATED / "schema").glob("*.json")), ids=lambda path: path.stem)
def test_each_schema_is_a_json_schema(path: Path):
    jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text()))


@pytest.mark.parametrize("kind", artefacts.MESSAGES, ids=lambda kind: kind.__name__)
def test_schemas_accept_the_golden_messages_of_old_and_new_peers(kind: type):
    validator = jsonschema.Draft202012Validator(json.loads((GENERATED / f"schema/{kind.__name__}.json").read_text()))
    for golden in (GOLDEN / f"{kind.__name__}.json", GOLDEN / "old" / f"{kind.__name__}.json"):
        validator.validate(json.loads(golden.read_text()))
    assert not validator.is_valid([])
    assert not validator.is_valid({})


@pytest.mark.parametrize("name", artefacts.BUNDLES)
def test_bundles_reach_every_type_and_demand_every_field(name: str):
    schema = json.loads((GENERATED / f"schema/{name}.json").read_text())
    assert set(schema["properties"]) == set(schema["$defs"])
    for title, definition in schema["$defs"].items():
        assert definition["title"] == title
        assert definition.get("required", []) == list(definition.get("properties", {}))
    for kind in artefacts.BUNDLES[name]:
        golden = json.loads((GOLDEN / f"{kind.__name__}.json").read_text())
        one = {"$ref": f"#/$defs/{kind.__name__}", "$defs": schema["$defs"]}
        jsonschema.Draft202012Validator(one).validate(golden)
        for field in golden:
            part = {key: value for key, value in golden.items() if key != field}
            assert not jsonschema.Draft202012Validator(one).is_valid(part), field
