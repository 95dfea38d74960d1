import pytest

from hallenwart_backend.urls import joined, leads_somewhere, parts_of


@pytest.mark.parametrize("typed", ["https://[x", "https://l]<e5!D8NYc0S:M08", "https://[::1/x", "json://a]b"])
def test_what_cannot_be_taken_apart_leads_nowhere(typed):
    assert parts_of(typed).hostname is None
    assert not parts_of(typed).scheme
    assert not leads_somewhere(typed)
    assert not joined("https://feed.example/a", typed)


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("https://push.example/x", True),
        ("http://localhost:8080/x", True),
        ("https://[::1]/x", True),
        ("https://push.example:M08/", False),
        ("https://push.example:99999/", False),
        ("https:///x", False),
        ("", False),
    ],
)
def test_an_address_leads_to_a_host_and_a_port(typed, leads):
    assert leads_somewhere(typed) is leads


def test_a_feed_names_its_entries_as_a_page_does():
    assert joined("https://feed.example/a/list.xml", "one.xml") == "https://feed.example/a/one.xml"
