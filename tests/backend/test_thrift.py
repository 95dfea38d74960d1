from hallenwart_backend.thrift import with_shared_words
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.messages import State
from hallenwart_contract.zones import Zone


def _heard() -> State:
    told = State(
        dev="nordpark-1",
        sensors={"smoke-1": "ok"},
        zones=[Zone(id="geraeteraum", sensors=["smoke-1"])],
        reasons={"x": "y" * 99},
    )
    return decode(encode(told), State)


def test_words_that_many_devices_say_are_held_once():
    one, two = with_shared_words(_heard()), with_shared_words(_heard())
    assert one == two == _heard()
    assert one.dev is two.dev
    assert one.sensors["smoke-1"] is two.sensors["smoke-1"]
    assert next(iter(one.sensors)) is one.zones[0].sensors[0] is two.zones[0].sensors[0]
    assert one.reasons["x"] is not two.reasons["x"]
