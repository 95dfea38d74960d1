"""What the agent sends of its log: bounded, by level, and without anything that opens a door."""

import logging
import secrets

from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_contract.codec import decode
from hallenwart_contract.device_http import LogLines
from hallenwart_contract.documents import Command, CommandFor
from hallenwart_edge.errors import EdgeError
from hallenwart_edge.fleet.log_ring import LogRing, blotted
from hallenwart_edge.fleet.logs import Logs


def filled(*records, capacity=10):
    ring = LogRing(capacity)
    for level, text in records:
        ring.handle(logging.LogRecord("test", level, __file__, 1, text, (), None))
    return ring


def test_the_newest_lines_stay_and_a_level_leaves_out_what_is_below():
    ring = filled(*[(logging.INFO, f"line {number}") for number in range(20)], (logging.WARNING, "careful"))
    assert [line.rsplit(": ", 1)[1] for line in ring.last(3)] == ["line 18", "line 19", "careful"]
    assert len(ring.last(100)) == 10
    assert len(ring.last(100, "warning")) == 1


@given(st.text("0123456789", min_size=8, max_size=8), st.sampled_from(["PIN {}", "code={}", "{} wrong", "({})"]))
@settings(max_examples=30)
def test_no_code_comes_through(code, words):
    assert code not in blotted(words.format(code))
    assert f"{code[:4]} {code[4:]}" not in blotted(words.format(f"{code[:4]} {code[4:]}"))


def test_no_key_and_no_token_comes_through():
    for secret in (secrets.token_hex(32), secrets.token_hex(16), secrets.token_urlsafe(40) + "1"):
        assert secret not in blotted(f"with {secret} in it")
    assert "hunter2" not in blotted("password = hunter2")


class Server:
    def __init__(self, error=""):
        self.sent, self.error = [], error

    async def post(self, path, body):
        if self.error:
            raise EdgeError(self.error)
        self.sent.append((path, body))


def command(**arg):
    return Command(id="c", to=CommandFor(boot="b", conn=1), op="logs", arg=arg, iat_ms=0, exp_ms=1, ttl_ms=1)


async def test_asked_for_logs_it_sends_them_and_tells_so():
    told, server = [], Server()

    async def tell(kind, a):
        told.append((kind, a))

    logs = Logs(filled((logging.INFO, "a"), (logging.INFO, "b")), server, tell)
    outcome = await logs.handle(command(ref="r1", lines=1))
    [(path, body)] = server.sent
    assert (outcome.code, path) == ("ok", "/device/v1/logs")
    sent = decode(body, LogLines)
    assert (sent.ref, len(sent.lines)) == ("r1", 1)
    assert told == [("logs.sent", {"ref": "r1", "lines": 1})]
    assert (await Logs(LogRing(), None, tell).handle(command())).code == "no_server"
    assert (await Logs(LogRing(), Server("down"), tell).handle(command())).code == "not_sent"
    assert (await logs.handle(command(lines=0))).code == "bad_arg"
    assert (await logs.handle(command(level="loud"))).code == "bad_arg"
