import { describe, expect, it } from "vitest";
import type { UsedSlot } from "../../shared/usage/shapes";
import { open, saidOf } from "./slots";

const slot = (changes: Partial<UsedSlot>): UsedSlot =>
  ({ id: "a", verdict: "used", people_mean: 12.34, people_peak: 18, expected: 10, may_explain: false, explanation: null, office_from_ms: 5, ...changes }) as UsedSlot;

describe("what a club is told of a date", () => {
  it("is what was counted, or what was seen where nobody counts", () => {
    expect(saidOf(slot({}))).toEqual(["saidUsed", { mean: "12,3", peak: "18", expected: "10" }]);
    expect(saidOf(slot({ people_mean: null }))[0]).toBe("saidThere");
    expect(saidOf(slot({ verdict: "under_used", people_mean: 2 }))[0]).toBe("saidFew");
    expect(saidOf(slot({ verdict: "under_used", people_mean: null }))[0]).toBe("saidShort");
    expect(saidOf(slot({ verdict: "no_show", people_mean: 0 }))[0]).toBe("saidNobody");
  });
  it("is nothing against it where nobody knows", () => {
    expect(saidOf(slot({ verdict: "unknown" }))[0]).toBe("saidUnknown");
    expect(saidOf(slot({ verdict: "split" }))[0]).toBe("saidUnknown");
  });
});

it("asks for words where they help, the soonest deadline first", () => {
  const explained = { word: "away", text: "", t_ms: 1 };
  const all = [
    slot({ id: "spät", verdict: "no_show", may_explain: true, office_from_ms: 9 }),
    slot({ id: "gesagt", verdict: "no_show", may_explain: true, explanation: explained }),
    slot({ id: "unbekannt", verdict: "unknown", may_explain: true }),
    slot({ id: "früh", verdict: "under_used", may_explain: true, office_from_ms: 2 }),
    slot({ id: "genutzt" }),
  ];
  expect(open(all).map(({ id }) => id)).toEqual(["früh", "spät"]);
});
