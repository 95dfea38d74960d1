"""What the office sets: car parks, their spaces and sensors, how many permits a booking gets."""

from __future__ import annotations

import secrets
from dataclasses import replace

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.halls.refusals import no_site
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.parking import store
from hallenwart_backend.parking.board import ParkingBoard
from hallenwart_backend.parking.model import CarPark
from hallenwart_backend.parking.refusals import refusal
from hallenwart_contract.clock import Clock


class ParkingDesk:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock, board: ParkingBoard) -> None:
        self._records, self._places, self._clock, self._board = records, places, clock, board

    async def add(self, park: CarPark) -> CarPark:
        """Raises RefusedError 404, 409, 422."""
        now_ms = self._clock.now_ms()
        return await self._put(replace(park, id=secrets.token_hex(8), made_ms=now_ms, changed_ms=now_ms))

    async def change(self, park: CarPark) -> CarPark:
        """Raises RefusedError 404, 409, 422."""
        known = self._board.parks.get(park.id)
        if known is None:
            raise refusal("no_such_car_park")
        return await self._put(replace(park, made_ms=known.made_ms, changed_ms=self._clock.now_ms()))

    async def remove(self, park: str) -> None:
        """Delete a car park with its permits and links. Raises RefusedError 404."""
        if not await self._records.write(lambda connection: store.remove(connection, park)):
            raise refusal("no_such_car_park")
        await self._board.load()

    async def _put(self, park: CarPark) -> CarPark:
        if park.site not in self._places.current.sites:
            raise no_site()
        if (park.lat is None) is not (park.lon is None):
            raise refusal("half_position")
        sensors = [space.sensor for space in park.spaces if space.device]
        if len(set(sensors)) < len(sensors):
            raise refusal("space_twice")
        spaces = tuple(replace(space, id=space.id or secrets.token_hex(4)) for space in park.spaces)
        kept = replace(park, spaces=spaces)

        def write(connection: Connection) -> None:
            others = [one for one in store.all_parks(connection) if one.id != park.id]
            if any(space.sensor in sensors for one in others for space in one.spaces):
                raise refusal("sensor_elsewhere")
            taken = {space.id for one in others for space in one.spaces}
            if any(space.id in taken for space in spaces) or len({space.id for space in spaces}) < len(spaces):
                raise refusal("no_such_car_park")
            store.put(connection, kept)

        await self._records.write(write)
        await self._board.load()
        return kept
