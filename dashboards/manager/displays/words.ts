/** Displays in words: what they show, why, and how sure that is. */

import type { Sev } from "../../shared/components/sev";
import type { ScreenState, ShownDisplay } from "../../shared/displays/shapes";
import { language, translator } from "../../shared/lang.svelte";
import { displays } from "../../shared/messages/displays";
import { screen_settings } from "../../shared/messages/screen_settings";
import * as time from "../../shared/time";

export const td = translator(displays);
export const ts = translator(screen_settings);
type Word = keyof (typeof displays)["de"];

/** A word of the server's by its name, itself when a newer server says one that is not known here. */
export function said(kind: "mode" | "rung" | "what" | "way" | "why", word: string): string {
  const key = `${kind}_${word}`;
  return key in displays.de ? td(key as Word) : word;
}

export const when = (ms: number, nowMs: number, zone: string): string => time.clockOrDay(ms, nowMs, zone, language.current);

/** 21.11.2026 · 21/11/2026 */
export function date(ms: number, zone: string): string {
  return time.isoDay(ms, zone).split("-").reverse().join(language.current === "de" ? "." : "/");
}

/** "Belegung · Karte: Kuchenstand"; an alarm screen by its own name. `card` is the title of the post beside it. */
export function whatWords(one: Pick<ScreenState, "mode" | "rung">, card: string): string {
  if (one.mode !== "board") return said("mode", one.mode);
  const what = card && (one.rung === "post" || one.rung === "volunteer") ? "plan" : one.rung;
  return [said("what", what), card ? td("card", { title: card }) : ""].filter(Boolean).join(" · ");
}

export const isAlarm = (screen: Pick<ScreenState, "mode"> | null): boolean => screen !== null && ["smoke", "evacuate", "safety"].includes(screen.mode);
/** Something is wrong with it, or nobody can say that nothing is. */
export const needsLook = (one: ShownDisplay): boolean => stateOf(one)[0] !== "ok" && stateOf(one)[0] !== "info";

/** How a display stands, as a shape and a word. What is not connected is never well. */
export function stateOf({ online, last_ms, screen, fault }: Pick<ShownDisplay, "online" | "last_ms" | "screen" | "fault">): [Sev, string] {
  if (!online) return last_ms === null ? ["unknown", td("silent")] : ["warn", td("offline")];
  if (isAlarm(screen)) return ["crit", td("alarmNow")];
  if (fault) return ["warn", fault[language.current]];
  if (!screen || screen.mode === "setup") return ["unknown", td("setup")];
  if (screen.page === false) return ["warn", td("notDrawing")];
  if (screen.on === false) return ["info", td("dark")];
  return ["ok", td("fine")];
}

export function pageWords(screen: ScreenState | null): string {
  if (!screen || screen.page === null) return td("pageUnknown");
  return td(screen.page ? "pageDraws" : "pageFrozen");
}
export function lightWords(screen: ScreenState | null): string {
  if (!screen || screen.on === null) return td("onUnknown");
  if (!screen.on) return td("off");
  return screen.brightness_pct === null ? td("on") : td("onWith", { n: screen.brightness_pct });
}
export const wayWord = (way: string): string => said("way", way);

/** Whether there is an arrow, and until when. */
export function exitWords({ exit, reminder }: Pick<ShownDisplay, "exit" | "reminder">, nowMs: number, zone: string): [Sev | null, string] {
  if (!exit) return [null, td("noExit")];
  if (exit.until_ms <= nowMs) return ["warn", td("exitOver", { date: date(exit.until_ms, zone) })];
  if (exit.way === "blocked") return ["warn", td("exitBlocked", { date: date(exit.until_ms, zone) })];
  const words = { way: wayWord(exit.way), date: date(exit.until_ms, zone) };
  return reminder !== null ? ["warn", td("exitSoon", words)] : [null, td("exitUntil", words)];
}
