"""Signed documents over a real broker: applied, kept, never set back, and nothing on a topic ends the session."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hallenwart_contract.codec import encode
from hallenwart_contract.documents import Config, Grant, Grants
from hallenwart_contract.signed import sign
from hallenwart_contract.view import View
from hallenwart_edge.core import Core
from support.agents import DeskBackend, agent_core, write_agent_toml


def a_config(rev: int, name: str = "Sporthalle Nordpark") -> Config:
    return Config(rev=rev, site="nordpark", site_name=name)


async def test_documents_are_applied_told_and_survive_a_restart_without_network(backend, core, mosquitto, tmp_path):
    grants = Grants(rev=3, salt=b"0" * 16, g=[Grant(id="g1", w=[(0, 1)], slots=[1], pin=b"1" * 32)])
    view = View(rev=4, made_ms=0, title="Nordpark", halls=[], entries=[])
    for channel, document in (("cfg", a_config(2)), ("grants", grants), ("view", view)):
        await backend.publish_document(channel, document)
    await backend.until(lambda: backend.kinds().count("doc.applied") == 3)
    await backend.until(lambda: backend.beats[-1].revs == {"cfg": 2, "grants": 3, "view": 4})
    assert core.documents.grants == grants
    mosquitto.kill9()
    other = write_agent_toml(tmp_path / "other", mosquitto)
    (tmp_path / "other" / "state").symlink_to(tmp_path / "agent" / "state2")
    (tmp_path / "agent" / "state2").mkdir()
    (tmp_path / "agent" / "state2" / "documents").symlink_to(tmp_path / "agent" / "state" / "documents")
    async with agent_core(other) as alone:
        assert (alone.documents.config, alone.documents.grants, alone.documents.view) == (a_config(2), grants, view)
        assert alone.documents.received_ms is not None


async def test_an_older_revision_is_refused_and_told(backend, core):
    await backend.publish_document("cfg", a_config(7))
    await backend.until(lambda: core.documents.config is not None)
    await backend.publish_document("cfg", a_config(6, "Alt"))
    await backend.until(lambda: "doc.refused" in backend.kinds())
    assert core.documents.config == a_config(7)


async def test_the_same_revision_with_other_words_is_refused(backend, core):
    await backend.publish_document("cfg", a_config(7))
    await backend.until(lambda: core.documents.config is not None)
    await backend.publish_document("cfg", a_config(7, "Anders"))
    await backend.until(lambda: "doc.refused" in backend.kinds())
    assert core.documents.config == a_config(7)


async def test_a_document_for_another_device_is_refused(backend, core):
    stolen = sign(a_config(9), topic="hall/v1/nordpark-2/cfg", key=backend.key)
    await backend.publish("cfg", encode(stolen), retain=True)
    await backend.until(lambda: "doc.refused" in backend.kinds())
    assert core.documents.config is None


async def test_a_document_damaged_on_the_card_is_left_aside(backend, core, mosquitto, tmp_path):
    await backend.publish_document("cfg", a_config(7))
    await backend.until(lambda: core.documents.config is not None)
    kept = tmp_path / "agent" / "state" / "documents" / "cfg.json"
    kept.write_bytes(kept.read_bytes()[:-20])
    core.documents._held.clear()
    core.documents.load()
    assert core.documents.config is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)
RECEIPTS = st.fixed_dictionaries(
    {
        "epoch": st.just("?") | st.text(max_size=5),
        "wm": st.dictionaries(st.sampled_from("aetx"), st.integers(-5, 0)),
        "now_ms": JSON,
    }
)
GARBAGE = st.binary(max_size=200) | JSON.map(msgspec.json.encode) | RECEIPTS.map(msgspec.json.encode)


@pytest.fixture
def patient(core: Core, backend: DeskBackend) -> tuple[Core, DeskBackend]:
    return core, backend


async def test_garbage_on_every_topic_ends_no_session(patient):
    core, backend = patient
    examples: list[tuple[str, bytes]] = []

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
    @given(st.sampled_from(["rcpt", "cmd", "cfg", "grants", "view"]), GARBAGE, st.booleans())
    def collect(channel, payload, signed):
        if signed and channel != "rcpt":
            inner = msgspec.Raw(payload)
            try:
                payload = encode(sign(inner, topic=f"hall/v1/nordpark-1/{channel}", key=backend.key))
            except ValueError:
                return
        examples.append((channel, payload.replace(b'"?"', f'"{core.outbox.epoch}"'.encode())))

    collect()
    assert len(examples) > 50
    conn = backend.conn.conn
    for channel, payload in examples:
        await backend.publish(channel, payload)
    command = backend.command("open")
    await backend.until(core.link._commands._waiting.empty)
    await backend.send(command)
    await backend.until(lambda: ("done", "ok") in backend.acks_of(command))
    assert backend.conn.conn == conn
    assert "agent.fault" not in backend.kinds()
