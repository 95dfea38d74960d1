"""The city's syslog hears every log, in order, at least once, also after it was away; nothing waits for it."""

import asyncio
import re
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.adapters.syslog_net import outlet_of
from hallenwart_backend.audit.rules import Line, framed, message
from hallenwart_backend.errors import ConfigError
from support.backends import open_town

HEADER = re.compile(
    r'<(\d{1,3})>1 (\S+) (\S+) hallenwart - (\S+) \[hallenwart@32473((?: [a-z]+="(?:[^"\\\]]|\\["\\\]])*")*)\] \ufeff'
)


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


def acts_in(messages):
    return [one.decode().partition("\ufeff")[2] for one in messages]


def test_a_message_is_as_rfc_5424_wants_it():
    line = Line("acts", 7, 1_795_431_600_123, "p-1", "POST /api/bookings", 'x="]', "key:4f")
    told = message(line, host="hallen.stadt.example").decode()
    assert told == (
        "<109>1 2026-11-23T11:00:00.123Z hallen.stadt.example hallenwart - acts "
        '[hallenwart@32473 log="acts" n="7" who="p-1" program="key:4f" about="x=\\"\\]"] \ufeffPOST /api/bookings x="]'
    )


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_whatever_it_is_about_it_stays_one_message(act, about, who, host):
    told = message(Line("acts", 1, 0, who, act, about), host=host).decode("utf-8", "surrogatepass")
    assert HEADER.match(told), told
    assert not re.search(r"[\x00-\x1f\x7f]", told)


async def test_over_udp_each_row_is_heard_once(town):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as syslog:
        syslog.bind(("127.0.0.1", 0))
        syslog.settimeout(5)
        log = town.backend.audit
        log._outlet = outlet_of(f"udp://127.0.0.1:{syslog.getsockname()[1]}")
        await log.note("sign_in.failed")
        await town.backend.evidence.note("people.role_given", "x", "", "Jana Lindner")
        assert await log.tell()
        heard = [await asyncio.to_thread(syslog.recv, 4096) for _ in range(2)]
        assert acts_in(heard) == ["sign_in.failed", "people.role_given x"]
        assert heard[0].startswith(b"<108>1 ")
        assert b"Lindner" not in b"".join(heard)
        assert not await log.tell()


async def test_what_it_missed_it_hears_when_it_is_back(town):
    """Over TCP: away, back, away in the middle; the order stays, nothing is lost."""
    heard = bytearray()

    async def take(reader, writer):
        heard.extend(await reader.read())
        writer.close()

    log = town.backend.audit
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log._outlet = outlet_of(f"tcp://127.0.0.1:{port}")
    for number in range(3):
        await log.note(f"act.{number}")
        with pytest.raises(OSError):  # noqa: PT011 - whatever the system calls it
            await log.tell()
    server = await asyncio.start_server(take, "127.0.0.1", port)
    async with server:
        assert await log.tell()
        await log.note("act.3")
        assert await log.tell()
    frames = re.findall(rb"\ufeff(act\.\d)".replace(rb"\ufeff", "\ufeff".encode()), bytes(heard))
    assert frames == [b"act.0", b"act.1", b"act.2", b"act.3"]
    length, _, rest = bytes(heard).partition(b" ")
    assert framed(rest[: int(length)]) == length + b" " + rest[: int(length)]


async def test_the_system_log_of_this_machine_hears_it_too(town, tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as syslog:
        syslog.bind(str(tmp_path / "log"))
        syslog.settimeout(5)
        log = town.backend.audit
        log._outlet = outlet_of(str(tmp_path / "log"))
        await log.note("act.0")
        assert await log.tell()
        assert acts_in([await asyncio.to_thread(syslog.recv, 4096)]) == ["act.0"]


@pytest.mark.parametrize("address", ["syslog.stadt.example", "http://a", "udp://", "tcp://a:b", "udp://a/x", "/etc/hostname"])
def test_an_address_that_is_none_is_refused_at_start(address):
    with pytest.raises(ConfigError, match=r"udp://HOST:PORT"):
        outlet_of(address)


def test_without_an_address_nobody_is_told():
    assert outlet_of("") is None
