/** Moving a place of the proposal by pointer, finger or keyboard. It ends in a wish to move; what that costs is asked before. */

import type { Assignment, WeekHall } from "../../shared/rounds/api";
import { shifted, type Axis } from "../office/grid";
import { QUARTER_MIN, sameSpot, spotOf, step, type Spot, type Step } from "./week";
import { nameOf, placeWords, to } from "./words";

interface Seen {
  hall: WeekHall;
  days: readonly number[];
  axis: Axis;
  may: boolean;
  onopen: (one: Assignment) => void;
  ondrop: (one: Assignment, spot: Spot) => void;
}
interface Held {
  one: Assignment;
  x: number;
  y: number;
  offMin: number;
  section: number;
  touch: boolean;
}
const FAR_PX = 5;
const PRESS_MS = 380;
const EDGE_PX = 48;
const STEPS: Readonly<Record<string, Step>> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right", PageUp: "dayBack", PageDown: "dayOn" };

export class Placing {
  spot: Spot | null = $state.raw(null);
  one: Assignment | null = $state.raw(null);
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

  column(weekday: number, node: Element): () => void {
    if (node instanceof HTMLElement) this.#columns.set(weekday, node);
    return () => this.#columns.delete(weekday);
  }

  /** A finger must stay a moment, so that the page still scrolls. */
  grab(event: PointerEvent, one: Assignment): void {
    if (event.button !== 0 || !this.#seen().may) return;
    const touch = event.pointerType === "touch";
    this.#held = { one, x: event.clientX, y: event.clientY, offMin: this.#minuteAt(event.clientY, one.weekday) - one.start_min, section: this.#sectionAt(event.clientX, one.weekday), touch };
    this.#dragged = false;
    if (touch) this.#press = setTimeout(() => this.#start(), PRESS_MS);
  }

  #start(): void {
    if (!this.#held) return;
    [this.spot, this.one, this.#dragged, this.#byKeys] = [spotOf(this.#held.one), this.#held.one, true, false];
    document.addEventListener("touchmove", still, { passive: false });
  }

  track(event: PointerEvent): void {
    const held = this.#held;
    if (!held) return;
    if (!this.#dragged && Math.hypot(event.clientX - held.x, event.clientY - held.y) > FAR_PX) {
      if (held.touch) return this.cancel();
      this.#start();
    }
    if (!this.#dragged) return;
    event.preventDefault();
    this.#scroll(event);
    const { hall, axis } = this.#seen();
    const weekday = this.#dayAt(event.clientX) ?? this.spot?.weekday ?? held.one.weekday;
    const length = held.one.end_min - held.one.start_min;
    const start = Math.round((this.#minuteAt(event.clientY, weekday) - held.offMin) / QUARTER_MIN) * QUARTER_MIN;
    const sections = shifted(spotOf(held.one).sections, this.#sectionAt(event.clientX, weekday) - held.section, hall.sections);
    this.spot = { hall: hall.hall, weekday, sections, start_min: Math.min(Math.max(start, axis.fromMin), axis.toMin - length) };
  }

  drop(): void {
    const { spot, one } = this;
    if (this.#byKeys) return;
    const moved = this.#dragged && spot !== null && one !== null && !sameSpot(spot, spotOf(one));
    if (this.#dragged) setTimeout(() => (this.#dragged = false)); // after the click that ends the drag
    this.#end();
    if (moved) this.#seen().ondrop(one, spot);
  }
  cancel(): void {
    if (!this.#byKeys) this.#end();
  }

  click(one: Assignment): void {
    if (!this.#dragged && !this.#byKeys) this.#seen().onopen(one);
  }

  /** The keyboard picks a place up, or puts it down again. */
  lift(one: Assignment): void {
    if (!this.#seen().may) return this.#seen().onopen(one);
    if (this.#byKeys && this.spot && this.one) {
      const [spot, was] = [this.spot, this.one];
      this.#end();
      if (!sameSpot(spot, spotOf(was))) this.#seen().ondrop(was, spot);
      return;
    }
    [this.spot, this.one, this.#byKeys] = [spotOf(one), one, true];
    this.said = to("grabbed", { what: nameOf(one) });
  }

  key(event: KeyboardEvent): void {
    const { spot, one } = this;
    if (!spot || !one) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.said = to("putBack", { what: nameOf(one) });
      return this.#end();
    }
    if (!this.#byKeys) return;
    if (event.key === "Tab") return this.#end();
    const way = STEPS[event.key];
    if (!way) return;
    event.preventDefault();
    const { hall, days, axis } = this.#seen();
    this.spot = step(spot, way, one.end_min - one.start_min, hall, days, axis);
    this.said = placeWords(this.spot, one.end_min - one.start_min, hall);
  }

  #end(): void {
    clearTimeout(this.#press);
    document.removeEventListener("touchmove", still);
    [this.spot, this.one, this.#held, this.#byKeys] = [null, null, null, false];
  }
  #box(weekday: number): DOMRect {
    return this.#columns.get(weekday)?.getBoundingClientRect() ?? new DOMRect();
  }
  #minuteAt(y: number, weekday: number): number {
    return this.#seen().axis.minute(y - this.#box(weekday).top);
  }
  #sectionAt(x: number, weekday: number): number {
    const [box, count] = [this.#box(weekday), this.#seen().hall.sections];
    return Math.min(Math.max(Math.floor(((x - box.left) / (box.width || 1)) * count) + 1, 1), count);
  }
  #dayAt(x: number): number | undefined {
    return [...this.#columns].find(([, node]) => {
      const box = node.getBoundingClientRect();
      return x >= box.left && x < box.right;
    })?.[0];
  }
  /** At the edge of the window the page and the grid go along. */
  #scroll({ clientX, clientY }: PointerEvent): void {
    const edge = (at: number, size: number): number => (at < EDGE_PX ? -12 : at > size - EDGE_PX ? 12 : 0);
    window.scrollBy(0, edge(clientY, innerHeight));
    [...this.#columns.values()][0]?.closest(".gridwrap")?.scrollBy(edge(clientX, innerWidth), 0);
  }
}

const still = (event: TouchEvent): void => event.preventDefault();
