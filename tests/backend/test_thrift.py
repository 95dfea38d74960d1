"""What keeps the server small does not change what it holds."""

from hallenwart_backend.thrift import give_back


async def test_memory_is_given_back_where_the_library_can_and_nothing_breaks_where_it_cannot(monkeypatch):
    await give_back()
    monkeypatch.setattr("hallenwart_backend.thrift.ctypes.CDLL", lambda _: object())
    await give_back()
