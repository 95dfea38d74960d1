import { post, type Schemas } from "../../shared/api";
import { Doing } from "../../shared/doing.svelte";
import * as time from "../../shared/time";
import type { Wish } from "./wish.svelte";

export type Plan = Schemas["SeriesPlanOut"];
export type PlanDate = Schemas["SeriesDateOut"];
export type Option = Schemas["OptionOut"];

const FIRST_WEEKS = 12;
/** A season: the server takes no longer ones. */
const MOST_DAYS = 365;

/** The same time every week: all its dates are shown with what stands against them before anything is booked. */
export class Repeat {
  readonly doing = new Doing();
  on: boolean = $state(false);
  until: string = $state("");
  everyWeeks: number = $state(1);
  #seen = $state.raw<{ plan: Plan; of: string } | null>(null);
  /** what the person chose for single dates: another time, or none */
  #instead: Record<string, Option | null> = $state.raw({});
  #wish: Wish;

  constructor(wish: Wish) {
    this.#wish = wish;
  }

  /** What was seen; nothing once something else is wanted. */
  get plan(): Plan | null {
    return this.#seen && this.#seen.of === this.#asked() ? this.#seen.plan : null;
  }
  #asked(): string {
    const { hall, sections, start_ms, end_ms, rooms, kind, club } = this.#wish.wanted ?? {};
    return JSON.stringify([hall, sections, start_ms, end_ms, rooms, kind, club, this.until, this.everyWeeks]);
  }
  get first(): string {
    return this.#wish.slot ? time.isoDay(this.#wish.slot.start_ms, this.#wish.zone) : "";
  }
  get last(): string {
    return time.addDays(this.first, MOST_DAYS);
  }
  /** How many dates would be booked. */
  get free(): number {
    return this.plan?.counts["free"] ?? 0;
  }
  start(on: boolean): void {
    this.on = on;
    this.#seen = null;
    this.#instead = {};
    if (on && !this.until) this.until = time.addDays(this.first, FIRST_WEEKS * 7);
  }
  choiceOf(date: string): Option | null | undefined {
    return this.#instead[date];
  }
  /** Another time for a date, null for none, undefined for the usual one. The server says anew how all dates stand. */
  async choose(date: string, option: Option | null | undefined): Promise<void> {
    const { [date]: _, ...rest } = this.#instead;
    this.#instead = option === undefined ? rest : { ...rest, [date]: option };
    await this.look();
  }
  async look(): Promise<void> {
    const of = this.#asked();
    if (!this.plan && this.#seen) this.#instead = {}; // choices of another question
    const plan = await this.#ask("look", true);
    if (plan) this.#seen = { plan, of };
  }
  book(): Promise<Plan | undefined> {
    return this.#ask("book", false);
  }

  #ask(name: string, dry: boolean): Promise<Plan | undefined> {
    const { slot, wanted, zone } = this.#wish;
    if (!slot || !wanted) return Promise.resolve(undefined);
    const { start_ms: _start, end_ms: _end, ...same } = wanted;
    const instead = Object.entries(this.#instead).map(([date, one]) => [date, one && { hall: one.hall, sections: one.sections, start_ms: one.start_ms }]);
    const body: Schemas["SeriesBody"] = {
      every_weeks: this.everyWeeks,
      kind: "training",
      rooms: [],
      effects: [],
      note: "",
      why: "",
      skip: [],
      on_conflict: "skip",
      ...same,
      weekday: (new Date(`${this.first}T00:00:00Z`).getUTCDay() + 6) % 7,
      start: time.clock(slot.start_ms, zone),
      end: time.clock(slot.end_ms, zone),
      from_date: this.first,
      to_date: this.until,
      instead: Object.fromEntries(instead) as NonNullable<Schemas["SeriesBody"]["instead"]>,
      dry,
    };
    return this.doing.run(name, () => post("/api/series", body));
  }
}
