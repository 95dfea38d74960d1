"""The composition root: databases, broker, subjects and pages, run for the app's lifetime. How subjects are joined: `rooms`."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Final

from hallenwart_backend.rooms import Rooms
from hallenwart_backend.runtime import every
from hallenwart_backend.thrift import GIVE_BACK_EVERY_S, give_back
from hallenwart_backend.web.parts import Parts

WATCH_EVERY_S: Final = 2.0
Run = Callable[[], Coroutine[Any, Any, None]]


class Backend(Rooms):
    """Everything behind the routes. Building it opens the databases; nothing connects or runs before `tasks` are started."""

    async def load(self) -> None:
        """Take up what was known before the restart."""
        await self.places.refresh()
        await self.series.set_zone(self.places.current.zone)
        await self.spans.load(self.records, self.clock)
        rooms = self.fleet_room, self.occupancy, self.fire_room, self.outputs, self.city, self.telemetry
        for part in (self.alerts, self.devices, self.enrolment, *rooms):
            await part.load()
        self.board.states.update(self.fleet.states())
        await self.showing.load()
        await self.outward.opendata.load()

    async def _look(self) -> None:
        await self.lockers.look()
        await self.rights.look()
        await self.booking.look()
        await self.people.watch.look(self.incidents)
        await self.fire_room.look()
        await self.series.set_zone(self.places.current.zone)

    async def _deliver(self) -> None:
        await self.notifiers.warm_up()
        await self.queue.run()

    def tasks(self) -> dict[str, Run]:
        """Return everything that runs, by name."""
        return {
            **self.devices.tasks(),
            **self.enrolment.tasks(),
            **self.fleet_room.tasks(),
            "desk": self.desk.run,
            "queue": self._deliver,
            "live": self.hub.run,
            "watch": partial(every, WATCH_EVERY_S, self._look),
            **({"syslog": self.audit.run} if self.audit.has_outlet else {}),
            **self.account_room.tasks(),
            **self.place_room.tasks(),
            **self.booking.tasks(),
            **self.showing.tasks(),
            **self.clubs.tasks(),
            **self.outward.tasks(),
            "booking letters": self.letters.run,
            **self.alerts.tasks(),
            **self.partner_desk.tasks(),
            **self.channels.tasks(),
            **self.city.tasks(),
            **self.usage.tasks(),
            **self.telemetry.tasks(),
            "retention": self.retention.run,
            "memory": partial(every, GIVE_BACK_EVERY_S, give_back),
        }

    def parts(self) -> Parts:
        return Parts(
            records=self.records,
            clock=self.clock,
            places=self.places,
            account_room=self.account_room,
            letters=self.letters,
            rights=self.rights,
            rounds=self.rounds,
            events=self.events,
            exchange=self.outward.exchange,
            opendata=self.outward.opendata,
            latest=self.outward.latest,
            sensorthings=self.outward.sensorthings,
            clubs=self.clubs,
            streaming=self.events.streaming,
            watching=self.events.watching,
            volunteering=self.volunteering,
            parking=self.parking,
            people=self.people,
            alerts=self.alerts,
            page=self.page,
            hub=self.hub,
            commands=self.devices.commands,
            lockers=self.lockers,
            fire=self.fire_room,
            fleet=self.fleet_room,
            displays=self.displays,
            outputs=self.outputs,
            posts=self.posts,
            participation=self.participation,
            usage=self.usage,
            impact=self.impact,
            place_room=self.place_room,
            resetting=self.devices.resetting,
            people_curve=self.people_curve,
            push_key=self.notifiers.push_key,
            partner_desk=self.partner_desk,
            channels=self.channels,
            audit=self.audit,
            city=self.city,
            enrolment=self.enrolment,
            figures=self.figures,
            retention=self.retention,
            telemetry=self.telemetry,
            metrics_token=self.metrics_token,
        )

    def close(self) -> None:
        self.post.close()
        self.outward.close()
        self.rounds.close()
        self.booking.close()
        self.displays.close()
        self.participation.close()
        self.people.close()
        self.account_room.close()
        self.channels.close()
        self.notifiers.close()
        self.records.close()
        self.telemetry.close()
        self.series.close()
