"""Calendars of shifts in the shapes that Google, Outlook and Nextcloud write. All people are invented."""

BERLIN = """BEGIN:VTIMEZONE
TZID:{zone}
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def calendar(*events, head="PRODID:-//club//shifts//DE"):
    lines = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", head, *events, "END:VCALENDAR"])
    return "\r\n".join(line for line in lines.splitlines() if line)


def event(*lines, uid="u1@club.example"):
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T080000Z", *lines, "END:VEVENT"])


GOOGLE = calendar(
    BERLIN.format(zone="Europe/Berlin"),
    event(
        "DTSTART;TZID=Europe/Berlin:20261127T180000",
        "DTEND;TZID=Europe/Berlin:20261130T070000",
        "RRULE:FREQ=WEEKLY;COUNT=20",
        "EXDATE;TZID=Europe/Berlin:20261204T180000",
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=M. Kern;",
        " X-NUM-GUESTS=0:mailto:Kern@stadt.example",
        "STATUS:CONFIRMED",
        "SUMMARY:Bereitschaft Halle",
        uid="5abc@google.example",
    ),
    head="PRODID:-//Google Inc//Google Calendar 70.9054//EN\nX-WR-TIMEZONE:Europe/Berlin",
)
"""Weekends of Kern with one left out; the clocks change within them."""

OUTLOOK = calendar(
    BERLIN.format(zone="W. Europe Standard Time"),
    event(
        "DTSTART;TZID=W. Europe Standard Time:20261124T180000",
        "DTEND;TZID=W. Europe Standard Time:20261125T060000",
        "SUMMARY;LANGUAGE=de:Dienst: A. Yilmaz",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        "CLASS:PUBLIC",
        uid="040000008200E00074C5B7101A82E008",
    ),
    head="PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\nMETHOD:PUBLISH",
)
NEXTCLOUD = calendar(
    event(
        "DTSTART;VALUE=DATE:20261201",
        "DTEND;VALUE=DATE:20261203",
        "SUMMARY:Bereitschaft",
        "ATTENDEE;CN=Raum 1;CUTYPE=ROOM:mailto:raum@stadt.example",
        "ATTENDEE;CN=A. Yilmaz;PARTSTAT=NEEDS-ACTION:mailto:yilmaz@stadt.example",
        uid="nc-1",
    ),
    event("DTSTART:20261205T170000Z", "DTEND:20261206T050000Z", "SUMMARY:Vertretung Frau Sommer", uid="nc-2"),
    event("DTSTART:20261207T180000", "DTEND:20261207T230000", "SUMMARY:M. Kern", "STATUS:CANCELLED", uid="nc-3"),
    head="PRODID:-//IDN nextcloud.com//Calendar app 5.0//EN",
)
