import { beforeEach, describe, expect, it } from "vitest";
import type { Fact, Incident } from "../../shared/generated/live";
import { language } from "../../shared/lang.svelte";
import { factLines } from "./facts";
import { alarmsOf, countdown, tone } from "./rank";
import { lasting, nextTold, sensorLine, stepWords } from "./words";

const ZONE = "Europe/Berlin";
const NOW = Date.UTC(2026, 10, 21, 17, 44);

function incident(changes: Partial<Incident>): Incident {
  return {
    id: "i", kind: "smoke", sev: "crit", state: "open", site: "s", site_name: "S", hall: "h", hall_name: "Halle", zone: "", device: "d",
    address: "", detail: "", slot: null, since_ms: NOW, raised_ms: NOW, cleared_ms: null, acked_by: "", acked_ms: null, ack_word: "",
    siren: false, facts: [], measured: [], ref: "", sensors: [], told: [], next_name: "", next_ms: null, drill: false, count: 1,
    delay_until_ms: null, steps: [], ...changes,
  } as Incident;
}
const fact = (changes: Partial<Fact>): Fact => ({ kind: "people", text: "", number: null, spread: null, detail: "", t_ms: null, ...changes });

beforeEach(() => language.set("de", { remember: false }));

describe("alarms", () => {
  it("stand in an order that hides no fire: open before taken, fires before others, pre-alarms and drills last", () => {
    const all = [
      incident({ id: "drill", kind: "drill", drill: true }),
      incident({ id: "pre", kind: "pre_alarm", sev: "warn" }),
      incident({ id: "forced", kind: "forced_door", since_ms: NOW + 5 }),
      incident({ id: "taken", state: "acknowledged", since_ms: NOW + 9 }),
      incident({ id: "older" }),
      incident({ id: "newer", since_ms: NOW + 1 }),
      incident({ id: "over", state: "resolved" }),
      incident({ id: "key", kind: "key_overdue", sev: "warn" }),
    ];
    expect(alarmsOf(all).map(({ id }) => id)).toEqual(["newer", "older", "forced", "taken", "pre", "drill"]);
  });

  it("of a drill are never red, whatever their severity", () => {
    expect(tone(incident({ drill: true }))).toBe("drill");
    expect(tone(incident({ kind: "heat", sev: "warn" }))).toBe("pre");
    expect(tone(incident({ kind: "battery", sev: "warn" }))).toBeNull();
  });
});

describe("times", () => {
  it("count down and end", () => {
    expect(countdown(NOW + 67_000, NOW)).toBe("1:07");
    expect(countdown(NOW, NOW)).toBeNull();
    expect(countdown(null, NOW)).toBeNull();
  });

  it("last minutes, hours or days", () => {
    expect(lasting(NOW, NOW + 59 * 60_000)).toBe("59 Min.");
    expect(lasting(NOW, NOW + 125 * 60_000)).toBe("2 Std. 5 Min.");
    expect(lasting(NOW, NOW + 50 * 3_600_000)).toBe("2 Tage 2 Std.");
  });
});

describe("what an alarm says", () => {
  it("names a sensor with its figure, and when it is normal again", () => {
    const said = { c: "smoke-1", device: "d", name: "Rauch Decke", since_ms: NOW, measured: "3,2 %/m", gone_ms: null };
    expect(sensorLine(said, ZONE)).toBe("Rauch Decke 3,2 %/m seit 18:44:00");
    expect(sensorLine({ ...said, measured: "", name: "" }, ZONE)).toBe("smoke-1 seit 18:44:00");
    expect(sensorLine({ ...said, gone_ms: NOW + 60_000 }, ZONE)).toBe("Rauch Decke 3,2 %/m, wieder normal 18:45:00");
  });

  it("tells who is next until somebody has acknowledged", () => {
    const open = incident({ next_name: "A. Yilmaz", next_ms: NOW + 100_000, told: ["M. Kern"] });
    expect(nextTold(open, NOW)).toBe("A. Yilmaz in 1:40");
    expect(nextTold({ ...open, next_name: "" }, NOW)).toBe("Dieselben noch einmal in 1:40");
    expect(nextTold({ ...open, state: "acknowledged" }, NOW)).toBe("");
    expect(factLines(open, NOW, ZONE).first.at(-1)).toMatchObject({ figure: "A. Yilmaz in 1:40", detail: "Benachrichtigt: M. Kern" });
  });

  it("puts the holder before the key and reads facts in one language", () => {
    const facts = [
      fact({ text: "zuletzt 12 / last 12" }),
      fact({ kind: "key", text: "Nordpark 3", number: 3, t_ms: NOW }),
      fact({ kind: "holder", text: "Trainer:in / trainer", t_ms: NOW }),
      fact({ kind: "key", text: "Nordpark 1", detail: "nord-1, Fach 1" }),
    ];
    const { first, rest } = factLines(incident({ facts }), NOW, ZONE);
    expect(first.map(({ figure }) => figure)).toEqual(["Anzahl unbekannt, zuletzt 12", "Trainer:in"]);
    expect(rest.map(({ title }) => title)).toEqual(["Schlüssel ist draußen", "Wo die Schlüssel sind"]);
  });

  it("has words for every step, with who and which way", () => {
    const step = { t_ms: NOW, who: "M. Kern", way: "sms", text: "besetzt" };
    expect(stepWords({ ...step, kind: "failed" })).toEqual({ text: "Nachricht an M. Kern kam nicht an", small: "SMS · besetzt" });
    expect(stepWords({ ...step, kind: "acked", way: "", text: "false_alarm" })).toEqual({ text: "M. Kern: sagt Fehlalarm", small: "" });
    expect(stepWords({ ...step, kind: "reset", way: "", text: "" })).toEqual({ text: "Alarm zurückgesetzt", small: "M. Kern" });
  });
});
