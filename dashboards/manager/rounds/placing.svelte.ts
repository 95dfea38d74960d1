/** Moving a place of the proposal. It ends in a wish to move; what that costs is asked before. */

import type { Assignment, WeekHall } from "../../shared/rounds/api";
import { Carrying, type Held } from "../office/carrying.svelte";
import { shifted, type Axis, type Step } from "../office/grid";
import { QUARTER_MIN, sameSpot, spotOf, step, type Spot } from "./week";
import { nameOf, placeWords, to } from "./words";

interface Seen {
  hall: WeekHall;
  days: readonly number[];
  axis: Axis;
  may: boolean;
  onopen: (one: Assignment) => void;
  ondrop: (one: Assignment, spot: Spot) => void;
}
interface Taken {
  one: Assignment;
}

export class Placing extends Carrying<Taken> {
  spot: Spot | null = $state.raw(null);
  one: Assignment | null = $state.raw(null);
  #seen: () => Seen;

  constructor(seen: () => Seen) {
    super();
    this.#seen = seen;
  }

  grab(event: PointerEvent, one: Assignment): void {
    if (event.button === 0 && this.#seen().may) this.hold(event, { one }, one.weekday, one.start_min);
  }

  protected override axis = (): Axis => this.#seen().axis;
  protected override sections = (): number => this.#seen().hall.sections;
  protected override name = (): string | null => this.one && nameOf(this.one);

  protected override show({ one }: Taken): void {
    [this.spot, this.one] = [spotOf(one), one];
  }

  protected override follow(event: PointerEvent, { one, offMin, section }: Held<Taken>): void {
    const { hall, axis } = this.#seen();
    const weekday = this.columnAt(event.clientX) ?? this.spot?.weekday ?? one.weekday;
    const start = Math.round((this.minuteAt(event.clientY, weekday) - offMin) / QUARTER_MIN) * QUARTER_MIN;
    const sections = shifted(spotOf(one).sections, this.sectionAt(event.clientX, weekday) - section, hall.sections);
    this.spot = { hall: hall.hall, weekday, sections, start_min: Math.min(Math.max(start, axis.fromMin), axis.toMin - one.end_min + one.start_min) };
  }

  /** What the keyboard carries, a pointer leaves alone. */
  override drop(): void {
    if (!this.byKeys) super.drop();
  }
  override cancel(): void {
    if (!this.byKeys) super.cancel();
  }

  click(one: Assignment): void {
    if (!this.dragged && !this.byKeys) this.#seen().onopen(one);
  }

  /** The keyboard picks a place up, or puts it down again. */
  lift(one: Assignment): void {
    if (!this.#seen().may) return this.#seen().onopen(one);
    if (this.byKeys) return this.put();
    this.byKeys = true;
    this.show({ one });
    this.said = to("grabbed", { what: nameOf(one) });
  }

  protected override go(way: Step): void {
    const { spot, one } = this;
    if (!spot || !one) return;
    const { hall, days, axis } = this.#seen();
    this.spot = step(spot, way, one.end_min - one.start_min, hall, days, axis);
    this.said = placeWords(this.spot, one.end_min - one.start_min, hall);
  }

  protected override wanted(): (() => void) | null {
    const { spot, one } = this;
    return spot && one && !sameSpot(spot, spotOf(one)) ? () => this.#seen().ondrop(one, spot) : null;
  }

  protected override clear(): void {
    [this.spot, this.one] = [null, null];
  }
}
