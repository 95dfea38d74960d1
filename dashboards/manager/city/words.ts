/** Sensors of the city in words. */

import type { Schemas } from "../../shared/api";
import { language, translator } from "../../shared/lang.svelte";
import { city } from "../../shared/messages/city";
import * as time from "../../shared/time";

export type City = Schemas["CityOut"];
export type Sensor = Schemas["CitySensorOut"];
export type Source = Schemas["CitySourceOut"];
type Figure = Schemas["CityFigureOut"];

export const ty = translator(city);

const UNITS: Readonly<Record<string, readonly [unit: string, digits: number]>> = {
  temp_c: ["°C", 1],
  humidity_pct: ["%", 0],
  battery_pct: ["% ▮", 0],
  battery_v: ["V", 2],
  co2_ppm: ["ppm CO₂", 0],
  pm2_5_ug_m3: ["µg/m³ PM2,5", 0],
  light_lx: ["lx", 0],
  power_w: ["W", 0],
  wind_m_s: ["m/s", 1],
};

/** `21,4 °C · 14:05`: a figure always stands with its time. */
export function figureWords(figure: Figure, nowMs: number, zone: string): string {
  return `${valueWords(figure)} · ${time.clockOrDay(figure.t_ms, nowMs, zone, language.current)}`;
}

function valueWords({ quantity, x }: Figure): string {
  if (typeof x !== "number") return `${quantity}: –`;
  if (quantity === "open") return ty(x ? "open" : "closed");
  const [unit, digits] = UNITS[quantity] ?? ["", 2];
  const number = x.toLocaleString(language.current, { maximumFractionDigits: digits });
  return unit ? `${number} ${unit}` : `${quantity} ${number}`;
}

export function heardWords(heardMs: number | null | undefined, nowMs: number, zone: string): string {
  return typeof heardMs === "number" ? ty("heard", { time: time.clockOrDay(heardMs, nowMs, zone, language.current) }) : ty("never");
}

type Outwards = readonly ["home" | "open_data" | "context_broker", Schemas["CityHomeOut"]];

/** The connections over which something is told to others. */
export function outwards(city: City): Outwards[] {
  const known: (readonly [Outwards[0], Schemas["CityHomeOut"] | null | undefined])[] = [
    ["home", city.home_assistant],
    ["open_data", city.open_data],
    ["context_broker", city.context_broker],
  ];
  return known.flatMap(([name, one]) => (one ? [[name, one] as const] : []));
}

/** What a source tells of itself, beside its state. */
export function sourceWords(source: Source, nowMs: number, zone: string): string {
  const refused = Object.entries(source.refused).filter(([why]) => why !== "repeated" && why !== "no_sensor");
  const count = refused.reduce((sum, [, n]) => sum + n, 0);
  return [
    source.system,
    heardWords(source.heard_ms, nowMs, zone),
    source.messages ? ty("messages", { n: source.messages }) : "",
    source.lost ? ty("lost", { n: source.lost }) : "",
    count ? ty("refused", { n: count, why: refused.map(([why]) => why).join(", ") }) : "",
    source.trouble ? ty("trouble", { why: source.trouble }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
