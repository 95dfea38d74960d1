// Made from contract/generated/schema/pages-screens.json by 'run-npm types'. Do not edit.

/**
 * `smoke`: this system's own sensors alone; `evacuate`: the panel's contact, a named person, or a drill.
 * 
 * `safety`: another danger that clears the hall (carbon monoxide). `setup`: never was there a plan; what is missing is said.
 */
export type DisplayMode = ("board" | "evacuate" | "safety" | "setup" | "smoke")
/**
 * One question or answer per screen.
 * 
 * `wait_second`: a second person must show a right. `choose`: which compartment (staff). `key_gone`: the right is good,
 * the key is not there. `inside`: the key is back while people are counted inside. `report`: how was the hall? `learn`:
 * hold the new card to the reader. `taken`: the key is out and the door shut. `checked_in`: a helper showed the mark of a
 * shift or a badge, and it is noted. `ticket`: a ticket was shown, `Kiosk.ticket` says what came of it. `leave`: alarm at
 * this site, the screen says to leave the building.
 * `more` to `projects`: what else is to be read and said here while nobody wants a key: help that is wanted, ideas about the
 * halls, projects of the town; a code, a card or an alarm ends it at once.
 */
export type KioskStep = ("checked_in" | "checking" | "choose" | "idea_done" | "idea_write" | "ideas" | "inside" | "jammed" | "key_gone" | "learn" | "learnt" | "leave" | "locked_out" | "more" | "offers" | "open" | "pin" | "projects" | "report" | "returned" | "taken" | "ticket" | "wait_second" | "wrong" | "wrong_key")

/**
 * Reaches every type below; not a message itself.
 */
export interface HallenwartPagesScreens {
BoardCamera: BoardCamera
BoardCard: BoardCard
BoardCount: BoardCount
BoardRow: BoardRow
BoardStream: BoardStream
CardText: CardText
Display: Display
DisplayAction: DisplayAction
DisplayMode: DisplayMode
DoorTile: DoorTile
Idea: Idea
Kiosk: Kiosk
KioskAction: KioskAction
KioskLive: KioskLive
KioskMore: KioskMore
KioskStep: KioskStep
Panel: Panel
Post: Post
PostText: PostText
Project: Project
}
/**
 * Whether a camera of this hall sends. `on` None: not known, so it may.
 */
export interface BoardCamera {
hall: string
name: string
on: (boolean | null)
title: string
}
/**
 * Something told beside the plan. `texts` per language: `de`, `en`, `easy`; German is always there.
 * 
 * What the device says by itself has a `word` of `NoteWord` instead, with what belongs into it in `values`. `picture` is a
 * path on this Pi, `qr` the squares of a QR code for `link`, without the quiet zone: rows of 0 and 1. `from_ms`, `to_ms`:
 * when it holds.
 */
export interface BoardCard {
id: string
rung: string
kind: string
texts: {
[k: string]: CardText
}
word: string
values: {
[k: string]: string
}
by: string
level: string
link: string
qr: string[]
picture: string
alt: string
from_ms: (number | null)
to_ms: (number | null)
}
export interface CardText {
title: string
text: string
}
/**
 * People in one hall. `people` None: not known.
 */
export interface BoardCount {
hall: string
name: string
people: (number | null)
capacity: number
use: string
t_ms: (number | null)
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
 * A match to be shown; `path` is its playlist on this Pi.
 */
export interface BoardStream {
id: string
title: string
hall: string
path: string
}
/**
 * The hall display. `alarm_link` says whether every alarm source of the site is heard; `plan_ms` the plan's age.
 * 
 * `no` rises with every change; the page says it back when it has drawn it. `above` stands over the plan (safety, notes,
 * warnings), the highest rung first; `cards` take turns below it (posts, volunteers). `say` are sound files under
 * `/display/speech/`, to be played once when `say_no` rises. `missing`: what a new device still needs, as words of `Missing`.
 * `way` is empty unless the arrow of this screen is released. While `alarm_ended_ms` is told, `drill` and `alarm_kind` say
 * of what it was the end.
 */
export interface Display {
now_ms: number
zone: string
mode: DisplayMode
title: string
no: number
rung: string
rows: BoardRow[]
counts: BoardCount[]
above: BoardCard[]
cards: BoardCard[]
cameras: BoardCamera[]
stream: (BoardStream | null)
panel: Panel
say: string[]
say_no: number
speaks: boolean
missing: string[]
off: boolean
plan_ms: (number | null)
plan_until_ms: (number | null)
online: boolean
alarm_link: boolean
alarm_zone: string
alarm_since_ms: (number | null)
alarm_ended_ms: (number | null)
address: string
assembly_point: string
drill: boolean
alarm_kind: string
way: string
identify: string
}
/**
 * The screen itself: diagonal, how far away readers stand, how it is turned (degrees), and how things are said.
 */
export interface Panel {
inches: number
distance_m: number
turned: number
languages: string[]
easy: boolean
}
/**
 * What the page of a display tells: `drawn` (`no` stands on the screen), or `speak` (somebody wants to hear it).
 */
export interface DisplayAction {
do: string
no: number
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
 * What somebody would change about a hall of this site, as the office let it be shown; never who said it.
 * 
 * `kind` is a word of `participation.IdeaKind`, `state` of `participation.IdeaState`. `support`: so many said "me too".
 */
export interface Idea {
id: string
hall: string
kind: string
title: string
text: string
state: string
support: number
answer: string
answered_ms: (number | null)
made_ms: number
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
 * `ticket` is a word of `tickets.TicketWord`, `ticket_title` the event it was shown for.
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
ticket: string
ticket_title: string
doors: DoorTile[]
online: boolean
data_ms: (number | null)
clock_ok: boolean
help_phone: string
address: string
fault: string
readers: string[]
live: (KioskLive | null)
identify: string
more: (KioskMore | null)
}
/**
 * The stream of this hall. `word` is one of `view.CameraWord`; anybody at the panel may stop it, `may_start` who has just
 * shown the right of its booking.
 */
export interface KioskLive {
id: string
title: string
word: string
may_start: boolean
}
/**
 * What the menu beside the keys holds. Lists are filled at the step that shows them, the numbers always.
 * 
 * `halls` are names by id. `counted` are ideas somebody just said "me too" to. `plan_ms`: when all this came from the server.
 */
export interface KioskMore {
offer_count: number
idea_count: number
project_count: number
offers: Post[]
ideas: Idea[]
projects: Project[]
halls: {
[k: string]: string
}
counted: string[]
plan_ms: (number | null)
}
/**
 * Something to tell, beside the plan. It is shown from `from_ms` to `to_ms`, in `spans` (none: all that time).
 * 
 * `kind` is a word of `PostKind`; an unknown one counts as news. `title` and `text` are German, `texts` the same in others.
 * `picture` is the SHA-256 (hex) of a picture at `/device/v1/pictures/{sha}`, `alt` says what is to be seen on it. `by` is
 * the club, office or authority who says it. `level` of an official warning: minor, moderate, severe, extreme. `link`
 * becomes a QR code: `qr` are its squares, rows of 0 and 1 without a quiet zone.
 */
export interface Post {
kind: string
title: string
text: string
link: string
from_ms: number
to_ms: number
id: string
texts: {
[k: string]: PostText
}
picture: string
alt: string
by: string
level: string
spans: never[][]
qr: string[]
}
/**
 * A post in another language: `en`, or `easy` for German that is easy to read.
 */
export interface PostText {
title: string
text: string
}
/**
 * Something of a participation platform that concerns a hall of this site or its district: read there, only shown here.
 * 
 * `by` names the platform, `link` leads there and `qr` are its squares, as in `Post`. `read_ms`: when it was last read.
 */
export interface Project {
id: string
title: string
text: string
by: string
link: string
qr: string[]
until_ms: (number | null)
read_ms: number
}
/**
 * What a finger does.
 * 
 * `digit` (0-9), `erase`, `clear`, `enter`, `done`, `key_missing`, `help`, `help_end`, `spare`, `all` (emergency opening),
 * `live_on`, `live_off`, `choose` (with `slot`), `report` (with `word`: good, untidy, damaged), `scan` (with `text`, what a
 * reader typed). In the menu: `more`, `offers`, `ideas`, `projects`, `idea_write`, `back`, `here` (somebody still types),
 * `idea` (`text`, `word` its kind, `of` a hall), `support` (`of` an idea).
 */
export interface KioskAction {
do: string
digit: (number | null)
slot: (number | null)
word: string
text: string
of: string
}
