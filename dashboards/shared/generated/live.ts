// Made from contract/generated/schema/pages-live.json by 'run-npm types'. Do not edit.

/**
 * Everything an incident can be about; every page and notice has words for each. Alarm types keep their names.
 */
export type IncidentKind = ("broker_down" | "code_late" | "damage" | "device_silent" | "duress" | "forced_door" | "guessing" | "heat" | "help" | "inside" | "jammed" | "key_conflict" | "key_lost" | "key_missing" | "key_overdue" | "key_unknown" | "left_open" | "mains" | "no_key" | "no_show" | "other" | "panel" | "pre_alarm" | "responder" | "sensor_fault" | "site_link" | "smoke" | "tamper" | "wrong_key")
export type Severity = ("crit" | "info" | "warn")
export type IncidentState = ("acknowledged" | "open" | "resolved")
export type Live = (ManagerView | Beat | ClubChanged)

/**
 * Reaches every type below; not a message itself.
 */
export interface HallenwartPagesLive {
Beat: Beat
ClubChanged: ClubChanged
Compartment: Compartment
Device: Device
Fact: Fact
HallNow: HallNow
Health: Health
Incident: Incident
IncidentKind: IncidentKind
IncidentState: IncidentState
Locker: Locker
ManagerView: ManagerView
NextUp: NextUp
Severity: Severity
Live: Live
}
export interface Beat {
type: "beat"
now_ms: number
}
/**
 * Something of this person's bookings changed; the page reads them anew.
 */
export interface ClubChanged {
type: "club"
now_ms: number
}
/**
 * A locker door. `state`: in, out, overdue, lost, open, forced, out_of_service, unknown.
 */
export interface Compartment {
number: number
label: string
state: string
holder: string
since_ms: (number | null)
due_ms: (number | null)
}
/**
 * A Pi. `state`: online, suspect, offline, never.
 */
export interface Device {
id: string
site: string
site_name: string
state: string
seen_ms: (number | null)
clk: string
fw: string
backlog: number
sensors: {
[k: string]: string
}
}
/**
 * Context of an incident. `kind`: people, key, booking, next. The page has the words; `t_ms` is the figure's age.
 */
export interface Fact {
kind: string
text: string
number: (number | null)
spread: (number | null)
detail: string
t_ms: (number | null)
}
/**
 * A hall's tile. `use` per section: used, booked_empty, free, unknown. `people` None: not known.
 */
export interface HallNow {
id: string
name: string
site: string
site_name: string
people: (number | null)
spread: (number | null)
people_ms: (number | null)
capacity: number
use: string[]
now_title: string
now_until_ms: (number | null)
keys: string[]
worst: string
devices: number
devices_ok: number
}
/**
 * Measured, not promised: milliseconds from detector to screen and to the first notification, and what is behind.
 */
export interface Health {
screen_p50_ms: (number | null)
screen_p99_ms: (number | null)
notify_p50_ms: (number | null)
notify_p99_ms: (number | null)
backlog_rows: number
broker: boolean
notifiers: string[]
dead_letters: number
}
/**
 * An alert with a life: open → acknowledged → resolved. `kind` chooses the words; `zone` is the room's name.
 * 
 * `since_ms` is when the cause began by the device's clock, `cleared_ms` when it ended. A hint then resolves by itself, a
 * warning once a person has seen it; a critical incident stays until a person resolves it.
 */
export interface Incident {
id: string
kind: IncidentKind
sev: Severity
state: IncidentState
site: string
site_name: string
hall: string
hall_name: string
zone: string
device: string
address: string
detail: string
slot: (number | null)
since_ms: number
raised_ms: number
cleared_ms: (number | null)
acked_by: string
acked_ms: (number | null)
ack_word: string
siren: boolean
facts: Fact[]
measured: string[]
ref: string
}
export interface Locker {
device: string
site_name: string
online: boolean
seen_ms: (number | null)
grants_ms: (number | null)
grants_current: boolean
compartments: Compartment[]
}
export interface ManagerView {
type: "manager"
now_ms: number
zone: string
on_call: string[]
incidents: Incident[]
halls: HallNow[]
lockers: Locker[]
next: NextUp[]
devices: Device[]
health: Health
}
/**
 * A coming booking. `code`: stored (confirmed by the device), waiting, none; `key`: in, out; `step`: see `GrantStep`.
 */
export interface NextUp {
booking: string
start_ms: number
hall_name: string
title: string
code: string
key: string
step: string
}
