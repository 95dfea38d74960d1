import { describe, expect, it } from "vitest";
import type { BoardRow } from "../shared/generated/screens";
import { byHall, crowd, pages, sectionsOf, TURN_MS, turnAt } from "./pages";

const ROOM = { rowPx: 100, hallPx: 70, body: 500 };
function row(hall: string, n: number): BoardRow {
  return { hall, sections: [1], section_count: 3, title: `${hall} ${n}`, start_ms: n, end_ms: n + 1, now: false, mark: "", new_start_ms: null };
}
const rows = (hall: string, n: number): BoardRow[] => Array.from({ length: n }, (_, index) => row(hall, index));

describe("pages of the board", () => {
  it("five rows stand on one page, also when the room lacks a hair", () => {
    expect(pages(rows("a", 5), [], ROOM)).toHaveLength(1);
    expect(pages(rows("a", 5), [], { ...ROOM, body: 499.9 })).toHaveLength(1);
  });

  it.each([6, 7, 12, 25])("%i rows all appear once, in order, and every page fits", (n) => {
    const all = pages([...rows("a", n), ...rows("b", 3)], [], ROOM);
    const wanted = [...rows("a", n), ...rows("b", 3)].map(({ title }) => title);
    expect(all.flatMap(({ halls }) => halls.flatMap((hall) => hall.rows.map(({ title }) => title)))).toEqual(wanted);
    for (const page of all) {
      expect(page.halls.reduce((sum, hall) => sum + 70 + hall.rows.length * 100, 0)).toBeLessThanOrEqual(500);
      expect(page.halls.every((hall) => hall.rows.length > 0)).toBe(true);
    }
  });

  it("shows a row even where none fits", () => {
    expect(pages(rows("a", 2), [], { ...ROOM, body: 10 })).toHaveLength(2);
  });

  it("names halls as the counts do", () => {
    expect(byHall(rows("gym", 1), [{ hall: "gym", name: "Gymnastikraum", people: null, capacity: 40, use: "", t_ms: null }])[0]?.name).toBe("Gymnastikraum");
  });
});

describe("turns", () => {
  it("last ten seconds at least, and come round", () => {
    expect(TURN_MS).toBeGreaterThanOrEqual(10_000);
    expect([0, TURN_MS - 1, TURN_MS, 2 * TURN_MS, 3 * TURN_MS].map((ms) => turnAt(3, ms))).toEqual([0, 0, 1, 2, 0]);
    expect(turnAt(0, 5_000)).toBe(0);
  });
});

describe("sections", () => {
  it("are said in few letters", () => {
    expect(sectionsOf([1, 2, 3], 3, "alle")).toBe("alle");
    expect(sectionsOf([2, 3], 3, "alle")).toBe("2+3");
    expect(sectionsOf([4, 1, 2, 3], 6, "alle")).toBe("1–4");
    expect(sectionsOf([1, 3], 3, "alle")).toBe("1+3");
  });
});

describe("crowd", () => {
  it("says three words", () => {
    expect([crowd(24, 199), crowd(100, 199), crowd(180, 199)]).toEqual(["quiet", "normal", "full"]);
  });
});
