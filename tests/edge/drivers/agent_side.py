"""The agent's half of a test across processes: drivers on the simulated pins; it tells on standard output what it sees.

Commands come line by line on its standard input; every answer is one line of JSON.
"""

import asyncio
import json
import sys

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.drivers.beam_pair import GpioBeamPair
from hallenwart_edge.drivers.mcp3008 import Mcp3008
from hallenwart_edge.drivers.pin_factory import open_pin_factory
from hallenwart_edge.drivers.siren_relay import SirenRelay
from hallenwart_edge.errors import DriverFault


def tell(what: str, *details: object) -> None:
    sys.stdout.write(json.dumps([what, *details]) + "\n")
    sys.stdout.flush()


async def tell_edges(beams: GpioBeamPair) -> None:
    try:
        async for edge in beams.edges():
            tell("edge", edge.beam, edge.broken, edge.mono_ms)
    except DriverFault as fault:
        tell("fault", fault.component)


async def main() -> None:
    factory = open_pin_factory("hallenwart-sim")
    siren = SirenRelay(factory, 22)
    beams = GpioBeamPair(factory, "tuer", outer_pin=17, inner_pin=27, clock=SystemClock())
    channel = Mcp3008(factory).channel(1)
    watching = asyncio.create_task(tell_edges(beams), name="edges")
    tell("ready")
    while command := (await asyncio.to_thread(sys.stdin.readline)).strip():
        try:
            match command:
                case "sound":
                    siren.sound()
                case "silence":
                    siren.silence()
                case "levels":
                    tell("levels", *beams.levels())
                case "code":
                    tell("code", await channel.read_code())
        except DriverFault as fault:
            tell("fault", fault.component)
        tell("done", command)
    watching.cancel()
    beams.close()
    siren.close()
    channel.close()
    factory.close()


if __name__ == "__main__":
    asyncio.run(main())
