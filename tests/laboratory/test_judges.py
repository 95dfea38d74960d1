"""The judge of rows, by example."""

from collections import Counter

from chaos.judges.rows import _read
from chaos.rows import sample_text


def reading(t_ms: int, x: float) -> tuple[str, str]:
    return "t", sample_text(("nordpark", "busy_p", t_ms, x))


def test_what_the_server_dated_itself_and_lost_by_its_restore_is_excused_once_each():
    future = 5 * 365 * 86_400_000
    made = Counter({reading(future, 0.142): 1, reading(future + 1, 0.142): 1, reading(future + 2, 0.9): 1})
    given_up = Counter({reading(10, 0.142): 99, reading(20, 0.142): 99})
    lost, strange = _read(made, made, Counter(), given_up, lenient=False)
    assert (lost, strange) == ([f"{('nordpark', 'busy_p')} = 0.9"], [])
    lost, _ = _read(made, made, Counter({reading(30, 0.9): 1}), given_up, lenient=False)
    assert lost == []
    lost, _ = _read(made, made, Counter(), Counter({reading(10, 0.142): 99}), lenient=False)
    assert sorted(lost) == [f"{('nordpark', 'busy_p')} = 0.142", f"{('nordpark', 'busy_p')} = 0.9"]
