"""The client on a link that is lost: it ends without a word nobody asked for."""

import asyncio
import gc
from pathlib import Path

from hallenwart_edge.mqtt import Mqtt, Will
from support.brokers import local_broker

CONN = "hall/v1/nordpark-1/conn"


async def test_a_lost_link_that_nobody_waited_for_is_no_complaint(tmp_path: Path):
    complaints = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: complaints.append(context))
    with local_broker(tmp_path / "broker") as broker:
        mqtt = Mqtt(host=broker.host, port=broker.port, username="nordpark-1", password=broker.password("nordpark-1"))
        async with mqtt.connect(Will(CONN, b"lost")) as connection:
            gone = connection._client._disconnected
            broker.kill9()
            await asyncio.wait([gone], timeout=10)
            assert gone.done()
        del connection, gone
        gc.collect()
        await asyncio.sleep(0)
    assert complaints == []
