/** Moving a booking, stretching it, or marking an empty span. It ends in a wish; nothing is sent here. */

import type { GridBooking, GridHall } from "./api";
import { Carrying, type Held } from "./carrying.svelte";
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
interface Taken {
  part: Part;
  booking: GridBooking | null;
  from: Wish;
  at: number;
}
const GRIP_PX = 9;

export class Dragging extends Carrying<Taken> {
  wish: Wish | null = $state.raw(null);
  booking: GridBooking | null = $state.raw(null);
  at = $state(0);
  #seen: () => Seen;

  constructor(seen: () => Seen) {
    super();
    this.#seen = seen;
  }

  get found(): Fit<GridBooking> | null {
    const { columns, bookings, nowMs } = this.#seen();
    const column = columns[this.at];
    return this.wish && column ? fit(this.wish, column.hall, bookings, nowMs) : null;
  }

  protected override axis = (): Axis => this.#seen().axis;
  protected override sections = (at: number): number => this.#seen().columns[at]?.hall.sections ?? 1;
  protected override name = (): string | null => this.booking && nameOf(this.booking);

  /** A pointer goes down on a booking. */
  grab(event: PointerEvent, booking: GridBooking, at: number): void {
    event.stopPropagation();
    if (event.button !== 0 || !this.#mayMove(booking) || !(event.currentTarget instanceof HTMLElement)) return;
    const box = event.currentTarget.getBoundingClientRect();
    const [above, below] = [event.clientY - box.top, box.bottom - event.clientY];
    const part: Part = box.height > 3 * GRIP_PX && below < GRIP_PX ? "end" : box.height > 3 * GRIP_PX && above < GRIP_PX ? "start" : "whole";
    this.#take(event, { part, booking, from: wishOf(booking), at });
  }

  /** A pointer goes down where nothing is: marking a new booking. */
  begin(event: PointerEvent, at: number): void {
    const { columns, zone, mayMove } = this.#seen();
    const column = columns[at];
    if (event.button !== 0 || !mayMove || !column || column.hall.source) return;
    const section = this.sectionAt(event.clientX, at);
    const minute = Math.floor(this.minuteAt(event.clientY, at) / 15) * 15;
    const start = dayInstant(zone)(minute, column.day);
    this.#take(event, { part: "mark", booking: null, from: { id: "", hall: column.hall.id, sections: [section], start_ms: start, end_ms: start + SHORTEST_MS }, at });
  }

  #mayMove(booking: GridBooking): boolean {
    const { mayMove, nowMs } = this.#seen();
    return mayMove && !booking.partner && booking.end_ms > nowMs;
  }

  #take(event: PointerEvent, taken: Taken): void {
    const { columns, zone } = this.#seen();
    const day = columns[taken.at]?.day;
    if (day) this.hold(event, taken, taken.at, minuteOn(taken.from.start_ms, day, wallMinute(zone)));
  }

  protected override show({ from, booking, at }: Omit<Taken, "part">): void {
    [this.wish, this.booking, this.at] = [from, booking, at];
  }

  protected override follow(event: PointerEvent, held: Held<Taken>): void {
    const { columns, zone } = this.#seen();
    const at = held.part === "whole" ? (this.columnAt(event.clientX) ?? this.at) : held.at;
    const [column, origin] = [columns[at], columns[held.at]];
    if (!column || !origin) return;
    const pointer = this.minuteAt(event.clientY, at);
    const instant = (minute: number): number => dayInstant(zone)(minute, column.day);
    if (held.part === "whole") {
      const moved = into(held.from, origin.day, column, held.from.sections, dayInstant(zone), wallMinute(zone));
      const start = Math.min(Math.max(instant(pointer - held.offMin), column.day.from_ms), column.day.to_ms - SHORTEST_MS);
      const by = this.sectionAt(event.clientX, at) - held.section;
      this.wish = { ...moved, sections: shifted(held.from.sections, by, column.hall.sections), start_ms: start, end_ms: start + held.from.end_ms - held.from.start_ms };
      this.at = at;
    } else this.wish = this.#stretched(held, instant(pointer), event);
  }

  #stretched({ part, from, at }: Taken, ms: number, event: PointerEvent): Wish {
    if (part === "start") return { ...from, start_ms: Math.min(Math.max(ms, from.end_ms - LONGEST_MS), from.end_ms - SHORTEST_MS) };
    const end = Math.min(Math.max(ms, from.start_ms + SHORTEST_MS), from.start_ms + LONGEST_MS);
    if (part === "end") return { ...from, end_ms: end };
    const [first = 1, here] = [from.sections[0], this.sectionAt(event.clientX, at)];
    const [low, high] = [Math.min(first, here), Math.max(first, here)];
    return { ...from, end_ms: end, sections: [...Array(high - low + 1).keys()].map((index) => low + index) };
  }

  /** The click that ends a drag opens nothing. */
  click(booking: GridBooking): void {
    if (this.byKeys && this.wish) return this.put();
    if (!this.dragged) this.#seen().onopen(booking);
  }

  /** The keyboard picks a booking up, or puts it down again. */
  lift(booking: GridBooking, at: number): void {
    if (this.byKeys && this.wish) return this.put();
    if (!this.#mayMove(booking)) return this.#seen().onopen(booking);
    this.byKeys = true;
    this.show({ from: wishOf(booking), booking, at });
    this.said = to("grabbed", { what: nameOf(booking) });
  }

  protected override go(along: Step, { shiftKey }: KeyboardEvent): void {
    if (!this.wish) return;
    const { columns, zone } = this.#seen();
    const way = shiftKey && along === "down" ? "longer" : shiftKey && along === "up" ? "shorter" : along;
    const moved = step(this.wish, way, columns, this.at, dayInstant(zone), wallMinute(zone));
    [this.wish, this.at] = [moved.wish, moved.at];
    const hall = columns[this.at]?.hall;
    if (hall && this.found) this.said = `${placeWords(this.wish, hall, true)}: ${fitWords(this.found)[1]}`;
  }

  protected override wanted(): (() => void) | null {
    const { wish, booking } = this;
    return wish && !same(wish, booking && wishOf(booking)) ? () => this.#seen().ondrop(wish, booking) : null;
  }

  protected override clear(): void {
    [this.wish, this.booking] = [null, null];
  }
}

const wishOf = ({ id, hall, sections, start_ms, end_ms }: GridBooking): Wish => ({ id, hall, sections: [...sections].sort((a, b) => a - b), start_ms, end_ms });
const same = (one: Wish, other: Wish | null): boolean =>
  other !== null && one.hall === other.hall && one.sections.join() === other.sections.join() && Math.abs(one.start_ms - other.start_ms) < QUARTER_MS && Math.abs(one.end_ms - other.end_ms) < QUARTER_MS;
