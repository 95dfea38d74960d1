import { describe, expect, it } from "vitest";
import { bodyOf, clockOf, emptyWish, minuteOf, weekdayWords, wishWords } from "./waiting";

describe("a wish for the waiting list", () => {
  it("is sent with minutes of local wall time; midnight as an end is the day's last", () => {
    const body = bodyOf({ ...emptyWish("2026-11-23"), start: "18:30", end: "00:00", weekday: "0", hall: "sued" }, "bc-04");
    expect(body).toMatchObject({ halls: ["sued"], weekday: 0, from_min: 1110, to_min: 1440, club: "bc-04" });
    expect(bodyOf(emptyWish("2026-11-23"), "bc-04")).toMatchObject({ halls: [], weekday: null });
  });
  it("reads clocks both ways", () => {
    for (const minute of [0, 5, 1110, 1439]) expect(minuteOf(clockOf(minute))).toBe(minute);
  });
  it("says what is waited for", () => {
    const wish = { from_date: "2026-11-23", to_date: "2026-12-21", weekday: 0, from_min: 1080, to_min: 1320, length_min: 90 };
    expect(wishWords(wish, "de")).toBe("Montag, 23.11. – 21.12., 18:00–22:00, 90 min");
    expect(wishWords({ ...wish, to_date: "2026-11-23" }, "en")).toBe("23/11, 18:00–22:00, 90 min");
    expect(weekdayWords("en")[6]).toBe("Sunday");
  });
});
