// Made from contract/generated/schema/pages-director.json by 'run-npm types'. Do not edit.

/**
 * Reaches every type below; not a message itself.
 */
export interface HallenwartPagesDirector {
Director: Director
Do: Do
Expectation: Expectation
LampNow: LampNow
Link: Link
MailLink: MailLink
NotNow: NotNow
OnPhone: OnPhone
PiNow: PiNow
Received: Received
Running: Running
}
/**
 * The whole state of the director page. `engine`: mosquitto or amqtt; `can`: actions possible now, `not_now` the others.
 * 
 * `running`, `log` and `inbox` have the newest last. `gateways`: whether SMS and calls get through.
 */
export interface Director {
now_ms: number
zone: string
speed: number
engine: string
network: boolean
broker: boolean
can: string[]
running: Running[]
links: Link[]
log: string[]
not_now: NotNow[]
inbox: Received[]
gateways: boolean
lamps: LampNow[]
pi: (PiNow | null)
}
/**
 * An action the director started.
 */
export interface Running {
what: string
started_ms: number
expectations: Expectation[]
over: boolean
}
/**
 * One thing that should follow an action. `took_ms` is measured, None while waiting; `late` when over `within_ms`.
 */
export interface Expectation {
text_de: string
text_en: string
within_ms: number
took_ms: (number | null)
late: boolean
note: string
}
export interface Link {
title_de: string
title_en: string
url: string
}
/**
 * Why an action is not possible, and what to do first.
 */
export interface NotNow {
what: string
text_de: string
text_en: string
}
/**
 * What arrived on somebody's phone in the town. `way`: push, sms, call, email. `link` is what a press on it opens.
 * 
 * `state` of a call: ringing, talking, over; of the others empty. `silent`: it made no sound. `links`, `files`: of a mail.
 */
export interface Received {
id: string
person: string
way: string
at_ms: number
title: string
text: string
link: string
state: string
silent: boolean
drill: boolean
links: MailLink[]
files: string[]
}
/**
 * A link of a mail, with the words before it.
 */
export interface MailLink {
label: string
url: string
}
/**
 * A light or heating of the town as it truly is, whatever its device believes. `kind`: light, heating.
 */
export interface LampNow {
hall: string
kind: string
on: boolean
}
/**
 * The Pi that was added. `device` is empty before it was enrolled; `said`: why that failed, or why it runs no more.
 */
export interface PiNow {
device: string
plugged: boolean
said: string
}
/**
 * fire, fire_end, prealarm, prealarm_end, panel, panel_end, call_point, call_point_end, fog, crowd, crowd_end, sensor_dead,
 * sensor_back, battery_low, battery_new, drill, drill_end, gateway_dead, gateway_back, cut, heal, broker_dead, broker_back,
 * key_late, no_show, wrong_key, switch_dead, switch_back; in the portal next door led_moved; at the key locker card,
 * strange_card, mains_lost, mains_back; a Pi that was added pi_enrol, pi_off, pi_on.
 * 
 * `text` of pi_enrol is the text of the ticket, or the command with it.
 */
export interface Do {
what: string
text: string
}
/**
 * What somebody does with a call that rings or talks: `answer`, `hang_up`, or one of the keys 0 to 9.
 */
export interface OnPhone {
call: string
press: string
}
