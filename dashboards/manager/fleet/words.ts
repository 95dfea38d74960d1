/** Devices in words. */

import type { Sev } from "../../shared/components/sev";
import { language, translator } from "../../shared/lang.svelte";
import { fleet } from "../../shared/messages/fleet";
import * as time from "../../shared/time";
import type { FleetDevice } from "./api";

export const tf = translator(fleet);
type Word = keyof (typeof fleet)["de"];

/** A word of the server's by its name, itself when a newer server says one that is not known here. */
export function said(kind: string, word: string): string {
  const key = `${kind}_${word}`;
  return key in fleet.de ? tf(key as Word) : word;
}

const SEV: Readonly<Record<string, Sev>> = {
  online: "ok",
  suspect: "info",
  offline: "warn",
  never: "unknown",
  planned: "info",
  revoked: "info",
  revoked_connected: "crit",
};

/** How a device stands, as a shape: what is connected and in trouble is not well. */
export function sevOfDevice(device: Pick<FleetDevice, "state" | "troubles">): Sev {
  const sev = SEV[device.state] ?? "unknown";
  return sev === "ok" && device.troubles.length ? "warn" : sev;
}

const QUALITY: Readonly<Record<string, Sev>> = { ok: "ok", suspect: "info", stale: "warn", fault: "warn" };
export const sevOfQuality = (quality: string): Sev => QUALITY[quality] ?? "unknown";

/** What keeps a device from being well, in words. */
export function troublesOf(device: FleetDevice): string[] {
  return device.troubles.map((trouble) => said("trouble", trouble));
}

export function ago(ms: number, nowMs: number, zone: string): string {
  return time.clockOrDay(ms, nowMs, zone, language.current);
}

export function upFor(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  return hours < 72 ? tf("hours", { n: hours }) : tf("days", { n: Math.floor(hours / 24) });
}

/** Gigabytes from megabytes, to one decimal below ten. */
export function gigabytes(megabytes: number): string {
  const gb = megabytes / 1000;
  return gb.toLocaleString(language.current, { maximumFractionDigits: gb < 10 ? 1 : 0 });
}

/** 21.11.2026 · 21/11/2026 */
export function date(ms: number, zone: string): string {
  return time.isoDay(ms, zone).split("-").reverse().join(language.current === "de" ? "." : "/");
}
