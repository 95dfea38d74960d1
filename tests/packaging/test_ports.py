"""The list of ports in docs/security.md is the code's."""

import re
from pathlib import Path

from hallenwart_backend.adapters.notify_pushover import API
from hallenwart_backend.cli import _parser
from hallenwart_edge.config import Broker, Screens

PAGE = (Path(__file__).resolve().parents[2] / "docs/security.md").read_text(encoding="utf-8")


def table(name: str) -> str:
    found = re.search(rf"^## {name}\n(.*?)(?=^## )", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def test_what_listens_by_default_stands_there():
    serve = _parser().parse_args(["serve", "--state", "x"])
    assert f"{serve.port}, on {serve.host}" in table("Ports")
    assert f"{Screens().port}, on 127.0.0.1" in table("Ports")
    assert f"{Broker().port}, on {Broker().host}" in table("Ports")


def test_every_fixed_host_that_is_called_stands_there():
    assert API.partition("://")[2] in table("Outbound")
