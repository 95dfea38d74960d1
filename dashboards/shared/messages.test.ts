import { describe, expect, it } from "vitest";
import { display } from "./messages/display";
import { kiosk } from "./messages/kiosk";
import { fill, places, type Table } from "./messages/table";

/** Every table there is: one file each, which exports it. */
const files = import.meta.glob<Record<string, { de: Table; en: Table }>>("./messages/*.ts", { eager: true });
const TABLES: Record<string, { de: Table; en: Table }> = Object.assign(
  {},
  ...Object.values(files).map((file) => Object.fromEntries(Object.entries(file).filter(([, one]) => typeof one === "object"))),
);

describe.each(Object.entries(TABLES))("the words of %s", (_name, table) => {
  it("have the same keys in both languages", () => {
    expect(Object.keys(table.en).sort()).toEqual(Object.keys(table.de).sort());
  });

  it.each(Object.keys(table.de))("%s says something, with the same places, in both", (key) => {
    expect(table.de[key]?.trim()).not.toBe("");
    expect(places(table.en[key] ?? "")).toEqual(places(table.de[key] ?? ""));
  });
});

describe("filling in", () => {
  it("puts values in and leaves what is missing visible", () => {
    expect(fill("{n} von {all}", { n: 0, all: 8 })).toBe("0 von 8");
    expect(fill("{n} von {all}", { n: 1 })).toBe("1 von {all}");
  });
});

describe("words on kiosk and display", () => {
  it("are short sentences", () => {
    for (const text of [...Object.values(kiosk.de), ...Object.values(display.de)])
      for (const sentence of text.split(/[.?!]/)) expect(sentence.trim().split(/\s+/).length).toBeLessThanOrEqual(12);
  });
});
