import { describe, expect, it } from "vitest";
import type { ShownSlot } from "../../shared/api";
import { amountsOf, fitting } from "./parts";
import { groupsOf, rowsOf } from "./slots";

const ZONE = "Europe/Berlin";
const at = (clock: string): number => Date.parse(`2026-11-25T${clock}:00+01:00`);
function slot(start: string, end: string, state: string, by: [string, string, string][] = []): ShownSlot {
  return {
    start_ms: at(start), end_ms: at(end), state, free_sections: state === "free" ? [1] : [], section_count: 3, free_parts: [], why: "",
    by: by.map(([line, from, to]) => ({ line, hall: "nordpark", place: "", sections: [1, 2, 3], start_ms: at(from), end_ms: at(to) })),
  };
}

describe("the rows of a day", () => {
  const sg: [string, string, string] = ["SG Süd", "17:00", "19:00"];
  const bc: [string, string, string] = ["BC 04", "19:00", "20:00"];
  it("tell in one row who has a time, from when to when", () => {
    const day = [slot("15:00", "16:30", "past"), slot("15:30", "17:00", "free"), slot("16:00", "17:30", "taken", [sg]), slot("17:30", "19:00", "taken", [sg]), slot("18:00", "19:30", "taken", [sg, bc]), slot("20:00", "21:30", "free")];
    expect(rowsOf(day)).toMatchObject([
      { free: true },
      { free: false, who: ["SG Süd", "BC 04"], start_ms: at("17:00"), end_ms: at("20:00"), slots: { length: 3 } },
      { free: true },
    ]);
  });
  it("keep apart what is closed and what is taken", () => {
    expect(rowsOf([slot("20:00", "21:30", "taken", [bc]), slot("21:00", "22:30", "closed")])).toHaveLength(2);
  });
  it("are sorted by part of the day", () => {
    const day = [slot("11:30", "13:00", "free"), slot("12:00", "13:30", "free"), slot("17:00", "18:30", "free")];
    expect(groupsOf(day, ZONE).map(({ part, rows }) => [part, rows.length])).toEqual([["morning", 1], ["afternoon", 1], ["evening", 1]]);
  });
});

describe("parts of a hall", () => {
  const named = (name: string, ...sections: number[]) => ({ id: name, name, sections, parent: "" });
  const triple = { sections: 3, parts: [named("Nord", 1), named("Mitte", 2), named("Süd", 3), named("Nord und Mitte", 1, 2)] };
  it("come in the sizes that the office named, and whole", () => {
    expect(amountsOf(triple)).toEqual([1, 2, 3]);
    expect(amountsOf({ sections: 4, parts: [named("A", 1, 2), named("B", 3, 4)] })).toEqual([2, 4]);
    expect(amountsOf({ sections: 2, parts: [] })).toEqual([1, 2]);
  });
  it("fit only where all of their sections are free", () => {
    expect(fitting(triple, [2, 3], 2)).toEqual([]);
    expect(fitting(triple, [1, 2], 2).map(({ name }) => name)).toEqual(["Nord und Mitte"]);
    expect(fitting(triple, [2, 3], 1).map(({ name }) => name)).toEqual(["Mitte", "Süd"]);
    expect(fitting({ sections: 3, parts: [] }, [1, 3], 2)).toEqual([]);
    expect(fitting({ sections: 3, parts: [] }, [2, 3], 2)).toEqual([{ name: "", sections: [2, 3] }]);
    expect(fitting(triple, [1, 2, 3], 3)).toEqual([{ name: "", sections: [1, 2, 3] }]);
  });
});
