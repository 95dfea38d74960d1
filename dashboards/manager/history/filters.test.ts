import { describe, expect, it } from "vitest";
import { asked, filtersOf, GROUPS, NONE } from "./filters";

const ZONE = "Europe/Berlin";

describe("the filters of the history", () => {
  it("ask for everything when nothing is chosen, and for days of the site's zone", () => {
    expect(asked(NONE, ZONE)).toEqual([["state", "all"]]);
    const days = asked({ ...NONE, von: "2026-11-21", bis: "2026-11-21" }, ZONE);
    expect(days).toContainEqual(["from_ms", String(Date.UTC(2026, 10, 20, 23))]);
    expect(days).toContainEqual(["to_ms", String(Date.UTC(2026, 10, 21, 23))]);
  });

  it("turn a group into its kinds and keep a single one", () => {
    expect(asked({ ...NONE, art: "fire" }, ZONE).filter(([name]) => name === "kind")).toHaveLength(GROUPS.fire.length);
    expect(asked({ ...NONE, art: "damage", text: " Netz " }, ZONE)).toEqual([["state", "all"], ["text", "Netz"], ["kind", "damage"]]);
  });

  it("come from the address, and no kind belongs to two groups", () => {
    expect(filtersOf({ art: "fire", fremd: "x" })).toEqual({ ...NONE, art: "fire" });
    const all = Object.values(GROUPS).flat();
    expect(new Set(all).size).toBe(all.length);
  });
});
