"""Commissioning protocols at the server: taken in once, in the evidence log, shown, printed, and true without the name."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from hallenwart_backend.accounts.privacy.rules import COLUMNS, Treatment
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.fleet.enrolment.signing import Sent
from hallenwart_backend.fleet.protocols.tables import protocols
from hallenwart_contract.codec import encode
from hallenwart_contract.device_http import Protocol, ProtocolStep, asked_of, check_signature, signed_headers
from support.backends import ADMIN, JANA, KERN, open_town

KEY = generate_private_key(SECP256R1())
STEPS = [
    ProtocolStep(component="siren", step="heard", outcome="ok", words="", t_ms=1_790_000_000_000),
    ProtocolStep(component="locker/1", step="wiring", outcome="failed", words="lock = 3", t_ms=1_790_000_060_000),
]
MADE = Protocol(ref="r1", person="Rosa Beispiel", made_ms=1_790_000_100_000, agent="0.2.0", wiring="ab" * 32, steps=STEPS)


def sent(town, protocol=MADE, device="nordpark-1", body=None):
    content = encode(protocol) if body is None else body
    headers = signed_headers("POST", "/device/v1/protocol", content, device=device, key=KEY, now_ms=town.clock.now_ms())
    asked, signature = asked_of("POST", "/device/v1/protocol", headers, content)
    return Sent(device, town.clock.now_ms(), asked, signature, "0a", expired=False)


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def get(town, path, email=ADMIN):
    return await (await town.signed_in(email)).get(f"/api/fleet/nordpark-1/protocols{path}")


async def test_a_protocol_is_kept_once_shown_printed_and_noted_by_its_digest(town):
    for _ in range(2):
        await town.backend.enrolment.uploads.protocol(sent(town), MADE)
    [shown] = (await get(town, "", KERN)).json()["protocols"]
    digest = hashlib.sha256(encode(MADE)).hexdigest()
    assert (shown["person"], shown["count"], shown["bad"], shown["digest"], shown["whole"]) == (
        "Rosa Beispiel", 2, 1, digest, True,
    )  # fmt: skip
    whole = (await get(town, "/r1")).json()
    assert [step["words"] for step in whole["steps"]] == ["", "lock = 3"]
    paper = await get(town, "/r1/pdf")
    assert (paper.headers["content-type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    links = (await (await town.signed_in(ADMIN)).get("/api/evidence", params={"about": "r1"})).json()["links"]
    assert [(link["kind"], link["device"], digest in link["said"]) for link in links] == [
        ("device.protocol", "nordpark-1", True)
    ]
    assert (await get(town, "/other")).status_code == 404
    assert (await get(town, "", JANA)).status_code == 403


async def test_without_the_name_the_rest_stands_and_with_it_the_signature_can_be_checked(town):
    await town.backend.enrolment.uploads.protocol(sent(town), MADE)
    row = await town.backend.records.read(lambda connection: connection.execute(protocols.select()).one())
    assert b"Rosa" not in row.body + row.covered
    assert COLUMNS["device_protocol.person"] is Treatment.NAME
    kept = await town.backend.fleet_room.protocols.one("nordpark-1", "r1")
    headers = signed_headers("POST", "/x", encode(kept.protocol), device="nordpark-1", key=KEY, now_ms=1)
    asked, signature = asked_of("POST", "/x", headers, encode(kept.protocol))
    check_signature(asked, signature, KEY.public_key())
    assert hashlib.sha256(encode(kept.protocol)).hexdigest().encode() in row.covered
    await town.backend.records.write(
        lambda connection: connection.execute(protocols.update().values(person="gelöschte Person"))
    )
    shown = (await get(town, "/r1")).json()
    assert (shown["whole"], shown["person"], len(shown["steps"])) == (False, "gelöschte Person", 2)


async def test_what_was_not_written_as_ours_is_refused(town):
    with pytest.raises(RefusedError):
        await town.backend.enrolment.uploads.protocol(sent(town, body=encode(MADE) + b" "), MADE)
    assert (await get(town, "")).json() == {"protocols": []}
