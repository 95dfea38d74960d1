/** Which devices are shown, and in which order: who needs help stands first. */

import type { FleetDevice } from "./api";

const ORDER = ["revoked_connected", "offline", "never", "suspect", "online", "planned", "revoked"];

export interface Wanted {
  search: string;
  site: string;
  troubled: boolean;
}

/** Whether somebody should look at it; one that is not there yet or no more is not in trouble. */
export function needsHelp(device: Pick<FleetDevice, "state" | "troubles">): boolean {
  return ["revoked_connected", "offline", "suspect", "never"].includes(device.state) || (device.state === "online" && device.troubles.length > 0);
}

export function shown(devices: readonly FleetDevice[], wanted: Wanted): FleetDevice[] {
  const words = wanted.search.toLowerCase().split(/\s+/).filter(Boolean);
  return devices
    .filter((one) => !wanted.site || one.site === wanted.site)
    .filter((one) => !wanted.troubled || needsHelp(one))
    .filter((one) => words.every((word) => `${one.id} ${one.name} ${one.site_name} ${one.fw}`.toLowerCase().includes(word)))
    .sort((a, b) => Number(needsHelp(b)) - Number(needsHelp(a)) || ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.id.localeCompare(b.id));
}

/** Puts what changed into what is held; `gone` leave. */
export function merged(held: readonly FleetDevice[], answer: { whole: boolean; devices: readonly FleetDevice[]; gone?: readonly string[] }): FleetDevice[] {
  if (answer.whole) return [...answer.devices];
  const fresh = new Map(answer.devices.map((one) => [one.id, one]));
  const gone = new Set(answer.gone ?? []);
  const kept = held.filter((one) => !gone.has(one.id)).map((one) => fresh.get(one.id) ?? one);
  const known = new Set(held.map((one) => one.id));
  return [...kept, ...answer.devices.filter((one) => !known.has(one.id))];
}

/** An id for a new device of a site: the first number that is free. */
export function proposed(site: string, devices: readonly Pick<FleetDevice, "id">[]): string {
  const taken = new Set(devices.map((one) => one.id));
  const stem = site.toLowerCase().replace(/[^a-z0-9-]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 26) || "pi";
  for (let number = 1; ; number++) if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`;
}
