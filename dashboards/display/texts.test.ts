import { describe, expect, it } from "vitest";
import type { BoardCard, Panel } from "../shared/generated/screens";
import { display as words } from "../shared/messages/display";
import { displayEasy } from "../shared/messages/display_easy";
import { bands } from "./above";
import { settings } from "./cards";
import { sizesOf } from "./sizes";
import { linesOf, parts, turnsOf } from "./texts";

const PANEL: Panel = { inches: 55, distance_m: 5, turned: 0, languages: ["de", "en"], easy: false };
const ZONE = "Europe/Berlin";
const sizes = sizesOf(PANEL, 1920, 1080);
const LONG = "Die Halle schließt am 21. Dezember früher. Bitte räumen Sie alle Geräte auf. Danke! ".repeat(4).trim();
function card(changes: Partial<BoardCard> = {}): BoardCard {
  return { id: "c", rung: "post", kind: "news", texts: { de: { title: "Titel", text: "Text." } }, word: "", values: {}, by: "", level: "", link: "", qr: [], picture: "", alt: "", from_ms: null, to_ms: null, ...changes };
}

describe("long texts", () => {
  it.each([12, 20, 33, 60])("are divided for lines of %i letters, and not a word is lost", (letters) => {
    for (const lines of [1, 2, 3]) {
      const found = parts(LONG, letters, lines);
      expect(found.join(" ")).toBe(LONG);
      for (const part of found) expect(linesOf(part, letters)).toBeLessThanOrEqual(lines);
    }
  });

  it("end after a sentence, and a date is none", () => {
    expect(parts("Wir schließen am 21. Dezember. Danke!", 31, 1)).toEqual(["Wir schließen am 21. Dezember.", "Danke!"]);
  });

  it("with a word longer than a line come to an end", () => {
    expect(parts("Donaudampfschifffahrt".repeat(5), 10, 2).join("")).toBe("Donaudampfschifffahrt".repeat(5));
    expect(parts("", 10, 2)).toEqual([""]);
  });
});

describe("languages", () => {
  const both = card({ texts: { de: { title: "Kuchen", text: "" }, en: { title: "Cake", text: "" }, easy: { title: "Es gibt Kuchen", text: "" } } });

  it("take turns where a card has them", () => {
    expect(turnsOf(both, PANEL, 30, 2).map(({ lang, title }) => [lang, title])).toEqual([
      ["de", "Kuchen"],
      ["en", "Cake"],
    ]);
    expect(turnsOf(card(), PANEL, 30, 2)).toHaveLength(1);
  });

  it("are those of the panel, German where it has none of them", () => {
    expect(turnsOf(both, { ...PANEL, languages: ["de"] }, 30, 2).map(({ title }) => title)).toEqual(["Kuchen"]);
    expect(turnsOf(card(), { ...PANEL, languages: ["en"] }, 30, 2).map(({ title }) => title)).toEqual(["Titel"]);
    expect(turnsOf(both, { ...PANEL, easy: true }, 30, 2).map(({ title }) => title)).toEqual(["Es gibt Kuchen", "Cake"]);
  });

  it("say what a device says by itself", () => {
    const note = card({ texts: {}, word: "key_next", values: { slot: "3", label: "Halle", until: "18:30", next: "BC 04", at: "19:30" } });
    const said = turnsOf(note, PANEL, 200, 2);
    expect(said.map(({ text }) => text)).toEqual(["BC 04 braucht ihn um 19:30. Bitte in Fach 3 zurückhängen.", "BC 04 needs it at 19:30. Please hang it back in compartment 3."]);
    expect(turnsOf(note, { ...PANEL, easy: true }, 200, 2)[0]?.title).toBe("Der Schlüssel fehlt: Halle");
  });
});

describe("the strip over the plan", () => {
  const above = (n: number): BoardCard[] => Array.from({ length: n }, (_, index) => card({ id: `${index}`, rung: "warning" }));

  it("holds two at most, and shows all of them in time", () => {
    const seen = new Set<string>();
    for (let turn = 0; turn < 6; turn += 1) {
      const shown = bands({ above: above(5), panel: PANEL, zone: ZONE }, sizes, turn * 12_000, 0);
      expect(shown.length).toBeLessThanOrEqual(2);
      for (const one of shown) seen.add(one.card.id);
    }
    expect(seen.size).toBe(5);
    expect(bands({ above: above(5), panel: PANEL, zone: ZONE }, sizes, 0, 0).map((one) => one.card.id)).toEqual(["0", "1"]);
    expect(bands({ above: [], panel: PANEL, zone: ZONE }, sizes, 0, 0)).toEqual([]);
  });

  it("counts what stands before an official warning's text: nothing is cut", () => {
    const warning = card({ rung: "warning", level: "moderate", to_ms: 3_600_000, texts: { de: { title: "Windböen", text: LONG } } });
    for (const beside of [[], [card({ id: "d", rung: "safety" })]]) {
      const [band] = bands({ above: [warning, ...beside], panel: PANEL, zone: ZONE }, sizes, 0, 0);
      expect(band?.mark).toBe("Amtliche Warnung · Stufe 2 von 4 · bis 02:00");
      expect(linesOf(`${band?.mark} ${band?.text}`, band?.letters ?? 0)).toBeLessThanOrEqual(band?.lines ?? 0);
      expect(band?.lines).toBeLessThanOrEqual(3);
    }
  });
});

describe("a card", () => {
  it.each([180, 240, 700])("says all of its text within %i px", (height) => {
    const all = settings(card({ texts: { de: { title: "Neue Zeiten", text: LONG } } }), PANEL, sizes, 1100, height);
    expect(all.map(({ text }) => text).join(" ")).toBe(LONG);
    for (const one of all) {
      const px = one.titleLines * 1.06 * one.titlePx + (one.kind ? 1.12 * sizes.min : 0) + linesOf(one.text, 40) * 1.12 * sizes.min;
      expect(px).toBeLessThanOrEqual(height);
    }
  });

  it("has a code as large as the room allows, and no larger than it must be", () => {
    const one = settings(card({ qr: ["1"] }), PANEL, sizes, 1100, 240)[0];
    expect(one?.qr).toBeCloseTo(240 - 0.16 * sizes.row, 3);
    expect(settings(card({ qr: ["1"] }), { ...PANEL }, sizesOf({ ...PANEL, distance_m: 1 }, 1920, 1080), 1100, 700)[0]?.qr).toBeLessThanOrEqual(160);
  });
});

describe("easy German", () => {
  it("has short words, long ones with a hyphen, and no abbreviations", () => {
    for (const text of Object.values(displayEasy.de)) {
      for (const word of text.replace(/\{\w+\}/g, "").split(/[\s-]+/)) expect(word.length, text).toBeLessThanOrEqual(13);
      for (const sentence of text.split(/[.?!]/)) expect(sentence.trim().split(/\s+/).length, text).toBeLessThanOrEqual(8);
      expect(text).not.toMatch(/\b(z\. ?B|bzw|ggf|usw)\b/);
    }
  });

  it("differs from the other German where that is hard", () => {
    const same = Object.keys(words.de).filter((key) => words.de[key as keyof typeof words.de] === displayEasy.de[key as keyof typeof words.de]);
    expect(same.length).toBeLessThan(Object.keys(words.de).length * 0.7);
  });
});
