import { describe, expect, it } from "vitest";
import { spanName, spanOf } from "./spans";

describe("periods end yesterday, because today is not over", () => {
  it.each([
    ["4w", "2026-11-21", "2026-10-24", "2026-11-20"],
    ["monat", "2026-11-21", "2026-11-01", "2026-11-20"],
    ["monat", "2026-11-01", "2026-11-01", "2026-11-01"],
    ["vormonat", "2026-03-31", "2026-02-01", "2026-02-28"],
    ["saison", "2026-11-21", "2026-08-01", "2026-11-20"],
    ["saison", "2027-07-31", "2026-08-01", "2027-07-30"],
    ["saison", "2026-08-01", "2026-08-01", "2026-08-01"],
    ["jahr", "2026-11-21", "2025-11-21", "2026-11-20"],
  ] as const)("%s on %s", (name, today, from, to) => {
    expect(spanOf(name, today)).toEqual({ from, to });
  });
});

it("an own period needs two days in order", () => {
  expect(spanOf("eigen", "2026-11-21", { from: "2026-11-02", to: "2026-11-02" })).toEqual({ from: "2026-11-02", to: "2026-11-02" });
  expect(spanOf("eigen", "2026-11-21", { from: "2026-11-03", to: "2026-11-02" })).toBeNull();
  expect(spanOf("eigen", "2026-11-21", { from: "", to: "2026-11-02" })).toBeNull();
  expect(spanOf("eigen", "2026-11-21", { from: "2026-13-03", to: "2027-01-02" })).toBeNull();
});

it("an address from elsewhere falls back to four weeks", () => expect([spanName("quartal"), spanName(undefined), spanName("jahr")]).toEqual(["4w", "4w", "jahr"]));
