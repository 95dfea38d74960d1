/** Carrying a block over a grid of days by pointer, finger or keyboard: when a press becomes a drag, where it is, and the page that goes along. What becomes of it, each grid says. */

import type { Axis, Step } from "./grid";
import { to } from "./words";

interface Press {
  x: number;
  y: number;
  /** Minutes between the top of the block and where it was taken. */
  offMin: number;
  section: number;
  touch: boolean;
}
export type Held<Taken> = Taken & Press;
const FAR_PX = 5;
const PRESS_MS = 380;
const EDGE_PX = 48;
const STEPS: Readonly<Record<string, Step>> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right", PageUp: "dayBack", PageDown: "dayOn" };

export abstract class Carrying<Taken> {
  said = $state("");
  protected byKeys = false;
  protected dragged = false;
  protected held: Held<Taken> | null = null;
  #columns = new Map<number, HTMLElement>();
  #press: ReturnType<typeof setTimeout> | undefined;

  protected abstract axis(): Axis;
  protected abstract sections(column: number): number;
  /** The name of what is carried; null while nothing is, or only a new span. */
  protected abstract name(): string | null;
  /** Shows what was taken as on the way. */
  protected abstract show(taken: Taken): void;
  protected abstract follow(event: PointerEvent, held: Held<Taken>): void;
  protected abstract go(way: Step, event: KeyboardEvent): void;
  /** What is to be asked for once it lies here; null where it came from. */
  protected abstract wanted(): (() => void) | null;
  protected abstract clear(): void;

  column(column: number, node: Element): () => void {
    if (node instanceof HTMLElement) this.#columns.set(column, node);
    return () => this.#columns.delete(column);
  }

  /** A finger must stay a moment, so that the page still scrolls. */
  protected hold(event: PointerEvent, taken: Taken, column: number, topMin: number): void {
    const { clientX: x, clientY: y } = event;
    const touch = event.pointerType === "touch";
    this.held = { ...taken, x, y, offMin: this.minuteAt(y, column) - topMin, section: this.sectionAt(x, column), touch };
    this.dragged = false;
    if (touch) this.#press = setTimeout(() => this.#start(), PRESS_MS);
  }

  #start(): void {
    if (!this.held) return;
    [this.dragged, this.byKeys] = [true, false];
    this.show(this.held);
    document.addEventListener("touchmove", still, { passive: false });
  }

  track(event: PointerEvent): void {
    const { held } = this;
    if (!held) return;
    if (!this.dragged && Math.hypot(event.clientX - held.x, event.clientY - held.y) > FAR_PX) {
      if (held.touch) return this.cancel();
      this.#start();
    }
    if (!this.dragged) return;
    event.preventDefault();
    this.#scroll(event);
    this.follow(event, held);
  }

  drop(): void {
    const ask = this.dragged && this.held ? this.wanted() : null;
    if (this.dragged) setTimeout(() => (this.dragged = false)); // after the click that ends the drag
    this.#end();
    ask?.();
  }

  cancel(): void {
    this.#end();
  }

  /** The keyboard puts down what it carries. */
  protected put(): void {
    const ask = this.wanted();
    this.#end();
    ask?.();
  }

  key(event: KeyboardEvent): void {
    const name = this.name();
    if (name === null) {
      if (event.key === "Escape" && this.held) this.cancel();
      return;
    }
    if (event.key === "Escape") {
      event.preventDefault();
      this.said = to("putBack", { what: name });
      return this.#end();
    }
    if (!this.byKeys) return;
    if (event.key === "Tab") return this.#end();
    const way = STEPS[event.key];
    if (!way) return;
    event.preventDefault();
    this.go(way, event);
  }

  #end(): void {
    clearTimeout(this.#press);
    document.removeEventListener("touchmove", still);
    [this.held, this.byKeys] = [null, false];
    this.clear();
  }

  #box(column: number): DOMRect {
    return this.#columns.get(column)?.getBoundingClientRect() ?? new DOMRect();
  }
  protected minuteAt(y: number, column: number): number {
    return this.axis().minute(y - this.#box(column).top);
  }
  protected sectionAt(x: number, column: number): number {
    const [box, count] = [this.#box(column), this.sections(column)];
    return Math.min(Math.max(Math.floor(((x - box.left) / (box.width || 1)) * count) + 1, 1), count);
  }
  protected columnAt(x: number): number | undefined {
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
