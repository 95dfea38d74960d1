// Made from contract/generated/schema/pages-director.json by 'run-npm types'. Do not edit.

/**
 * Reaches every type below; not a message itself.
 */
export interface HallenwartPagesDirector {
Director: Director
Do: Do
Expectation: Expectation
Link: Link
NotNow: NotNow
Running: Running
}
/**
 * The whole state of the director page. `engine`: mosquitto or amqtt; `can`: actions possible now, `not_now` the others.
 * 
 * `running` and `log` have the newest last.
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
 * fire, fire_end, panel, panel_end, fog, sensor_dead, sensor_back, call_point, crowd, cut, heal, key_late, no_show,
 * wrong_key, broker_dead, broker_back; at the key locker card, strange_card,
 * mains_lost, mains_back.
 */
export interface Do {
what: string
}
