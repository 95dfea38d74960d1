import { describe, expect, it } from "vitest";
import { some } from "../some.test-support";
import { comingOf, stateOf } from "./states";
import { mondayOf, seriesOf, weeksOf } from "./weeks";

const ZONE = "Europe/Berlin";
const at = (iso: string): number => Date.parse(iso);

describe("weeks", () => {
  it("begin on Monday, also across the year's end", () => {
    expect(mondayOf("2026-11-29")).toBe("2026-11-23");
    expect(mondayOf("2026-11-30")).toBe("2026-11-30");
    expect(mondayOf("2027-01-01")).toBe("2026-12-28");
  });
  it("follow the hall's clock, not the phone's", () => {
    const late = some({ id: "late", start_ms: at("2026-11-29T22:30:00Z") }); // Sunday 23:30 in Berlin
    const early = some({ id: "early", start_ms: at("2026-11-29T23:30:00Z") }); // Monday 0:30
    expect(weeksOf([early, late], ZONE).map(({ monday, bookings }) => [monday, bookings.map(({ id }) => id)])).toEqual([
      ["2026-11-23", ["late"]],
      ["2026-11-30", ["early"]],
    ]);
  });
});

describe("a series", () => {
  it("is told by a date that was not moved", () => {
    const moved = some({ id: "a", series: "s", title: "Ersatz", was_start_ms: 1, start_ms: 2 });
    const usual = some({ id: "b", series: "s", title: "Training", start_ms: 9 });
    expect(seriesOf([usual, moved, some({ id: "c" })])).toMatchObject([{ id: "s", title: "Training", dates: [{ id: "a" }, { id: "b" }] }]);
  });
});

describe("how a date stands", () => {
  it.each([
    [{ state: "asked" }, "asked"],
    [{ state: "cancelled", code_state: "stored" }, "cancelled"],
    [{ state: "cancelled", ended: "displaced" }, "displaced"],
    [{ owner: "TSV Lindenau", holder_id: "bc-04", club: "BC 04" }, "lent"],
    [{ owner: "BC 04", holder_id: "tsv", code_state: "none" }, "borrowed"],
    [{ code_state: "none" }, "booked"],
    [{ code_state: "waiting" }, "waiting"],
  ])("%o is %s", (fields, word) => {
    expect(stateOf(some(fields), "tsv", false)[1]).toBe(word);
  });
  it("shows no green while nobody knows", () => {
    expect(stateOf(some({ code_state: "stored" }), "tsv", true)[0]).toBe("info");
  });
});

describe("the next date", () => {
  it("is the one whose key is still out; a lent one is not ours", () => {
    const late = some({ id: "late", end_ms: 5, step: "key_out" });
    const lent = some({ id: "lent", start_ms: 11, end_ms: 12, owner: "TSV", holder_id: "bc-04" });
    const next = some({ id: "next", start_ms: 20, end_ms: 30 });
    expect(comingOf([next, lent, late], "tsv", 10).map(({ id }) => id)).toEqual(["late", "next"]);
  });
});
