import { describe, expect, it } from "vitest";
import { instantOf, minuteOf, minuteWords, wallOf } from "./walltime";

const ZONE = "Europe/Berlin";

describe("wall time", () => {
  it("becomes the instant of the site's zone, not of the browser's", () => {
    expect(instantOf("2026-11-21T18:00", ZONE)).toBe(Date.UTC(2026, 10, 21, 17));
    expect(instantOf("2026-07-01T18:00", ZONE)).toBe(Date.UTC(2026, 6, 1, 16));
    expect(wallOf(Date.UTC(2026, 6, 1, 16), ZONE)).toBe("2026-07-01T18:00");
  });

  it("survives the nights on which the clock changes", () => {
    expect(instantOf("2026-03-29T02:30", ZONE)).toBe(Date.UTC(2026, 2, 29, 1, 30)); // does not exist: 03:30
    expect(instantOf("2026-10-25T02:30", ZONE)).toBe(Date.UTC(2026, 9, 25, 0, 30)); // twice: the first
    expect(instantOf("2026-03-29T03:00", ZONE)).toBe(Date.UTC(2026, 2, 29, 1));
    expect(instantOf("", ZONE)).toBeNull();
  });

  it("of a day is minutes, with 24:00 as its end", () => {
    expect(minuteWords(65)).toBe("01:05");
    expect(minuteOf("24:00")).toBe(1440);
    expect(minuteOf("24:01")).toBeNull();
    expect(minuteOf("7:61")).toBeNull();
  });
});
