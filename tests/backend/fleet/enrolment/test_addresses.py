"""Where devices are told to go."""

import pytest

from hallenwart_backend.errors import ConfigError
from hallenwart_backend.fleet.enrolment import tokens
from hallenwart_backend.web.device_server import address_of, device_url


def test_where_devices_are_told_to_go():
    assert device_url("", None) == "", "through the proxy of the pages"
    assert device_url("", "192.0.2.7:8443") == "https://192.0.2.7:8443"
    assert device_url("https://geraete.stadt.example:8443/", "0.0.0.0:8443") == "https://geraete.stadt.example:8443"
    assert address_of("[::1]:8443", "--device-broker") == ("::1", 8443)


@pytest.mark.parametrize(
    ("url", "listen"),
    [("", "0.0.0.0:8443"), ("", "[::]:8443"), ("", "127.0.0.1:0"), ("", "8443"), ("http://stadt.example", None)],
)
def test_what_devices_could_not_follow_is_refused_at_the_start(url, listen):
    with pytest.raises(ConfigError, match="--device"):
        device_url(url, listen)


def test_a_token_is_the_same_however_it_is_typed():
    token = tokens.draw()
    assert len(token) == 32
    for typed in (token, tokens.grouped(token), f" {token[:16].lower()} {token[16:]}\n"):
        assert tokens.tidied(typed) == token
    assert tokens.tidied(token[:-1]) == tokens.tidied(token + "A") == tokens.tidied("ß" * 32) == ""
