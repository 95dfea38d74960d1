import { expect, it } from "vitest";
import { calendarOf } from "./ics";

it("writes a calendar file that others can read", () => {
  const text = calendarOf([{ id: "b-1", title: "Volleyball, Jugend; Mädchen", place: "Sporthalle Nordpark, Drittel 2 und 3, Am Nordpark 7, eine lange Ortsangabe", start_ms: Date.UTC(2026, 10, 21, 17), end_ms: Date.UTC(2026, 10, 21, 19), made_ms: 0 }]);
  expect(text).toContain("DTSTART:20261121T170000Z\r\n");
  expect(text).toContain("SUMMARY:Volleyball\\, Jugend\\; Mädchen\r\n");
  for (const line of text.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(text.replaceAll("\r\n ", "")).toContain("eine lange Ortsangabe\r\n");
});
