// Made from contract/generated/schema/pages-screens.json by 'run-npm types'. Do not edit.

export type DisplayMode = ("board" | "evacuate" | "smoke")
/**
 * One question or answer per screen.
 * 
 * `wait_second`: a second person must show a right. `choose`: which compartment (staff). `key_gone`: the right is good,
 * the key is not there. `inside`: the key is back while people are counted inside. `report`: how was the hall? `learn`:
 * hold the new card to the reader. `taken`: the key is out and the door shut. `leave`: alarm at this site, the screen says
 * to leave the building.
 */
export type KioskStep = ("checking" | "choose" | "inside" | "jammed" | "key_gone" | "learn" | "learnt" | "leave" | "locked_out" | "open" | "pin" | "report" | "returned" | "taken" | "wait_second" | "wrong" | "wrong_key")

/**
 * Reaches every type below; not a message itself.
 */
export interface HallenwartPagesScreens {
BoardCount: BoardCount
BoardPost: BoardPost
BoardRow: BoardRow
Display: Display
DisplayMode: DisplayMode
DoorTile: DoorTile
Kiosk: Kiosk
KioskAction: KioskAction
KioskStep: KioskStep
}
/**
 * People in one hall. `people` None: not known.
 */
export interface BoardCount {
hall: string
name: string
people: (number | null)
capacity: number
}
export interface BoardPost {
title: string
text: string
kind: string
link: string
}
/**
 * A line of the board. `mark`: empty, moved or cancelled.
 */
export interface BoardRow {
hall: string
sections: number[]
section_count: number
title: string
start_ms: number
end_ms: number
now: boolean
mark: string
new_start_ms: (number | null)
}
/**
 * The hall display. `alarm_link` says whether every alarm source of the site is heard; `plan_ms` the plan's age.
 */
export interface Display {
now_ms: number
zone: string
mode: DisplayMode
title: string
rows: BoardRow[]
counts: BoardCount[]
post: (BoardPost | null)
plan_ms: (number | null)
online: boolean
alarm_link: boolean
alarm_zone: string
alarm_since_ms: (number | null)
alarm_ended_ms: (number | null)
address: string
assembly_point: string
drill: boolean
direction: string
identify: string
}
/**
 * A compartment on the drawing of the wall; `column` and `row` count from 1. `label` names what its keys open.
 */
export interface DoorTile {
number: number
column: number
row: number
open: boolean
key: boolean
label: string
out_of_service: boolean
}
/**
 * The locker's screen.
 * 
 * `digits` is how many were entered, never which; `lengths` how many a code may have now: after too many wrong entries
 * only the long ones (`capped`). `tries_left` and `wait_s` explain a refusal. `slot` is the compartment that is open;
 * `close_in_s` when the reminder comes; `due_ms` when the key is due. `choices` are the compartments of `choose`,
 * `all_allowed` the emergency opening. `before` and `before_until_ms` say which group has the key of `key_gone` and until
 * when; `spare` the compartment with a spare. `people` are those counted inside. `help`: empty, asked, seen, call;
 * `help_ms` since when.
 * `data_ms`: without connection, the time of the newest rights. `readers`: what stands beside the digits (card, qr).
 */
export interface Kiosk {
now_ms: number
zone: string
site_name: string
step: KioskStep
digits: number
code_length: number
lengths: number[]
capped: boolean
tries_left: (number | null)
wait_s: number
slot: (number | null)
also: number[]
due_ms: (number | null)
close_in_s: (number | null)
choices: number[]
all_allowed: boolean
before: string
before_until_ms: (number | null)
spare: (number | null)
people: (number | null)
help: string
help_ms: (number | null)
doors: DoorTile[]
online: boolean
data_ms: (number | null)
clock_ok: boolean
help_phone: string
address: string
fault: string
readers: string[]
identify: string
}
/**
 * What a finger does.
 * 
 * `digit` (0-9), `erase`, `clear`, `enter`, `done`, `key_missing`, `help`, `help_end`, `spare`, `all` (emergency opening),
 * `choose` (with `slot`), `report` (with `word`: good, untidy, damaged), `scan` (with `text`, what a reader typed).
 */
export interface KioskAction {
do: string
digit: (number | null)
slot: (number | null)
word: string
text: string
}
