import { describe, expect, it } from "vitest";
import { decisionsOf, forAll, movable, sumOf, usual, type Met } from "./decisions";

const spot = (hall: string): Met["substitutes"][number] => ({
  hall,
  hall_name: hall,
  site: "s",
  site_name: "S",
  start_ms: 5,
  end_ms: 9,
  sections: [2],
  free_sections: [2, 3],
  section_count: 3,
  part: { de: "Drittel 2", en: "third 2" },
  distance_km: null,
  matches: [],
});
const met = (booking: string, more: Partial<Met> = {}): Met => ({
  booking,
  at: { hall: "a", hall_name: "A", sections: [1], start_ms: 1, end_ms: 3 },
  title: "Judo",
  club: "TSV",
  club_id: "tsv",
  series: "",
  elsewhere: "",
  running: false,
  lot: "cancelled",
  people: 4,
  to: null,
  substitutes: [spot("b"), spot("c")],
  ...more,
});

describe("what becomes of a date", () => {
  it("is that it gives way, unless it runs", () => {
    expect(usual(met("x"))).toBe("take");
    expect(usual(met("x", { running: true }))).toBe("keep");
  });
  it("names what runs and ends all the same", () => {
    expect(decisionsOf([met("x", { running: true })], { x: "take" })).toEqual({ keep: [], running: ["x"], to: {} });
    expect(decisionsOf([met("x", { running: true })], {})).toEqual({ keep: ["x"], running: [], to: {} });
  });
  it("is moved to the substitute that was chosen", () => {
    expect(decisionsOf([met("x"), met("y")], { x: 1 })).toEqual({ keep: [], running: [], to: { x: { start_ms: 5, hall: "c", sections: [2] } } });
  });
  it("is moved all at once only where there is somewhere to go", () => {
    const all = [met("x"), met("y", { substitutes: [] }), met("z", { elsewhere: "Schulplan" }), met("r", { running: true })];
    expect(all.map((one) => movable(one).length)).toEqual([2, 0, 0, 0]);
    expect(forAll(all, "move")).toEqual({ x: 0, y: "take", z: "take", r: "keep" });
  });
});

describe("the sum", () => {
  it("counts the people of a club once, and not those of whom nothing is taken", () => {
    const all = [met("x"), met("y"), met("z", { club_id: "sg", people: 3 }), met("k", { club_id: "bc", people: 9 }), met("t", { club_id: "", people: 0 })];
    expect(sumOf(all, { y: 0, k: "keep" })).toEqual({ lost: 3, moved: 1, kept: 1, clubs: 2, people: 7 });
  });
  it("says that who loses a room keeps the hall, and is told", () => {
    expect(sumOf([met("x", { lot: "keeps_hall" })], {})).toEqual({ lost: 0, moved: 0, kept: 1, clubs: 1, people: 4 });
  });
});
