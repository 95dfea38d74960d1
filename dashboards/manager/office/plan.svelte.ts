/** What the office's plan shows now: which halls and days, and what is in them. */

import { inWords } from "../../shared/api";
import { language } from "../../shared/lang.svelte";
import * as time from "../../shared/time";
import { instantOf, minuteOf, minuteWords } from "../../shared/walltime";
import { plan, type Grid, type GridBooking, type GridHall } from "./api";
import { instantOn, weekOf, type Column, type Day } from "./grid";

export type Mode = "week" | "day";
const AGAIN_MS = 20_000;

export class Plan {
  date = $state("");
  mode: Mode = $state("week");
  site = $state("");
  hall = $state("");
  grid: Grid | null = $state.raw(null);
  error = $state("");
  /** How much waits for the office to decide. */
  waiting = $state(0);
  #asked = 0;

  constructor(date: string, mode: Mode = "week") {
    this.date = date;
    this.mode = mode;
  }

  get monday(): string {
    return weekOf(this.date).monday;
  }
  get from(): string {
    return this.mode === "week" ? this.monday : this.date;
  }
  get current(): GridHall | null {
    const halls = this.grid?.halls ?? [];
    return halls.find(({ id }) => id === this.hall) ?? halls[0] ?? null;
  }
  /** A hall's week, or all halls' day. */
  get columns(): Column<GridHall>[] {
    if (this.mode === "week") return this.current ? columnsOf([this.current]) : [];
    return columnsOf(this.grid?.halls ?? []).filter(({ day }) => day.date === this.date);
  }
  bookingsOf(hall: string): GridBooking[] {
    return this.grid?.bookings.filter((one) => one.hall === hall) ?? [];
  }
  hallOf(id: string): GridHall | null {
    return this.grid?.halls.find((one) => one.id === id) ?? null;
  }

  step(by: number): void {
    this.date = time.addDays(this.date, this.mode === "week" ? 7 * by : by);
  }

  /** The newest question wins: an answer that was overtaken is dropped. */
  async load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const grid = await plan.grid(this.monday, 7, this.site, "");
      if (asked === this.#asked) [this.grid, this.error] = [grid, ""];
    } catch (error) {
      if (asked === this.#asked) this.error = inWords(error, language.current);
    }
  }

  async #count(): Promise<void> {
    const found = await plan.requests().catch(() => null);
    if (found) this.waiting = found.requests.length;
  }

  /** Loads now and again while it is shown; the office also hears how much waits for it. */
  follow(office: boolean): () => void {
    const all = (): void => {
      void this.load();
      if (office) void this.#count();
    };
    all();
    const again = setInterval(() => {
      if (!document.hidden) all();
    }, AGAIN_MS);
    return () => clearInterval(again);
  }
}

const columnsOf = (halls: readonly GridHall[]): Column<GridHall>[] => halls.flatMap((hall) => hall.days.map((day) => ({ key: `${hall.id} ${day.date}`, hall, day })));

/** Local wall minute of an instant. */
export const wallMinute = (zone: string) => (ms: number): number => minuteOf(time.clock(ms, zone)) ?? 0;
/** The instant of a wall minute on a day of a zone. */
export const dayInstant = (zone: string) => (minute: number, day: Day): number =>
  instantOn(minute, day, (at) => instantOf(`${day.date}T${minuteWords(at)}`, zone) ?? day.from_ms);
