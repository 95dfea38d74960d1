/** Moving a booking, stretching it, or marking an empty span, with pointer, finger or keyboard. It ends in a wish; nothing is sent here. */

import type { GridBooking, GridHall } from "./api";
import { fit, into, minuteOn, QUARTER_MS, SHORTEST_MS, LONGEST_MS, shifted, step, type Axis, type Column, type Fit, type Step, type Wish } from "./grid";
import { dayInstant, wallMinute } from "./plan.svelte";
import { fitWords, nameOf, placeWords, to } from "./words";

interface Seen {
  columns: readonly Column<GridHall>[];
  bookings: readonly GridBooking[];
  axis: Axis;
  zone: string;
  nowMs: number;
  mayMove: boolean;
  onopen: (booking: GridBooking) => void;
  ondrop: (wish: Wish, booking: GridBooking | null) => void;
}
type Part = "whole" | "start" | "end" | "mark";
interface Held {
  part: Part;
  booking: GridBooking | null;
  from: Wish;
  at: number;
  x: number;
  y: number;
  /** Minutes between the top of the block and where it was taken. */
  offMin: number;
  section: number;
  touch: boolean;
}
const FAR_PX = 5;
const GRIP_PX = 9;
const PRESS_MS = 380;
const EDGE_PX = 48;
const STEPS: Readonly<Record<string, Step>> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right", PageUp: "dayBack", PageDown: "dayOn" };

export class Dragging {
  wish: Wish | null = $state.raw(null);
  booking: GridBooking | null = $state.raw(null);
  at = $state(0);
  said = $state("");
  #seen: () => Seen;
  #columns = new Map<number, HTMLElement>();
  #held: Held | null = null;
  #press: ReturnType<typeof setTimeout> | undefined;
  #dragged = false;
  #byKeys = false;

  constructor(seen: () => Seen) {
    this.#seen = seen;
  }

  get found(): Fit<GridBooking> | null {
    const { columns, bookings, nowMs } = this.#seen();
    const column = columns[this.at];
    return this.wish && column ? fit(this.wish, column.hall, bookings, nowMs) : null;
  }

  column(index: number, node: Element): () => void {
    if (node instanceof HTMLElement) this.#columns.set(index, node);
    return () => this.#columns.delete(index);
  }

  /** A pointer goes down on a booking. A finger must stay a moment, so that the page still scrolls. */
  grab(event: PointerEvent, booking: GridBooking, at: number): void {
    event.stopPropagation();
    if (event.button !== 0 || !this.#mayMove(booking) || !(event.currentTarget instanceof HTMLElement)) return;
    const box = event.currentTarget.getBoundingClientRect();
    const [above, below] = [event.clientY - box.top, box.bottom - event.clientY];
    const part: Part = box.height > 3 * GRIP_PX && below < GRIP_PX ? "end" : box.height > 3 * GRIP_PX && above < GRIP_PX ? "start" : "whole";
    this.#hold(event, { part, booking, from: wishOf(booking), at });
  }

  /** A pointer goes down where nothing is: marking a new booking. */
  begin(event: PointerEvent, at: number): void {
    const { columns, zone, mayMove } = this.#seen();
    const column = columns[at];
    if (event.button !== 0 || !mayMove || !column || column.hall.source) return;
    const section = this.#sectionAt(event.clientX, at);
    const minute = Math.floor(this.#minuteAt(event.clientY, at) / 15) * 15;
    const start = dayInstant(zone)(minute, column.day);
    this.#hold(event, { part: "mark", booking: null, from: { id: "", hall: column.hall.id, sections: [section], start_ms: start, end_ms: start + SHORTEST_MS }, at });
  }

  #mayMove(booking: GridBooking): boolean {
    const { mayMove, nowMs } = this.#seen();
    return mayMove && !booking.partner && booking.end_ms > nowMs;
  }

  #hold(event: PointerEvent, held: Pick<Held, "part" | "booking" | "from" | "at">): void {
    const { columns, zone } = this.#seen();
    const day = columns[held.at]?.day;
    if (!day) return;
    const offMin = this.#minuteAt(event.clientY, held.at) - minuteOn(held.from.start_ms, day, wallMinute(zone));
    const touch = event.pointerType === "touch";
    this.#held = { ...held, x: event.clientX, y: event.clientY, offMin, section: this.#sectionAt(event.clientX, held.at), touch };
    this.#dragged = false;
    if (touch) this.#press = setTimeout(() => this.#start(), PRESS_MS);
  }

  #start(): void {
    if (!this.#held) return;
    [this.wish, this.booking, this.at, this.#dragged, this.#byKeys] = [this.#held.from, this.#held.booking, this.#held.at, true, false];
    document.addEventListener("touchmove", still, { passive: false });
  }

  track(event: PointerEvent): void {
    const held = this.#held;
    if (!held) return;
    const far = Math.hypot(event.clientX - held.x, event.clientY - held.y) > FAR_PX;
    if (!this.#dragged && far) {
      if (held.touch) return this.cancel();
      this.#start();
    }
    if (!this.#dragged) return;
    event.preventDefault();
    this.#scroll(event);
    this.#follow(event, held);
  }

  #follow(event: PointerEvent, held: Held): void {
    const { columns, zone } = this.#seen();
    const at = held.part === "whole" ? (this.#columnAt(event.clientX) ?? this.at) : held.at;
    const [column, origin] = [columns[at], columns[held.at]];
    if (!column || !origin) return;
    const pointer = this.#minuteAt(event.clientY, at);
    const instant = (minute: number): number => dayInstant(zone)(minute, column.day);
    if (held.part === "whole") {
      const moved = into(held.from, origin.day, column, held.from.sections, dayInstant(zone), wallMinute(zone));
      const start = Math.min(Math.max(instant(pointer - held.offMin), column.day.from_ms), column.day.to_ms - SHORTEST_MS);
      const by = this.#sectionAt(event.clientX, at) - held.section;
      this.wish = { ...moved, sections: shifted(held.from.sections, by, column.hall.sections), start_ms: start, end_ms: start + held.from.end_ms - held.from.start_ms };
      this.at = at;
    } else this.wish = this.#stretched(held, instant(pointer), event);
  }

  #stretched({ part, from, at }: Held, ms: number, event: PointerEvent): Wish {
    if (part === "start") return { ...from, start_ms: Math.min(Math.max(ms, from.end_ms - LONGEST_MS), from.end_ms - SHORTEST_MS) };
    const end = Math.min(Math.max(ms, from.start_ms + SHORTEST_MS), from.start_ms + LONGEST_MS);
    if (part === "end") return { ...from, end_ms: end };
    const [first = 1, here] = [from.sections[0], this.#sectionAt(event.clientX, at)];
    const [low, high] = [Math.min(first, here), Math.max(first, here)];
    return { ...from, end_ms: end, sections: [...Array(high - low + 1).keys()].map((index) => low + index) };
  }

  drop(): void {
    const { wish, booking } = this;
    const changed = this.#dragged && wish && this.#held && !same(wish, booking ? this.#held.from : null);
    if (this.#dragged) setTimeout(() => (this.#dragged = false)); // after the click that ends the drag
    this.#end();
    if (changed) this.#seen().ondrop(wish, booking);
  }

  cancel(): void {
    this.#end();
  }

  /** The click that ends a drag opens nothing. */
  click(booking: GridBooking): void {
    if (this.#byKeys && this.wish) return this.#put();
    if (!this.#dragged) this.#seen().onopen(booking);
  }

  /** The keyboard picks a booking up, or puts it down again. */
  lift(booking: GridBooking, at: number): void {
    if (this.#byKeys && this.wish) return this.#put();
    if (!this.#mayMove(booking)) return this.#seen().onopen(booking);
    [this.wish, this.booking, this.at, this.#byKeys] = [wishOf(booking), booking, at, true];
    this.said = to("grabbed", { what: nameOf(booking) });
  }

  key(event: KeyboardEvent): void {
    if (!this.wish || !this.booking) {
      if (event.key === "Escape" && this.#held) this.cancel();
      return;
    }
    if (event.key === "Escape") {
      this.said = to("putBack", { what: nameOf(this.booking) });
      event.preventDefault();
      return this.#end();
    }
    if (!this.#byKeys) return;
    if (event.key === "Tab") return this.#end();
    const way = event.shiftKey && event.key === "ArrowDown" ? "longer" : event.shiftKey && event.key === "ArrowUp" ? "shorter" : STEPS[event.key];
    if (!way) return;
    event.preventDefault();
    const { columns, zone } = this.#seen();
    const moved = step(this.wish, way, columns, this.at, dayInstant(zone), wallMinute(zone));
    [this.wish, this.at] = [moved.wish, moved.at];
    const hall = columns[this.at]?.hall;
    if (hall && this.found) this.said = `${placeWords(this.wish, hall, true)}: ${fitWords(this.found)[1]}`;
  }

  #put(): void {
    const { wish, booking } = this;
    this.#end();
    if (wish && booking && !same(wish, wishOf(booking))) this.#seen().ondrop(wish, booking);
  }

  #end(): void {
    clearTimeout(this.#press);
    document.removeEventListener("touchmove", still);
    [this.wish, this.booking, this.#held, this.#byKeys] = [null, null, null, false];
  }

  #box(at: number): DOMRect {
    return this.#columns.get(at)?.getBoundingClientRect() ?? new DOMRect();
  }
  #minuteAt(y: number, at: number): number {
    return this.#seen().axis.minute(y - this.#box(at).top);
  }
  #sectionAt(x: number, at: number): number {
    const [box, count] = [this.#box(at), this.#seen().columns[at]?.hall.sections ?? 1];
    return Math.min(Math.max(Math.floor(((x - box.left) / (box.width || 1)) * count) + 1, 1), count);
  }
  #columnAt(x: number): number | undefined {
    return [...this.#columns].find(([, node]) => {
      const box = node.getBoundingClientRect();
      return x >= box.left && x < box.right;
    })?.[0];
  }
  /** At the edge of the window the page and the grid go along. */
  #scroll({ clientX, clientY }: PointerEvent): void {
    const edge = (at: number, size: number): number => (at < EDGE_PX ? -12 : at > size - EDGE_PX ? 12 : 0);
    window.scrollBy(0, edge(clientY, innerHeight));
    this.#columns.get(0)?.closest(".gridwrap")?.scrollBy(edge(clientX, innerWidth), 0);
  }
}

const still = (event: TouchEvent): void => event.preventDefault();
const wishOf = ({ id, hall, sections, start_ms, end_ms }: GridBooking): Wish => ({ id, hall, sections: [...sections].sort((a, b) => a - b), start_ms, end_ms });
const same = (one: Wish, other: Wish | null): boolean =>
  other !== null && one.hall === other.hall && one.sections.join() === other.sections.join() && Math.abs(one.start_ms - other.start_ms) < QUARTER_MS && Math.abs(one.end_ms - other.end_ms) < QUARTER_MS;
