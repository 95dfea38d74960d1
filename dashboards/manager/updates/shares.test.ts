import { expect, test } from "vitest";
import { reasonOf, sharesOf } from "./shares";

test("shares rise and end at 100", () => {
  expect(sharesOf("10, 50 100 %")).toEqual([10, 50, 100]);
  expect(sharesOf("100")).toEqual([100]);
  for (const text of ["", "50", "50, 10, 100", "10, 10, 100", "0, 100", "10,5.5,100", "x, 100", "10, 100, 100", "1 2 3 4 5 6 7 8 100"]) expect(sharesOf(text)).toBeNull();
});

test("why it ended is told by device, or by who stopped it", () => {
  expect(reasonOf("nordpark-3: back no connection")).toEqual({ device: "nordpark-3", state: "back", why: "no connection" });
  expect(reasonOf("sued-1: refused")).toEqual({ device: "sued-1", state: "refused", why: "" });
  expect(reasonOf("B. Amrein")).toBeNull();
});
