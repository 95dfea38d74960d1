import { expect, test } from "vitest";
import type { FleetDevice } from "./api";
import { merged, needsHelp, proposed, shown } from "./rank";

const device = (id: string, changes: Partial<FleetDevice> = {}): FleetDevice =>
  ({ id, name: "", site: "nord", site_name: "Nordpark", state: "online", troubles: [], fw: "0.1.0", ...changes }) as FleetDevice;

const FLEET = [
  device("b-1"),
  device("a-1", { troubles: ["disk"] }),
  device("c-1", { state: "offline", site: "sued", site_name: "Halle Süd" }),
  device("d-1", { state: "planned" }),
  device("e-1", { state: "revoked_connected" }),
];
const ALL = { search: "", site: "", troubled: false };
const ids = (devices: readonly FleetDevice[]): string[] => devices.map(({ id }) => id);

test("who needs help stands first, the worst of them at the top", () => {
  expect(ids(shown(FLEET, ALL))).toEqual(["e-1", "c-1", "a-1", "b-1", "d-1"]);
});

test("filters narrow down together", () => {
  expect(ids(shown(FLEET, { ...ALL, troubled: true }))).toEqual(["e-1", "c-1", "a-1"]);
  expect(ids(shown(FLEET, { ...ALL, site: "sued" }))).toEqual(["c-1"]);
  expect(ids(shown(FLEET, { ...ALL, search: "süd C-1" }))).toEqual(["c-1"]);
  expect(shown(FLEET, { ...ALL, search: "nichts" })).toEqual([]);
});

test("what is not there yet, or no more, needs no help", () => {
  expect(needsHelp({ state: "planned", troubles: ["component"] })).toBe(false);
  expect(needsHelp({ state: "revoked", troubles: [] })).toBe(false);
  expect(needsHelp({ state: "never", troubles: [] })).toBe(true);
});

test("changes are put into what is held", () => {
  const after = merged(FLEET, { whole: false, devices: [device("b-1", { state: "offline" }), device("f-1")], gone: ["d-1"] });
  expect(ids(after)).toEqual(["b-1", "a-1", "c-1", "e-1", "f-1"]);
  expect(after[0]?.state).toBe("offline");
  expect(merged(FLEET, { whole: true, devices: [] })).toEqual([]);
});

test("a new device is called after its building, by the first free number", () => {
  expect(proposed("nord", [{ id: "nord-1" }, { id: "nord-3" }])).toBe("nord-2");
  expect(proposed("Süd Halle", [])).toBe("s-d-halle-1");
  expect(proposed("ß", [])).toBe("pi-1");
});
