import { describe, expect, it } from "vitest";
import { BODY_PX, byHall, crowd, HALL_PX, pages, TIGHT_ROW_PX } from "./board";
import type { BoardRow } from "./generated/screens";

function row(hall: string, n: number): BoardRow {
  return { hall, sections: [1], section_count: 3, title: `${hall} ${n}`, start_ms: n, end_ms: n + 1, now: false, mark: "", new_start_ms: null };
}
const rows = (hall: string, n: number): BoardRow[] => Array.from({ length: n }, (_, index) => row(hall, index));

describe("pages of the board", () => {
  it("five rows stand on one page with full height", () => {
    expect(pages(rows("a", 5), [])).toMatchObject([{ tight: false }]);
  });

  it.each([6, 7, 12, 25])("%i rows all appear once, in order, and every page fits", (n) => {
    const all = pages([...rows("a", n), ...rows("b", 3)], []);
    expect(all.flatMap(({ halls }) => halls.flatMap((hall) => hall.rows.map(({ title }) => title)))).toEqual(
      [...rows("a", n), ...rows("b", 3)].map(({ title }) => title),
    );
    for (const page of all) {
      const px = page.halls.reduce((sum, hall) => sum + HALL_PX + hall.rows.length * TIGHT_ROW_PX, 0);
      expect(px).toBeLessThanOrEqual(BODY_PX);
      expect(page.halls.every((hall) => hall.rows.length > 0)).toBe(true);
    }
  });

  it("names halls as the counts do", () => {
    expect(byHall(rows("gym", 1), [{ hall: "gym", name: "Gymnastikraum", people: null, capacity: 40, use: "", t_ms: null }])[0]?.name).toBe("Gymnastikraum");
  });
});

describe("crowd", () => {
  it("says three words", () => {
    expect([crowd(24, 199), crowd(100, 199), crowd(180, 199)]).toEqual(["quiet", "normal", "full"]);
  });
});
