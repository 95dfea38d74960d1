import { api, ApiError, type Booking, type Conflict, type NewBooking, type Schemas, type ShownSlot, type Slot, type Slots } from "../../shared/api";
import { Doing } from "../../shared/doing.svelte";
import { Reading } from "../../shared/reading.svelte";
import * as time from "../../shared/time";
import { fitting, type Part } from "./parts";
import { bookable, type Bookable } from "./halls";

export type Step = 1 | 2 | 3 | 4;
export const LENGTHS_MIN = [60, 90, 120] as const;
const SHOWN_DAYS = 5;
const AHEAD_DAYS = 28;
const FIRST_LENGTH_MIN = 90;

/** What somebody wants to book, step by step: where, which day, which time, confirmed. */
export class Wish {
  readonly doing = new Doing();
  readonly reading = new Reading();
  step: Step = $state(1);
  /** any hall will do: times are looked for in all of them */
  anywhere: boolean = $state(false);
  halls: Bookable[] | null = $state.raw(null);
  hallId: string = $state("");
  minutes: number = $state(FIRST_LENGTH_MIN);
  amount: number = $state(1);
  date: string = $state("");
  /** counts of the days ahead; the slots of the shown ones */
  slots = $state.raw<Slots | null>(null);
  slot = $state.raw<Slot | null>(null);
  part = $state.raw<Part | null>(null);
  title: string = $state("");
  kind: NonNullable<NewBooking["kind"]> = $state("training");
  rooms: string[] = $state([]);
  fog: boolean = $state(false);
  note: string = $state("");
  club: string = $state("");
  /** what would become of it, and why the office is asked */
  outlook = $state.raw<Schemas["CheckOut"] | null>(null);
  nearest: Slot[] = $state.raw([]);
  conflicts: Conflict[] = $state.raw([]);

  get hall(): Bookable | undefined {
    return this.halls?.find(({ id }) => id === this.hallId);
  }
  get zone(): string {
    return this.hall?.zone ?? "Europe/Berlin";
  }
  /** The parts that fit into a slot. */
  fits(slot: Slot): Part[] {
    return this.hall ? fitting(this.hall, slot.free_sections, this.amount) : [];
  }

  /** What was booked last is most likely wanted again. */
  async load(before: readonly Booking[]): Promise<void> {
    this.halls = (await this.doing.run("halls", async () => bookable(await api.places()))) ?? this.halls;
    const last = [...before].sort((a, b) => b.start_ms - a.start_ms).find(({ hall }) => this.halls?.some(({ id }) => id === hall));
    if (this.hallId) return;
    this.choose(last?.hall ?? this.halls?.[0]?.id ?? "");
    if (last) this.title = last.title;
    if (last && last.sections.length < (this.hall?.sections ?? 1)) this.amount = last.sections.length;
  }
  choose(hall: string): void {
    this.anywhere = false;
    this.hallId = hall;
    this.amount = 1;
    this.rooms = [];
  }

  /** The first day with something free is shown at once. */
  async find(from: string): Promise<boolean> {
    if (!(await this.show(from))) return false;
    const first = this.slots?.days.find(({ free, closed }) => free > 0 && !closed);
    return !first || first.date === this.date || this.show(first.date);
  }
  /** Shows the times of a day and of those after it. The counts stay those of the days ahead while the day is among them. */
  async show(date: string): Promise<boolean> {
    this.slot = null;
    const known = this.slots?.days.some((day) => day.date === date) && this.slots.days[0]?.date !== date ? this.slots.days : null;
    const found = await this.doing.run("slots", () => api.slots(this.hallId, date, this.minutes, this.amount, { days: known ? SHOWN_DAYS : AHEAD_DAYS, shown: SHOWN_DAYS }));
    if (!found) return false;
    this.slots = known ? { ...found, days: known } : found;
    this.date = date;
    return true;
  }
  /** Weeks before or after those whose counts are known. */
  async turn(days: number): Promise<void> {
    const first = this.slots?.days[0]?.date ?? this.date;
    const date = time.addDays(first, days);
    const found = await this.doing.run("slots", () => api.slots(this.hallId, date, this.minutes, this.amount, { days: AHEAD_DAYS, shown: SHOWN_DAYS }));
    if (found) [this.slots, this.date, this.slot] = [found, date, null];
  }
  /** What was asked before is no longer what is wanted. */
  forgetTimes(): void {
    this.slots = null;
    this.slot = null;
  }
  take(slot: Slot | ShownSlot): void {
    this.slot = slot;
    this.part = this.fits(slot)[0] ?? null;
  }
  /** Takes what a link names: hall, begin, end, sections, what for. Whether it is still free is asked in the last step. */
  offered(query: Readonly<Record<string, string>>): boolean {
    const [start, end] = [Number(query["von"]), Number(query["bis"])];
    const sections = (query["teile"] ?? "").split(",").map(Number).filter((one) => one > 0);
    if (!this.halls?.some(({ id }) => id === query["halle"]) || !(start > 0 && end > start) || !sections.length) return false;
    this.choose(query["halle"] ?? "");
    this.amount = sections.length;
    this.minutes = (end - start) / 60_000;
    this.title = query["was"] ?? this.title;
    this.take({ start_ms: start, end_ms: end, state: "free", free_sections: sections, free_parts: [], section_count: this.hall?.sections ?? 1, why: "" });
    return this.part !== null;
  }
  /** One of the free times that a refusal named. */
  instead(slot: Slot): void {
    this.take(slot);
    this.nearest = [];
    this.conflicts = [];
    this.doing.error = "";
    this.reading.error = "";
  }

  get wanted(): NewBooking | null {
    const { slot, part } = this;
    if (!slot || !part) return null;
    return {
      hall: this.hallId,
      sections: part.sections,
      start_ms: slot.start_ms,
      end_ms: slot.end_ms,
      title: this.title.trim(),
      effects: this.fog ? ["fog"] : [],
      kind: this.kind,
      rooms: [...this.rooms],
      note: this.note.trim(),
      ...(this.club ? { club: this.club } : {}),
    };
  }
  /** Asked before anything is booked, with any title. */
  async check(): Promise<void> {
    const { wanted } = this;
    if (!wanted) return;
    this.outlook = (await this.reading.latest(() => this.#told(api.check({ ...wanted, title: wanted.title || "?" })))) ?? null;
  }
  async book(): Promise<Booking | undefined> {
    const { wanted } = this;
    return wanted ? this.doing.run("book", () => this.#told(api.book(wanted))) : undefined;
  }
  /** Keeps who has the time, and what is free instead. */
  #told<T>(answer: Promise<T>): Promise<T> {
    this.nearest = [];
    this.conflicts = [];
    return answer.catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 409) {
        this.nearest = error.nearest;
        this.conflicts = error.conflicts;
      }
      throw error;
    });
  }
}
