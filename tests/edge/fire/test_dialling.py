"""What the second way out is for."""

from hallenwart_contract.messages import Alarm, AlarmType, Phase, Severity
from hallenwart_edge.fire import dialling


def an_alarm(alarm_id, **fields):
    return Alarm(
        **{"id": alarm_id, "type": AlarmType.SMOKE, "phase": Phase.RAISE, "sev": Severity.CRIT, "zone": "z", "t_ms": 1} | fields
    )


def test_what_nobody_need_dial_for():
    rows = [
        an_alarm("warned", sev=Severity.WARN),
        an_alarm("drill", test=True),
        an_alarm("ended"),
        an_alarm("ended", phase=Phase.CLEAR),
        an_alarm("grown", sev=Severity.WARN),
        an_alarm("grown", phase=Phase.UPDATE),
    ]
    assert dialling.waiting(rows) == {"grown"}
