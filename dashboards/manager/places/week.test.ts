import { describe, expect, it } from "vitest";
import { hoursText, spansOf } from "./week";

describe("hours of a day", () => {
  it.each([
    ["", []],
    ["07:00–23:00", [[420, 1380]]],
    ["8-12, 14 bis 18:30", [[480, 720], [840, 1110]]],
    ["18.30–2", [[1110, 1560]]],
    ["20:00-24:00; 08:00-09:00", [[480, 540], [1200, 1440]]],
    ["00:00–24:00", [[0, 1440]]],
  ] as const)("reads %s", (text, spans) => expect(spansOf(text)).toEqual(spans));

  it.each(["abends", "25-26", "8:70-9", "24:00-25:00", "8–"])("does not guess what %s means", (text) => expect(spansOf(text)).toBeNull());

  it("writes what it reads", () => {
    for (const spans of [[], [[420, 1380]], [[480, 720], [1080, 1560]], [[0, 1440]]] as [number, number][][]) expect(spansOf(hoursText(spans))).toEqual(spans);
  });
});
