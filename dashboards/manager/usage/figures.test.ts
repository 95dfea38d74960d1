import { describe, expect, it } from "vitest";
import type { HallNow } from "../../shared/generated/live";
import type { ClubUse, HallUse, UsedSlot } from "../../shared/usage/shapes";
import { orderOf, partsOf, sorted } from "./compare";
import { headline, newestWords, standing, unseenH } from "./figures";
import { summary } from "./now";
import { partOf, partsFor } from "./parts";

const hall = (changes: Partial<HallUse>): HallUse => ({ hall: "h", name: "H", site: "s", site_name: "S", open_h: 100, booked_h: 80, used_h: 45, empty_h: 15, unbooked_h: 2, unknown_h: 20, use_share: 0.75, prime_pressure: 1, mean_people: 10, peak_people: 30, no_shows: 0, known_share: 0.75, ...changes });

describe("headline figures", () => {
  it("are of what sensors saw: the unknown is neither used nor empty", () => {
    expect(headline([hall({})], "empty", null)).toMatchObject({ value: 0.25, part: 15, all: 60, known: 0.75 });
    expect(headline([hall({}), hall({ used_h: 0, empty_h: 0, unknown_h: 80 })], "busy", null)).toMatchObject({ value: 0.75, known: 0.375 });
  });
  it("say nothing where nothing is known", () => {
    expect(headline([hall({ used_h: 0, empty_h: 0 })], "empty", null).value).toBeNull();
    expect(headline([hall({ mean_people: null })], "people", null).value).toBeNull();
    expect(headline([], "booked", null).value).toBeNull();
  });
});

describe("how a club stands", () => {
  const club = (changes: Partial<ClubUse>): ClubUse => ({ club: "c", name: "C", slots: 10, booked_h: 20, used_h: 18, under_n: 0, no_show_n: 0, explained_n: 0, unknown_n: 0, use_share: 0.9, late_cancel_n: 0, hidden_n: 0, ...changes });
  it("is judged by what it did not explain", () => {
    expect(standing(club({}))).toEqual(["ok", "fine", 0]);
    expect(standing(club({ no_show_n: 3 }))).toEqual(["warn", "noShowN", 3]);
    expect(standing(club({ explained_n: 9 }))[1]).toBe("fine");
    expect(standing(club({ no_show_n: 3, slots: 40 }))[1]).toBe("fine");
    expect(standing(club({ use_share: 0.4 }))).toEqual(["info", "little", 0]);
  });
  it("has hours that nobody saw: they are neither used nor empty", () => {
    expect(unseenH({ booked_h: 50, used_h: 30, use_share: 0.75 })).toBeCloseTo(10);
    expect(unseenH({ booked_h: 50, used_h: 0, use_share: null })).toBe(50);
    expect(unseenH({ booked_h: 50, used_h: 0, use_share: 0 })).toBe(0);
    expect(unseenH({ booked_h: 50, used_h: 50, use_share: 1 })).toBe(0);
  });
  it("is not known where no sensor saw its dates: never good, never bad", () => {
    expect(standing(club({ unknown_n: 10, use_share: null }))[0]).toBe("unknown");
    expect(standing(club({ use_share: null }))[0]).toBe("unknown");
  });
});

it("a club's newest words stand beside its bar", () => {
  const slot = (club: string | null, start_ms: number, text: string | null): UsedSlot => ({ club, start_ms, explanation: text === null ? null : { word: "other", text, t_ms: 0 } }) as UsedSlot;
  expect(newestWords([slot("a", 1, "alt"), slot("a", 3, "neu"), slot("a", 9, null), slot(null, 9, "Stadt")])["a"]?.explanation?.text).toBe("neu");
});

it("halls add up, and what is not known is counted apart", () => {
  const now = (use: string, people: number | null, parts = true): HallNow => ({ people, use: [use], parts: parts ? [{ sections: [], use, people, low: null, high: null, sure: 1, signs: [], since_ms: null, ins: 0, outs: 0 }] : [] }) as unknown as HallNow;
  expect(summary([now("busy", 24), now("unknown", null), now("free", 0, false), now("used", 3, false)])).toEqual({ all: 4, busy: 2, unknown: 1, people: 27, counted: 3 });
  expect(summary([now("free", null, false)])).toMatchObject({ unknown: 1, counted: 0 });
});

it("what clubs did is for the office alone", () => {
  expect(partsFor(false)).not.toContain("vereine");
  expect([partOf("vereine", false), partOf("vereine", true), partOf("nirgends", true)]).toEqual(["", "vereine", ""]);
});

describe("halls side by side", () => {
  it("stand by what is asked for, the unknown last", () => {
    const halls = [hall({ name: "A", use_share: null }), hall({ name: "B", use_share: 0.9 }), hall({ name: "C", use_share: 0.5, prime_pressure: null })];
    expect(sorted(halls, "leer").map(({ name }) => name)).toEqual(["C", "B", "A"]);
    expect(sorted(halls, "genutzt").map(({ name }) => name)).toEqual(["B", "C", "A"]);
    expect(sorted(halls, "andrang").map(({ name }) => name)).toEqual(["A", "B", "C"]);
    expect(orderOf("quer")).toBe("leer");
  });
  it("add up to their open time, also where more was booked than open", () => {
    const sum = (parts: ReturnType<typeof partsOf>): number => parts.used + parts.empty + parts.unknown + parts.free;
    expect(sum(partsOf(hall({})))).toBeCloseTo(1);
    expect(sum(partsOf(hall({ open_h: 50 })))).toBeCloseTo(1);
    expect(partsOf(hall({ open_h: 0, booked_h: 0, used_h: 0, empty_h: 0, unknown_h: 0 })).used).toBe(0);
  });
});
