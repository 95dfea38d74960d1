import { describe, expect, it } from "vitest";
import { language } from "../lang.svelte";
import { chanceWords, hours, sevOfVerdict, sureOf, sureWords, verdictWord, weekday } from "./words";

describe("how sure", () => {
  it("is a word and a number, and never certain", () => {
    expect([0.999, 0.97, 0.94, 0.8, 0.61, 0.4].map(sureWords)).toEqual([
      "sehr sicher, über 99 %",
      "sehr sicher, 97 %",
      "ziemlich sicher, 94 %",
      "wahrscheinlich, 80 %",
      "eher so als anders, 61 %",
      "unsicher, 40 %",
    ]);
  });
  it("goes by the number that is read: 96.8 is shown as 97", () => expect(sureWords(0.968)).toBe("sehr sicher, 97 %"));
  it("of what may as well not be is told from both sides", () => {
    expect([0.78, 0.5, 0.45, 0.2].map(chanceWords)).toEqual(["wahrscheinlich, 78 %", "unsicher, 50 %", "unsicher, 45 %", "eher nicht, 20 %"]);
  });
  it("is that of the verdict, and nothing where none is given", () => {
    const p = { used: 0.1, under_used: 0.2, no_show: 0.7, unbooked: 0 };
    expect(sureOf({ verdict: "no_show", p })).toBe(0.7);
    expect(sureOf({ verdict: "unknown", p })).toBeNull();
  });
});

it("a verdict of tomorrow is one that nobody knows, and never good", () => {
  expect(verdictWord("split")).toBe("nicht bekannt");
  expect(sevOfVerdict("split")).toBe("unknown");
  expect(sevOfVerdict("toString")).toBe("unknown");
});

it("numbers and days are written as the reader's language does", () => {
  expect([hours(1234.5), hours(9.25), weekday(0), weekday(6, "long")]).toEqual(["1.235 Std.", "9,3 Std.", "Mo", "Sonntag"]);
  language.set("en", { remember: false });
  expect([hours(1234.5), weekday(0)]).toEqual(["1,235 h", "Mon"]);
  language.set("de", { remember: false });
});
