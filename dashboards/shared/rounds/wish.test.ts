import { describe, expect, it } from "vitest";
import type { Wish } from "./api";
import { blank, bodyOf, draftOf, quarterOf } from "./wish";

const wish: Wish = {
  id: "w", club: "tsv", club_name: "TSV", group: "Turnen", sport: "gymnastics", people: 12, youth: 80, sections: 2, weekdays: [1, 3],
  earliest_min: 975, latest_min: 1_080, minutes: 90, priority: 1, halls: ["nord", "sued"], marking: "", step_free: true, note: "Mit Musik", made_ms: 0,
};

describe("a wish", () => {
  it("comes back from its form as it was", () => {
    const { id: _id, club_name: _name, made_ms: _made, ...said } = wish;
    expect(bodyOf(draftOf(wish), "tsv")).toEqual(said);
  });
  it("says what is missing, one thing after the other", () => {
    expect(bodyOf(blank(), "tsv")).toBe("needGroup");
    expect(bodyOf({ ...blank(), group: " Turnen " }, "tsv")).toBe("needDay");
    expect(bodyOf({ ...blank(), group: "Turnen", weekdays: [0], earliest: "19:00", latest: "18:00" }, "tsv")).toBe("needTime");
    expect(bodyOf({ ...blank(), group: "Turnen", weekdays: [0], earliest: "", latest: "18:00" }, "tsv")).toBe("needTime");
  });
  it("names a hall once, and sorts its days", () => {
    const body = bodyOf({ ...blank(), group: " Turnen ", weekdays: [4, 0], halls: ["nord", "", "nord"] }, "tsv");
    expect(body).toMatchObject({ group: "Turnen", weekdays: [0, 4], halls: ["nord"] });
  });
  it("begins on the quarter of an hour", () => {
    expect([quarterOf("18:07"), quarterOf("18:08"), quarterOf("24:00"), quarterOf("abends")]).toEqual([1_080, 1_095, null, null]);
  });
});
