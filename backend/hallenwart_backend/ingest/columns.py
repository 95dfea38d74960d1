"""Telemetry by columns: taken whole when every row is sound, else row by row. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, final, overload

import msgspec

from hallenwart_contract.messages import Columns, Quality, Reading
from hallenwart_contract.whole import Whole

MAX_NAMES_BYTES: Final = 1024
"""So much of a name a broken row's content tells: many rows may have the same huge one."""
_RAW_NULL: Final = msgspec.Raw(b"null")
MAX_REMEMBERED_BYTES: Final = 1_024
"""Names longer than this are read each time: a thousand of them must not fill the memory."""
_all_names: Final = msgspec.json.Decoder(tuple[tuple[str, str], ...])
_names: Final = msgspec.json.Decoder(tuple[str, str])
_whole: Final = msgspec.json.Decoder(Whole)
_value: Final = msgspec.json.Decoder(float | None)
_word: Final = msgspec.json.Decoder(str)


@final
class Table(Sequence[Reading]):
    """Sound readings by columns: `t_ms` are times, `q` the qualities that are not ok by place. Rows are made when asked for."""

    __slots__ = ("_rows", "name", "names", "q", "t_ms", "x")

    def __init__(
        self,
        names: Sequence[tuple[str, str]],
        name: Sequence[int],
        t_ms: Sequence[int],
        x: Sequence[float | None],
        q: Mapping[int, str],
    ) -> None:
        self.names, self.name, self.t_ms, self.x, self.q = names, name, t_ms, x, q
        self._rows: list[Reading] | None = None

    def __len__(self) -> int:
        return len(self.x)

    @overload
    def __getitem__(self, at: int) -> Reading: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Reading]: ...
    def __getitem__(self, at: int | slice) -> Reading | Sequence[Reading]:
        return self._made()[at]

    def __iter__(self) -> Iterator[Reading]:
        return iter(self._made())

    def _made(self) -> list[Reading]:
        if self._rows is None:
            self._rows = [
                Reading(c=names[0], k=names[1], t_ms=t_ms, x=x)
                for names, t_ms, x in zip(map(self.names.__getitem__, self.name), self.t_ms, self.x, strict=True)
            ]
            for at, word in self.q.items():
                self._rows[at] = msgspec.structs.replace(self._rows[at], q=word)
        return self._rows


class NamedColumns(msgspec.Struct):
    """Columns whose names are kept as they came: the same ones come again and again, see `known_names`."""

    names: msgspec.Raw
    name: list[Whole]
    from_ms: Whole
    t_ms: list[Whole]
    x: list[float | None]
    q: dict[str, str] = {}


class LooseColumns(msgspec.Struct):
    """Columns of which no entry was looked at yet."""

    names: list[msgspec.Raw]
    name: list[msgspec.Raw]
    from_ms: Whole
    t_ms: list[msgspec.Raw]
    x: list[msgspec.Raw]
    q: dict[str, msgspec.Raw] = {}


def counted(cols: Columns | NamedColumns | LooseColumns, n: int) -> bool:
    """Return whether there are `n` rows in every column."""
    return len(cols.name) == len(cols.t_ms) == len(cols.x) == n


def sound(cols: NamedColumns) -> Table | None:
    """Return the rows; None when one of them must be looked at by itself."""
    names = _known_names(cols.names)
    if not names or not 0 < len(cols.x) == len(cols.name) == len(cols.t_ms):
        return None
    if min(cols.name) < 0 or max(cols.name) >= len(names):
        return None
    quality: dict[int, str] = {}
    if cols.q:
        places = {str(at) for at in range(len(cols.x))}
        if not cols.q.keys() <= places:
            return None
        quality = {int(at): word for at, word in cols.q.items() if word != Quality.OK}
    from_ms = cols.from_ms
    return Table(names, cols.name, [from_ms + after_ms for after_ms in cols.t_ms], cols.x, quality)


def _known_names(raw: msgspec.Raw) -> tuple[tuple[str, str], ...] | None:
    text = bytes(raw)
    try:
        return _remembered(text) if len(text) <= MAX_REMEMBERED_BYTES else _all_names.decode(text)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


@lru_cache(maxsize=1_024)
def _remembered(text: bytes) -> tuple[tuple[str, str], ...]:
    return _all_names.decode(text)


def each_row(cols: LooseColumns) -> Iterator[tuple[Reading | None, bytes]]:
    """Yield for every row of columns of equal length the reading, None when it is broken, and its content as JSON."""
    for at, (name, t_ms, x) in enumerate(zip(cols.name, cols.t_ms, cols.x, strict=True)):
        names, q = _names_at(cols.names, name), cols.q.get(str(at))
        said = {"names": _short(names), "name": name, "from_ms": cols.from_ms, "t_ms": t_ms, "x": x}
        content = msgspec.json.encode(said if q is None else {**said, "q": q})
        yield _reading(names, cols.from_ms, t_ms, x, q), content


def strays(cols: LooseColumns) -> bytes | None:
    """Return as JSON the qualities of rows that do not exist, None when there are none."""
    places = {str(at) for at in range(len(cols.x))}
    found = {at: word for at, word in cols.q.items() if at not in places}
    return msgspec.json.encode({"q": found}) if found else None


def _names_at(names: Sequence[msgspec.Raw], name: msgspec.Raw) -> msgspec.Raw:
    try:
        at = _whole.decode(name)
    except msgspec.MsgspecError:
        return _RAW_NULL
    return names[at] if 0 <= at < len(names) else _RAW_NULL


def _short(names: msgspec.Raw) -> msgspec.Raw | str:
    told = bytes(names)
    return names if len(told) <= MAX_NAMES_BYTES else told[:MAX_NAMES_BYTES].decode(errors="replace")


def _reading(names: msgspec.Raw, from_ms: int, t_ms: msgspec.Raw, x: msgspec.Raw, q: msgspec.Raw | None) -> Reading | None:
    try:
        c, k = _names.decode(names)
        word = Quality.OK if q is None else _word.decode(q)
        return Reading(c=c, k=k, t_ms=from_ms + _whole.decode(t_ms), x=_value.decode(x), q=word)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
