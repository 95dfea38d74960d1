"""A thin device: on the wire it does what the agent does, with the agent's own rules of sending again and of coming back."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import ssl
import time
from typing import Any, Final

import msgspec

from benchmarks.storm_line import DownError, Line
from hallenwart_contract.channels import ACK, ALARM, CHANNELS, CONN, EVT, HB, RCPT, STATE, Direction, T, parse_topic
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.documents import DOCUMENTS
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.machine import Vitals
from hallenwart_contract.messages import Ack, Alarm, Batch, Conn, Event, Heartbeat, Phase, Reading, Receipt, State
from hallenwart_contract.signed import Signed
from hallenwart_contract.zones import Zone
from hallenwart_edge.bell import Bell
from hallenwart_edge.mqtt import KEEPALIVE_S
from hallenwart_edge.reconnect import Reconnect
from hallenwart_edge.uplink.flow import Flow
from hallenwart_edge.uplink.packing import packed
from hallenwart_edge.uplink.rules import AlarmBook, Verdict, Window, judge

HEARTBEAT_S: Final = 15.0
READINGS_EVERY_S: Final = 10.0
SENSORS: Final = ("rauch", "waerme", "luft", "akku")
_DOWN: Final = [channel for channel in CHANNELS if channel.direction is Direction.DOWN]
_UP: Final = {"a": ALARM, "e": EVT, "t": T}


class _Revised(msgspec.Struct):
    """What every signed document has."""

    rev: int


def mono_ms() -> int:
    return time.monotonic_ns() // 1_000_000


def now_ms() -> int:
    return time.time_ns() // 1_000_000


class ThinDevice:
    """`rows` are all it ever made, by stream; number n is at n - 1. `marks` are the moments (monotonic s) of its return."""

    def __init__(self, name: str, port: int, tls: ssl.SSLContext) -> None:
        self.name = name
        self.epoch = secrets.token_hex(8)
        self.rows: dict[str, list[bytes]] = {"a": [], "e": [], "t": []}
        self.wm = {"a": 0, "e": 0, "t": 0}
        self.revs: dict[str, int] = {}
        self.had: dict[str, int] = {}
        self.marks: dict[str, float] = {}
        self.makes = True
        self.online = False
        self.resent = 0
        self.wrong: list[str] = []
        self._port, self._tls = port, tls
        self._boot, self._conn, self._rev = secrets.token_hex(8), 0, 0
        self._began_ms = mono_ms()
        self._bell = Bell()
        self._book = AlarmBook()
        self._flow = Flow()
        self._windows: dict[str, Window] = {}
        self._reconnect = Reconnect()

    @property
    def waiting(self) -> int:
        """How many rows are without receipt."""
        return sum(len(rows) - self.wm[stream] for stream, rows in self.rows.items())

    def cut_off(self, *, forgets: bool) -> None:
        """Note that the storm begins: an alarm and two events nobody has yet; with `forgets` its card lost the documents."""
        self.marks.clear()
        self.had = dict(self.revs)
        if forgets:
            self.revs.clear()
        self._alarm()
        self._event(EventKind.BOOT)
        self._event(EventKind.BOOT)
        self._bell.ring()

    async def run(self) -> None:
        """Come back as often as it takes."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._measure())
            while True:
                began_s = time.monotonic()
                self._conn += 1
                try:
                    await self._once()
                except* DownError as lost:
                    if any("refused" in str(error) for error in lost.exceptions):
                        self.wrong.append(str(lost.exceptions))
                self.online = False
                await asyncio.sleep(self._reconnect.ended(lasted_s=time.monotonic() - began_s, refused=False))

    async def _once(self) -> None:
        line = await Line.open(
            self._port, self._tls, keepalive_s=KEEPALIVE_S, will=(CONN.topic(self.name), encode(self._birth(online=False)))
        )
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(line.run())
                group.create_task(self._serve(line))
                group.create_task(self._listen(line))
        finally:
            line.close()

    async def _serve(self, line: Line) -> None:
        await line.subscribe([channel.topic(self.name) for channel in _DOWN])
        await line.publish(CONN.topic(self.name), encode(self._birth()), retain=True)
        await line.publish(STATE.topic(self.name), encode(self._state()), retain=True)
        self.online = True
        self._mark("born")
        self._told_all()
        self._book = AlarmBook()
        self._flow = Flow()
        self._windows = {stream: Window(self.wm[stream], cursor=self.wm[stream] + 1) for stream in ("e", "t")}
        async with asyncio.TaskGroup() as group:
            group.create_task(self._beat(line))
            group.create_task(self._send(line))

    # --- up ---

    def _head(self) -> dict[str, Any]:
        head = {"dev": self.name, "epoch": self.epoch, "boot": self._boot, "conn": self._conn, "clk": "ntp"}
        return {**head, "sent_ms": now_ms(), "mono_ms": mono_ms()}

    def _where(self) -> dict[str, Any]:
        last = {stream: len(rows) for stream, rows in self.rows.items()}
        return {**self._head(), "fw": "storm", "last": last, "wm": dict(self.wm), "revs": dict(self.revs)}

    def _birth(self, *, online: bool = True) -> Conn:
        return Conn(**self._where(), online=online, reason="" if online else "lwt")

    def _state(self) -> State:
        self._rev += 1
        sensors = dict.fromkeys(SENSORS, "ok")
        return State(**self._head(), rev=self._rev, sensors=sensors, zones=[Zone(id="halle", sensors=list(SENSORS[:2]))])

    async def _beat(self, line: Line) -> None:
        while True:
            up_s = (mono_ms() - self._began_ms) // 1000
            beat = Heartbeat(
                **self._where(),
                up_s=up_s,
                disk_free_mb=9_000,
                temp_cpu_c=51.0,
                sensors=dict.fromkeys(SENSORS, "ok"),
                vitals=Vitals(disk_total_mb=30_000, load=0.2),
            )
            await line.publish(HB.topic(self.name), encode(beat), qos=0)
            await asyncio.sleep(HEARTBEAT_S)

    async def _send(self, line: Line) -> None:
        while True:
            alarms = list(range(self.wm["a"] + 1, len(self.rows["a"]) + 1))
            self._book.keep(alarms)
            for number in self._book.due(alarms, now_mono_ms=mono_ms()):
                self._book.sent(number, now_mono_ms=mono_ms())
                await self._publish(line, "a", int(number), int(number))
            for stream, window in self._windows.items():
                await self._send_window(line, stream, window)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._wait_s()):
                    await self._bell.wait()

    def _held(self, stream: str) -> bool:
        return stream == "t" and self._flow.held_until_mono_ms > mono_ms()

    async def _send_window(self, line: Line, stream: str, window: Window) -> None:
        if self._held(stream):
            return
        due_ms = window.due_mono_ms()
        if due_ms is not None and due_ms <= mono_ms():
            window.rewind()
            self.resent += 1
        while (room := window.room()) and window.cursor <= len(self.rows[stream]):
            first, last = window.cursor, min(len(self.rows[stream]), window.cursor + room - 1)
            window.sent(first, last, now_mono_ms=mono_ms())
            await self._publish(line, stream, first, last)

    def _wait_s(self) -> float | None:
        alarms = list(range(self.wm["a"] + 1, len(self.rows["a"]) + 1))
        due = [window.due_mono_ms() for window in self._windows.values()]
        if self._held("t"):
            due.append(self._flow.held_until_mono_ms)
        moments = [one for one in (*due, self._book.next_mono_ms(alarms, now_mono_ms=mono_ms())) if one is not None]
        return max(0.0, (min(moments) - mono_ms()) / 1000) if moments else None

    async def _publish(self, line: Line, stream: str, first: int, last: int) -> None:
        rows = self.rows[stream][first - 1 : last]
        cols = packed(rows) if stream == "t" and self._flow.cols else None
        raw = [msgspec.Raw(row) for row in rows] if cols is None else []
        batch = Batch(**self._head(), s=stream, seq=first, n=len(rows), r=raw, cols=cols)
        await line.publish(_UP[stream].topic(self.name), encode(batch))

    # --- down ---

    async def _listen(self, line: Line) -> None:
        while True:
            topic, payload = await line.inbox.get()
            device, channel = parse_topic(topic)
            if device != self.name:
                self.wrong.append(f"heard {topic}")
            elif channel is RCPT:
                self._receipt(decode(payload, Receipt))
            elif channel.name in DOCUMENTS and payload:
                await self._document(line, channel.name, decode(payload, Signed))

    def _receipt(self, receipt: Receipt) -> None:
        if receipt.epoch != self.epoch:
            return
        if self._flow.heard(receipt, now_mono_ms=mono_ms()) and "t" in self._windows:
            self._windows["t"].hold(self._flow.held_until_mono_ms)
        for stream, wm in receipt.wm.items():
            verdict = judge(wm, own_wm=self.wm[stream], last=len(self.rows[stream]))
            if verdict in {Verdict.AHEAD, Verdict.GONE}:
                self.wrong.append(f"{stream}: {verdict.name} {wm}, here {self.wm[stream]} of {len(self.rows[stream])}")
            elif verdict is Verdict.ADVANCE:
                self.wm[stream] = wm
            if stream in self._windows:
                self._windows[stream].receipt(wm)
        if receipt.sync:
            for window in self._windows.values():
                window.rewind()
            self.resent += 1
        self._bell.ring()
        if not self.waiting:
            self._mark("receipted")

    async def _document(self, line: Line, kind: str, signed: Signed) -> None:
        rev = decode(signed.p, _Revised).rev
        if rev <= self.revs.get(kind, 0):
            self._told_all()
            return
        self.revs[kind] = rev
        self._event(EventKind.DOCUMENT_APPLIED, kind, {"doc": kind, "rev": rev, "reason": ""})
        self._told_all()
        ack = Ack(**self._head(), id=f"{kind}:{rev}", st="done", res={"doc": kind, "rev": rev}, t_ms=now_ms())
        await line.publish(ACK.topic(self.name), encode(ack))

    def _told_all(self) -> None:
        if all(self.revs.get(kind, 0) >= rev for kind, rev in self.had.items()):
            self._mark("documents")

    def _mark(self, what: str) -> None:
        self.marks.setdefault(what, time.monotonic())

    # --- rows ---

    async def _measure(self) -> None:
        await asyncio.sleep(int.from_bytes(secrets.token_bytes(2), "big") / 65_536 * READINGS_EVERY_S)
        while True:
            if self.makes:
                for sensor in SENSORS:
                    number = len(self.rows["t"]) + 1
                    self.rows["t"].append(encode(Reading(c=sensor, k="temp_c", t_ms=now_ms(), x=float(number))))
                self._bell.ring()
            await asyncio.sleep(READINGS_EVERY_S)

    def _event(self, kind: EventKind, c: str = "", a: dict[str, Any] | None = None) -> None:
        self.rows["e"].append(encode(Event(kind=kind, t_ms=now_ms(), mono_ms=mono_ms(), c=c, a=a or {})))
        self._bell.ring()

    def _alarm(self) -> None:
        number = len(self.rows["a"]) + 1
        row = Alarm(
            id=f"{self.name}-{number}",
            type="sensor_fault",
            phase=Phase.TEST,
            sev="info",
            zone="halle",
            c="rauch",
            t_ms=now_ms(),
            mono_ms=mono_ms(),
            test=True,
        )
        self.rows["a"].append(encode(row))
