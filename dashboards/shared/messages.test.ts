import { describe, expect, it } from "vitest";
import { alarm } from "./messages/alarm";
import { club } from "./messages/club";
import { common } from "./messages/common";
import { detectors } from "./messages/detectors";
import { director } from "./messages/director";
import { display } from "./messages/display";
import { faults } from "./messages/faults";
import { halls } from "./messages/halls";
import { health } from "./messages/health";
import { keys } from "./messages/keys";
import { kinds } from "./messages/kinds";
import { kiosk } from "./messages/kiosk";
import { lockers } from "./messages/lockers";
import { login } from "./messages/login";
import { manager } from "./messages/manager";
import { outcomes } from "./messages/outcomes";
import { path } from "./messages/path";
import { fill, places, type Table } from "./messages/table";

const TABLES: Record<string, { de: Table; en: Table }> = { alarm, club, common, detectors, director, display, faults, halls, health, keys, kinds, kiosk, lockers, login, manager, outcomes, path };

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
