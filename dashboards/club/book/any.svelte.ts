import { request, type Schemas } from "../../shared/api";
import { Doing } from "../../shared/doing.svelte";
import * as time from "../../shared/time";
import type { Wish } from "./wish.svelte";

export type Spot = Schemas["SpotOut"];
/** How far ahead the first look goes; the server tells the soonest 300 times. */
const LOOK_DAYS = 7;
export const FROM_HOURS = ["", "08:00", "12:00", "16:00", "18:00", "20:00"] as const;

/** Free times in all halls, for who does not mind which. */
export class AnyHall {
  readonly doing = new Doing();
  sport: string = $state("");
  stepFree: boolean = $state(false);
  from: string = $state("");
  date: string = $state("");
  spots: Spot[] | null = $state.raw(null);
  more: boolean = $state(false);
  #wish: Wish;

  constructor(wish: Wish) {
    this.#wish = wish;
  }

  /** The first day on which any hall is free. */
  async find(today: string): Promise<boolean> {
    this.date = today;
    const found = await this.#ask(today, LOOK_DAYS);
    if (!found) return false;
    const first = found.slots[0];
    this.date = first ? time.isoDay(first.start_ms, found.zone) : today;
    return this.show(this.date);
  }
  async show(date: string): Promise<boolean> {
    const found = await this.#ask(date, 1);
    if (!found) return false;
    this.date = date;
    this.spots = found.slots;
    this.more = found.more;
    this.#wish.slot = null;
    return true;
  }
  #ask(date: string, days: number): Promise<Schemas["FreeOut"] | undefined> {
    const query: Record<string, string> = { date, days: String(days), minutes: String(this.#wish.minutes), sections: String(this.#wish.amount) };
    if (this.sport) query["sport"] = this.sport;
    if (this.stepFree) query["accessible"] = "true";
    if (this.from) query["from"] = this.from;
    return this.doing.run("free", () => request("get", "/api/free", { query }));
  }

  /** From here on it is a wish for this hall. */
  take(spot: Spot): void {
    const wish = this.#wish;
    wish.hallId = spot.hall;
    wish.amount = spot.sections.length;
    wish.rooms = [];
    wish.slot = { start_ms: spot.start_ms, end_ms: spot.end_ms, state: "free", free_sections: spot.free_sections, free_parts: [], section_count: spot.section_count, why: "" };
    wish.part = wish.fits(wish.slot).find(({ sections }) => sections.join() === spot.sections.join()) ?? { name: "", sections: spot.sections };
  }
}
