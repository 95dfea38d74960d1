"""What the evidence log holds, and where it was. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


class EvidenceKind:
    """What the evidence log holds of alarms, tests and settings; lockers' events keep their own words."""

    ALARM_RAISED: Final = "alarm.raised"
    ALARM_WORSE: Final = "alarm.worse"
    """A pre-alarm became an alarm, or another sensor joined."""
    ALARM_CLEARED: Final = "alarm.cleared"
    FAULT_RAISED: Final = "fault.raised"
    FAULT_CLEARED: Final = "fault.cleared"
    ASKED: Final = "fire.asked"
    """A person gave a command; `about` is its id. What came of it stands in a link of its own."""
    SILENCED: Final = "fire.silenced"
    RESET: Final = "fire.reset"
    DELAYED: Final = "fire.delay"
    OFF: Final = "fire.off"
    ON: Final = "fire.on"
    WALK_BEGUN: Final = "walk.begun"
    WALK_HIT: Final = "walk.hit"
    WALK_ENDED: Final = "walk.ended"
    DRILL_BEGUN: Final = "drill.begun"
    DRILL_ENDED: Final = "drill.ended"
    SELF_TEST: Final = "test.self"
    """A person sent a test value through a sensor's rule."""
    TESTED: Final = "fire.tested"
    """Somebody pressed the test button of a sensor itself."""
    DAILY_TEST: Final = "test.daily"
    """`said` begins with ok or failed."""
    ACKED: Final = "incident.acked"
    RESOLVED: Final = "incident.resolved"
    NOTED: Final = "incident.noted"
    CONFIG: Final = "fire.config"
    """A device watches by another configuration."""
    POLICY: Final = "alerts.policy"
    ROSTER: Final = "alerts.roster"
    WAYS: Final = "alerts.ways"
    PLAN: Final = "fire.plan"
    DIALLED: Final = "dialler.closed"
    ROLE_GIVEN: Final = "people.role_given"
    """`about` is the pseudonym of the person it was given to, here and below."""
    ROLE_TAKEN: Final = "people.role_taken"
    STREAM_AGREED: Final = "stream.agreed"
    """`about` is the public event; `said` names the party, the text's version and for how many days a recording is kept."""
    STREAM_WITHDRAWN: Final = "stream.withdrawn"
    STREAM_OBJECTED: Final = "stream.objected"
    """Somebody who was seen asks for deletion; `about` is the event, `said` nothing of who it was."""
    ACCOUNT: Final = "people.account"
    """Opened, closed, reopened."""
    PASSKEY_ADDED: Final = "people.passkey_added"
    """`said` is what its owner calls it, here and below."""
    PASSKEY_REMOVED: Final = "people.passkey_removed"
    PASSKEY_COPIED: Final = "people.passkey_copied"
    """A counter went back: the sign-in was refused."""
    PASSKEY_POLICY: Final = "people.passkey_policy"
    PERSON_ERASED: Final = "people.erased"
    OUTPUT_ASKED: Final = "outputs.asked"
    """A person switched a light or heating by hand; `about` is the command."""
    OUTPUT_TIMES: Final = "outputs.times"
    """How lights and heatings of the site `about` follow bookings."""
    DEVICE_MADE: Final = "device.made"
    """`about` is the device, here and below."""
    DEVICE_INVITED: Final = "device.invited"
    """A one-time token was drawn; `said` is the number of its ticket."""
    DEVICE_UNINVITED: Final = "device.uninvited"
    DEVICE_ENROLLED: Final = "device.enrolled"
    """`said` is the serial of its certificate and the ticket it came by."""
    DEVICE_RENEWED: Final = "device.renewed"
    DEVICE_RENEWAL: Final = "device.renewal"
    """A person agreed to a renewal after the certificate's end, or refused it."""
    DEVICE_REVOKED: Final = "device.revoked"
    """`said` is the reason."""
    DEVICE_GONE: Final = "device.gone"
    """A revoked device was seen gone."""
    DEVICE_HEARD: Final = "device.heard"
    """Somebody spoke as a revoked device."""
    ROLLOUT: Final = "fleet.rollout"
    """A release goes out, is paused, stops or is through; `about` is the rollout."""
    PROTOCOL: Final = "device.protocol"
    """A device was commissioned; `about` is the protocol, `said` its digest."""
    DEVICE_ASKED: Final = "device.asked"
    """Identify, restart or log lines were asked of a device; `about` is the command."""
    DEVICE_SETTINGS: Final = "device.settings"
    """What may be set from afar was set; `about` is the device."""
    DEVICE_WIRING: Final = "device.wiring"
    """A device was given another wiring; `about` is the device, `said` the number of it."""
    SCREEN_PROOF: Final = "screen.proof"
    """A display drew this in an alarm, or after it; `said` has the hash of the picture, `about` the alarm it answers."""
    EXIT_RELEASED: Final = "exit.released"
    """The fire-safety officer released a display's arrow; `about` is the protocol, `said` its digest, here and below."""
    EXIT_BLOCKED: Final = "exit.blocked"
    """Somebody said that a way out is blocked."""
    EXIT_ENDED: Final = "exit.ended"
    """An arrow or mark was withdrawn before its end, by a person or because the display is no longer the one released."""
    CLUB_DECIDED: Final = "clubs.decided"
    """`about` is the club's request."""
    POST_SHOWN: Final = "posts.shown"
    """A person told of a danger, or passed on a warning, on displays; `about` is the post, here and below."""
    POST_RECALLED: Final = "posts.recalled"
    POST_DECIDED: Final = "posts.decided"
    """The office accepted or declined what a club wants to show."""
    POST_TRUST: Final = "posts.trust"
    """Whether a club is asked about its posts; `about` is the club."""
    HOURS_CONFIRMED: Final = "hours.confirmed"
    """A club confirmed hours of a helper; `about` is the record, `said` its minutes and digest, here and below."""
    HOURS_WITHDRAWN: Final = "hours.withdrawn"


@dataclass(frozen=True, slots=True)
class Where:
    """The place an entry of the evidence log is found by."""

    site: str = ""
    device: str = ""
    zone: str = ""
    c: str = ""


NOWHERE: Final = Where()


@dataclass(frozen=True, slots=True)
class Entry:
    """A link as people read it: `who` is a pseudonym, `said` None where it was erased."""

    number: int
    t_ms: int
    kind: str
    about: str
    who: str
    said: str | None
    at: Where = NOWHERE
