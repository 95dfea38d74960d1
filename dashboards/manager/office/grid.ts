/** The arithmetic of the week grid: where a time lies on the axis, what a booking's blocks are, and whether a wish fits. Pure. */

export interface Span {
  start_ms: number;
  end_ms: number;
}
export interface Day {
  date: string;
  from_ms: number;
  to_ms: number;
  open: Span[];
  closed: (Span & { sections: number[]; why: string })[];
}
export interface HallLike {
  id: string;
  name: string;
  sections: number;
  buffer_ms: number;
  source: string;
  days: Day[];
}
export interface Held extends Span {
  id: string;
  hall: string;
  sections: number[];
  clear_ms: number;
}
/** What somebody wants: `id` is the booking that is moved, empty for a new one. */
export interface Wish extends Span {
  id: string;
  hall: string;
  sections: number[];
}
/** One column of the grid: a hall on a day. */
export interface Column<H extends HallLike = HallLike> {
  key: string;
  hall: H;
  day: H["days"][number];
}

export const QUARTER_MS = 900_000;
const MINUTE_MS = 60_000;
const HOUR_MIN = 60;
const DAY_MIN = 1_440;
const DAY_MS = 86_400_000;
export const SHORTEST_MS = 2 * QUARTER_MS;
export const LONGEST_MS = 32 * QUARTER_MS;
/** School hours lie before this; they get less height, so that the afternoon and evening have it. */
const BUSY_FROM_MIN = 14 * HOUR_MIN;
const QUIET_PX_PER_MIN = 19 / HOUR_MIN;
const BUSY_PX_PER_MIN = 50 / HOUR_MIN;

/** Local wall minutes of a day at its top and bottom, and how they become pixels. */
export class Axis {
  constructor(
    readonly fromMin: number,
    readonly toMin: number,
    readonly even = false,
  ) {}

  get height(): number {
    return this.y(this.toMin);
  }

  y(minute: number): number {
    const at = Math.min(Math.max(minute, this.fromMin), this.toMin);
    const turn = Math.max(this.fromMin, Math.min(BUSY_FROM_MIN, this.toMin));
    const quiet = this.even ? BUSY_PX_PER_MIN : QUIET_PX_PER_MIN;
    return at <= turn ? (at - this.fromMin) * quiet : (turn - this.fromMin) * quiet + (at - turn) * BUSY_PX_PER_MIN;
  }

  minute(y: number): number {
    const turn = Math.max(this.fromMin, Math.min(BUSY_FROM_MIN, this.toMin));
    const bend = this.y(turn);
    const quiet = this.even ? BUSY_PX_PER_MIN : QUIET_PX_PER_MIN;
    const found = y <= bend ? this.fromMin + y / quiet : turn + (y - bend) / BUSY_PX_PER_MIN;
    return Math.min(Math.max(found, this.fromMin), this.toMin);
  }

  /** Hours to write beside it: every one in the afternoon, every third where they are narrow. */
  get hours(): number[] {
    const all = [...Array(25).keys()].filter((hour) => hour * HOUR_MIN >= this.fromMin && hour * HOUR_MIN <= this.toMin);
    return this.even ? all : all.filter((hour) => hour * HOUR_MIN >= BUSY_FROM_MIN || (BUSY_FROM_MIN / HOUR_MIN - hour) % 3 === 0);
  }
}

/** Local wall minute of an instant on a day. On the two days when clocks change, `wall` says it; on all others it is arithmetic. */
export function minuteOn(ms: number, day: Day, wall: (ms: number) => number): number {
  if (ms <= day.from_ms) return 0;
  if (ms >= day.to_ms) return DAY_MIN;
  return day.to_ms - day.from_ms === DAY_MS ? (ms - day.from_ms) / MINUTE_MS : wall(ms);
}

/** The instant of a wall minute on a day, on the quarter of an hour. `instant` is asked on the days when clocks change. */
export function instantOn(minute: number, day: Day, instant: (minute: number) => number): number {
  const quarter = Math.round(minute / 15) * 15;
  if (quarter >= DAY_MIN) return day.to_ms;
  return day.to_ms - day.from_ms === DAY_MS ? day.from_ms + quarter * MINUTE_MS : instant(quarter);
}

/** From when to when the axis reaches: the opening hours of all days shown, and whatever is booked outside them. */
export function axisOf(columns: readonly Column[], held: readonly Held[], wall: (ms: number) => number, even = false): Axis {
  const minutes: number[] = [];
  for (const { hall, day } of columns) {
    const inside = held.filter((one) => one.hall === hall.id && one.start_ms < day.to_ms && one.end_ms > day.from_ms);
    for (const { start_ms, end_ms } of [...day.open, ...inside]) minutes.push(minuteOn(start_ms, day, wall), minuteOn(end_ms, day, wall));
  }
  if (!minutes.length) return new Axis(8 * HOUR_MIN, 22 * HOUR_MIN, even);
  const floor = Math.floor(Math.min(...minutes) / HOUR_MIN) * HOUR_MIN;
  return new Axis(floor, Math.ceil(Math.max(...minutes) / HOUR_MIN) * HOUR_MIN, even);
}

/** Neighbouring sections as runs [first, last]: 1 and 3 of a hall are two blocks. */
export function runs(sections: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const section of [...sections].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && section === last[1] + 1) last[1] = section;
    else found.push([section, section]);
  }
  return found;
}

/** The same number of sections elsewhere: shifted as a whole, pushed back in at the edges, fewer where the hall has fewer. */
export function shifted(sections: readonly number[], by: number, count: number): number[] {
  const sorted = [...sections].sort((a, b) => a - b);
  const [first = 1, last = 1] = [sorted[0], sorted.at(-1)];
  if (last - first + 1 > count) return [...Array(Math.min(sections.length, count)).keys()].map((index) => index + 1);
  const allowed = Math.min(Math.max(by, 1 - first), count - last);
  return sorted.map((section) => section + allowed);
}

export type Fault = "past" | "closed" | "short" | "long" | "led" | "far";
export interface Fit<T extends Held> {
  fault: Fault | null;
  /** Why it is closed, where somebody said so. */
  why: string;
  conflicts: T[];
}
const HORIZON_MS = 180 * DAY_MS;
const LATE_MS = QUARTER_MS;

/** Whether a wish fits into what is loaded. The server decides; this only saves the way there. */
export function fit<T extends Held>(wish: Wish, hall: HallLike, held: readonly T[], nowMs: number): Fit<T> {
  const length = wish.end_ms - wish.start_ms;
  const day = hall.days.find(({ from_ms, to_ms }) => wish.start_ms >= from_ms && wish.start_ms < to_ms);
  const shut = day?.closed.find((one) => overlap(one, wish) && (!one.sections.length || one.sections.some((n) => wish.sections.includes(n))));
  const inside = !day || day.open.some((one) => one.start_ms <= wish.start_ms && wish.end_ms <= one.end_ms);
  const moving = held.find(({ id }) => id === wish.id);
  const begun = moving !== undefined && moving.start_ms === wish.start_ms;
  const checks: [Fault, boolean][] = [
    ["led", hall.source !== ""],
    ["short", length < SHORTEST_MS],
    ["long", length > LONGEST_MS],
    ["past", !begun && wish.start_ms + LATE_MS <= nowMs],
    ["far", wish.start_ms > nowMs + HORIZON_MS],
    ["closed", shut !== undefined || !inside],
  ];
  const clear = { start_ms: wish.start_ms, end_ms: wish.end_ms + hall.buffer_ms };
  const conflicts = held.filter((one) => {
    const theirs = { start_ms: one.start_ms, end_ms: one.clear_ms };
    return one.id !== wish.id && one.hall === wish.hall && overlap(theirs, clear) && one.sections.some((n) => wish.sections.includes(n));
  });
  return { fault: checks.find(([, wrong]) => wrong)?.[0] ?? null, why: shut?.why ?? "", conflicts };
}

const overlap = (one: Span, other: Span): boolean => one.start_ms < other.end_ms && other.start_ms < one.end_ms;

/** What fits and lies nearest to a wish, soonest first: the same hall and the days loaded, its own sections before others. */
export function nearest<T extends Held>(wish: Wish, hall: HallLike, held: readonly T[], nowMs: number, most = 3): Wish[] {
  const length = wish.end_ms - wish.start_ms;
  const here = held.filter((one) => one.hall === hall.id);
  const found: { at: Wish; far: number }[] = [];
  const choices = placesLike(wish.sections, hall.sections);
  for (const day of hall.days) {
    for (const open of day.open) {
      for (let start = open.start_ms; start + length <= open.end_ms; start += QUARTER_MS) {
        const far = Math.abs(start - wish.start_ms);
        const sections = choices.find((one) => free({ ...wish, sections: one, start_ms: start, end_ms: start + length }, hall, here, nowMs));
        if (sections) found.push({ at: { ...wish, sections, start_ms: start, end_ms: start + length }, far: far + (sections === choices[0] ? 0 : 1) });
      }
    }
  }
  const apart = spread(found.sort((a, b) => a.far - b.far).map(({ at }) => at), most);
  return apart.sort((a, b) => a.start_ms - b.start_ms);
}

const free = <T extends Held>(wish: Wish, hall: HallLike, held: readonly T[], nowMs: number): boolean => {
  const { fault, conflicts } = fit(wish, hall, held, nowMs);
  return fault === null && conflicts.length === 0;
};

/** Takes the first ones that begin at least half an hour apart: three neighbouring quarters are one choice. */
function spread(sorted: readonly Wish[], most: number): Wish[] {
  const taken: Wish[] = [];
  for (const one of sorted) {
    if (taken.length < most && taken.every((other) => Math.abs(other.start_ms - one.start_ms) >= SHORTEST_MS)) taken.push(one);
  }
  return taken;
}

/** The wished sections first, then every other place of the same form. */
function placesLike(sections: readonly number[], count: number): number[][] {
  const first = Math.min(...sections);
  const all = [...Array(count).keys()].map((index) => shifted(sections, index + 1 - first, count));
  const wished = shifted(sections, 0, count);
  const others = [...new Map(all.map((one) => [one.join(), one])).values()].filter((one) => one.join() !== wished.join());
  return [wished, ...others];
}

export type Step = "up" | "down" | "left" | "right" | "dayBack" | "dayOn";

/** A wish one step of the keyboard further. Left and right go through the sections and on into the next column. */
export function step(wish: Wish, way: Step | "longer" | "shorter", columns: readonly Column[], at: number, instant: (minute: number, day: Day) => number, wall: (ms: number) => number): { wish: Wish; at: number } {
  const column = columns[at];
  if (!column) return { wish, at };
  const length = wish.end_ms - wish.start_ms;
  if (way === "up" || way === "down") {
    const by = way === "up" ? -QUARTER_MS : QUARTER_MS;
    const { from_ms, to_ms } = column.day;
    const start = Math.min(Math.max(wish.start_ms + by, from_ms), to_ms - Math.min(length, to_ms - from_ms));
    return { wish: { ...wish, start_ms: start, end_ms: start + length }, at };
  }
  if (way === "longer" || way === "shorter") {
    const end = wish.end_ms + (way === "longer" ? QUARTER_MS : -QUARTER_MS);
    const fits = end - wish.start_ms >= SHORTEST_MS && end - wish.start_ms <= LONGEST_MS;
    return { wish: fits ? { ...wish, end_ms: end } : wish, at };
  }
  const by = way === "left" || way === "dayBack" ? -1 : 1;
  if (way === "left" || way === "right") {
    const moved = shifted(wish.sections, by, column.hall.sections);
    if (moved.join() !== [...wish.sections].sort((a, b) => a - b).join()) return { wish: { ...wish, sections: moved }, at };
  }
  const next = columns[at + by];
  if (!next) return { wish, at };
  const edge = way === "left" ? next.hall.sections : way === "right" ? -next.hall.sections : 0;
  return { wish: into(wish, column.day, next, shifted(wish.sections, edge, next.hall.sections), instant, wall), at: at + by };
}

/** A wish at the same wall time in another column. */
export function into(wish: Wish, from: Day, to: Column, sections: number[], instant: (minute: number, day: Day) => number, wall: (ms: number) => number): Wish {
  const start = instant(minuteOn(wish.start_ms, from, wall), to.day);
  return { ...wish, hall: to.hall.id, sections, start_ms: start, end_ms: start + (wish.end_ms - wish.start_ms) };
}

/** ISO week of a calendar day, and its Monday. */
export function weekOf(iso: string): { week: number; year: number; monday: string } {
  const at = new Date(`${iso}T00:00:00Z`);
  const monday = new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * DAY_MS);
  const thursday = new Date(monday.getTime() + 3 * DAY_MS);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1;
  return { week, year, monday: monday.toISOString().slice(0, 10) };
}
