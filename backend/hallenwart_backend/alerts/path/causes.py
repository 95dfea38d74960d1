"""What is wrong with the alert path, as causes of incidents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hallenwart_backend.alerts.letters import FailingWay
from hallenwart_backend.alerts.path import rules
from hallenwart_backend.alerts.path.rules import State
from hallenwart_backend.alerts.path.store import Trial
from hallenwart_backend.ports import Cause
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity

_WHY = {
    "no_alarm": "Der Melder hat nicht geantwortet. / The sensor did not answer.",
    "device_offline": "Das Gerät ist nicht verbunden. / The device is not connected.",
    "no_way": "Für die erste Person ist kein Weg eingerichtet. / No way to the first person is set up.",
    "nobody": "Niemand hat Bereitschaft. / Nobody is on call.",
}


def of_tests(tests: Sequence[Trial], *, now_ms: int) -> list[Cause]:
    """The newest finished test decides."""
    newest = next((one for one in tests if one.state is not State.RUNNING), None)
    if newest is None or newest.state in rules.PROVED:
        return []
    lost = [f"{one.way}: {one.error or one.state}" for one in newest.letters if one.state in {"failed", "retrying", "waiting"}]
    why = _WHY.get(newest.error) or "; ".join(lost) or "Eine Bestätigung kam nicht. / A receipt did not come."
    said = f"Täglicher Test des Alarmwegs: {why}" if not newest.by else f"Test des Alarmwegs: {why}"
    return [_cause("test", newest.id, said, now_ms=newest.done_ms or now_ms)]


def of_ways(failing: Iterable[FailingWay], *, now_ms: int) -> list[Cause]:
    return [_cause(f"way:{one.lane}", one.lane, way_words(one), now_ms=now_ms) for one in failing]


def way_words(one: FailingWay) -> str:
    return f"{one.lane}: {one.failures} x · {one.error}"


def of_receipts(silent: Mapping[str, int], *, now_ms: int) -> list[Cause]:
    return [
        _cause(
            f"unreceipted:{device}",
            device,
            f"{count} Alarm-Zeilen nicht bestätigt. / {count} rows of alarms not confirmed.",
            now_ms=now_ms,
            device=device,
        )
        for device, count in silent.items()
    ]


def of_heartbeat(error: str, *, now_ms: int) -> Cause:
    return _cause("heartbeat", "heartbeat", f"Lebenszeichen nach außen: {error}", now_ms=now_ms)


def _cause(key: str, identity: str, detail: str, *, now_ms: int, device: str = "") -> Cause:
    return Cause(
        key=f"alert_path:{key}"[:200],
        id=identity,
        kind=IncidentKind.ALERT_PATH,
        sev=Severity.WARN,
        site="",
        since_ms=now_ms,
        device=device,
        detail=detail,
    )
