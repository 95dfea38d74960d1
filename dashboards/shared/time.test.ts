import { describe, expect, it } from "vitest";
import { addDays, clock, clockOrDay, clockSeconds, day, isoDay, minutesSince, noon, seconds, span } from "./time";

const BERLIN = "Europe/Berlin";
const evening = Date.UTC(2026, 10, 21, 17, 44, 12);

describe("times in the site's zone", () => {
  it("shows wall time, not UTC and not the browser's zone", () => {
    expect(clock(evening, BERLIN)).toBe("18:44");
    expect(clock(evening, "America/New_York")).toBe("12:44");
    expect(clockSeconds(evening, BERLIN)).toBe("18:44:12");
  });

  it("shows midnight as 00, never as 24", () => {
    expect(clock(Date.UTC(2026, 10, 21, 23, 0), BERLIN)).toBe("00:00");
  });

  it("names the day in both languages", () => {
    expect(day(evening, BERLIN, "de")).toBe("Sa 21.11.");
    expect(day(evening, BERLIN, "en")).toBe("Sat 21 Nov");
  });

  it("follows summer time", () => {
    expect(span(Date.UTC(2026, 6, 1, 16, 0), Date.UTC(2026, 6, 1, 18, 0), BERLIN)).toBe("18:00–20:00");
    expect(clock(Date.UTC(2026, 9, 25, 0, 30), BERLIN)).toBe("02:30");
    expect(clock(Date.UTC(2026, 9, 25, 1, 30), BERLIN)).toBe("02:30");
  });

  it("knows the local calendar day", () => {
    expect(isoDay(Date.UTC(2026, 10, 21, 23, 30), BERLIN)).toBe("2026-11-22");
    expect(addDays("2026-11-30", 1)).toBe("2026-12-01");
    expect(addDays("2026-03-29", -1)).toBe("2026-03-28");
    expect(day(noon("2026-11-22"), BERLIN, "de")).toBe("So 22.11.");
  });

  it("adds the day when it is another one", () => {
    expect(clockOrDay(evening, evening + 60_000, BERLIN, "de")).toBe("18:44");
    expect(clockOrDay(evening, evening + 86_400_000, BERLIN, "de")).toBe("Sa 21.11. 18:44");
  });

  it("counts whole minutes and never backwards", () => {
    expect(minutesSince(evening, evening + 119_999)).toBe(1);
    expect(minutesSince(evening, evening - 5_000)).toBe(0);
  });

  it("writes seconds as the language does", () => {
    expect(seconds(240, "de")).toBe("0,24 s");
    expect(seconds(1_100, "en")).toBe("1.1 s");
  });
});
