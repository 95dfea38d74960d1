// Made from contract/generated/schema/pages-live.json by 'run-npm types'. Do not edit.

/**
 * Everything an incident can be about; every page and notice has words for each. Alarm types keep their names.
 */
export type IncidentKind = ("alert_path" | "authority" | "battery" | "broker_down" | "call_point" | "co" | "code_late" | "component" | "damage" | "device_care" | "device_silent" | "drill" | "duress" | "exit_ends" | "fire_off" | "forced_door" | "guessing" | "heat" | "help" | "inside" | "jammed" | "key_conflict" | "key_lost" | "key_missing" | "key_overdue" | "key_unknown" | "left_open" | "mains" | "no_key" | "no_show" | "nobody_on_call" | "other" | "overcrowded" | "panel" | "panel_fault" | "pre_alarm" | "responder" | "revoked" | "sensor_fault" | "site_link" | "smoke" | "tamper" | "wrong_key")
export type Severity = ("crit" | "info" | "warn")
export type IncidentState = ("acknowledged" | "open" | "resolved")
/**
 * What happened to an incident.
 */
export type StepKind = ("acked" | "again" | "cleared" | "delivered" | "escalated" | "failed" | "handed_over" | "note" | "opened" | "proof" | "queued" | "raised" | "reminded" | "reset" | "resolved" | "sensor" | "silenced" | "worse")
export type Live = (ManagerView | Beat | ClubChanged)

/**
 * Reaches every type below; not a message itself.
 */
export interface HallenwartPagesLive {
Advice: Advice
AlertPath: AlertPath
Beat: Beat
ClubChanged: ClubChanged
Compartment: Compartment
Device: Device
Duty: Duty
Fact: Fact
FireOff: FireOff
FireSensor: FireSensor
FireZone: FireZone
HallNow: HallNow
HallOutput: HallOutput
Health: Health
Incident: Incident
IncidentKind: IncidentKind
IncidentState: IncidentState
IncidentStep: IncidentStep
Locker: Locker
ManagerView: ManagerView
MirrorNow: MirrorNow
NextUp: NextUp
PartNow: PartNow
SensorSaid: SensorSaid
Severity: Severity
Site: Site
StepKind: StepKind
Live: Live
}
/**
 * What to do next: one short sentence in both languages.
 */
export interface Advice {
de: string
en: string
}
/**
 * Whether the way to people is proved. `state`: ok, late, failed, never; `heartbeat` empty: none is set up.
 */
export interface AlertPath {
state: string
tested_ms: (number | null)
took_ms: (number | null)
heartbeat: string
heartbeat_ms: (number | null)
failing: string[]
}
/**
 * `fleet` rises when a line of the fleet changed; `GET /api/fleet?since=` the one before tells which. 0: not counted.
 */
export interface Beat {
type: "beat"
now_ms: number
fleet: number
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
 * Somebody on call now, in order. `ways` counts verified waking paths; `stand_in_for` names whose turn it is.
 * 
 * `paths` counts ways independent of each other; `source`: shift, chain, admin (nobody else can be woken).
 */
export interface Duty {
person: string
name: string
position: number
until_ms: (number | null)
ways: number
stand_in_for: string
site: string
paths: number
source: string
}
/**
 * Context of an incident. `kind`: people, key, holder, booking, next. The page has the words; `t_ms` is the figure's age.
 * 
 * `holder` names the role of who holds a key, and where the role of the reader allows it nothing else.
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
 * Something disabled. `owner` is a name; `text` why, in words; `booking` the line of the booking it ends with.
 */
export interface FireOff {
id: string
c: string
since_ms: number
until_ms: number
reason: string
owner: string
text: string
booking: string
}
/**
 * A fire sensor. `state`: ok, fault, alarm, off, test, unknown; `value` is what it measures, in words.
 */
export interface FireSensor {
c: string
name: string
kind: string
state: string
reason: string
value: string
battery_pct: (number | null)
x: (number | null)
y: (number | null)
}
/**
 * A zone. `word`: fire, pre_alarm, fault, disabled, test, normal, or unknown where its device is silent.
 */
export interface FireZone {
device: string
site: string
zone: string
name: string
hall: string
word: string
since_ms: (number | null)
sensors: FireSensor[]
off: FireOff[]
walk_until_ms: (number | null)
walked: string[]
delay_s: number
delay_on: boolean
}
/**
 * A hall's tile. `use` per section: used, booked_empty, free, unknown. `people` None: not known.
 * 
 * `parts` says how sure the counts are, the whole hall first; empty where no device tells it.
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
outputs: HallOutput[]
parts: PartNow[]
}
/**
 * A light or heating of a hall, as its device told it last: see `outputs.Output`. `stale`: that device is silent now.
 */
export interface HallOutput {
device: string
id: string
kind: string
sections: number[]
on: (boolean | null)
why: string
since_ms: (number | null)
until_ms: (number | null)
fault: string
stale: boolean
}
/**
 * People in sections of a hall; see `people.PlaceCount`. `sections` empty: the whole hall.
 */
export interface PartNow {
sections: number[]
people: (number | null)
low: (number | null)
high: (number | null)
use: string
sure: number
signs: string[]
since_ms: (number | null)
ins: number
outs: number
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
store: boolean
notifiers: string[]
dead_letters: number
screen_n: number
notify_n: number
untrusted_n: number
mirror: (MirrorNow | null)
}
/**
 * How the database stands that time series are written to as well.
 * 
 * `state`: ok, `filling` (what was missed or older), `away` (it does not answer), `denied` (it does not let the server in),
 * `refused` (it leaves rows out). `rows` wait to be written; at `level_ms` none did. `written` and `refused` since the start.
 */
export interface MirrorNow {
state: string
rows: number
level_ms: number
written: number
refused: number
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
resolved_by: string
resolved_ms: (number | null)
note: string
siren: boolean
facts: Fact[]
measured: string[]
ref: string
sensors: SensorSaid[]
told: string[]
next_name: string
next_ms: (number | null)
drill: boolean
count: number
delay_until_ms: (number | null)
steps: IncidentStep[]
advice: Advice[]
}
/**
 * A sensor in alarm: since when and what it measured. `gone_ms`: when it no longer said so.
 */
export interface SensorSaid {
c: string
device: string
name: string
since_ms: number
measured: string
gone_ms: (number | null)
}
/**
 * One line of an incident's timeline. `who` acted or was told, `way` is a message's path, `text` the figure or word.
 */
export interface IncidentStep {
t_ms: number
kind: StepKind
who: string
way: string
text: string
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
zones: FireZone[]
sites: Site[]
duty: Duty[]
path: AlertPath
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
export interface Site {
id: string
name: string
address: string
drill_ms: (number | null)
siren: boolean
silenced: boolean
plan: boolean
}
