import { describe, expect, it } from "vitest";
import { GUIDES } from "../generated/guides";
import { asked, isDone, sorted, type GuideStep } from "./guide";
import { Leading } from "./leading.svelte";

const step = (kind: "view" | "shown" | "gone" | "filled", target: string): GuideStep => ({ words: { de: "", en: "", easy: "" }, wait: { kind, target }, screen: "" });
function page(html: string): HTMLElement {
  const box = document.createElement("div");
  box.innerHTML = html;
  return box;
}

describe("a step", () => {
  it("is done when the page shows its view, or one of what the view shows", () => {
    expect(isDone(step("view", "termine"), page(""), "#/termine?als=serien")).toBe(true);
    expect(isDone(step("view", "termine/"), page(""), "#/termine")).toBe(false);
    expect(isDone(step("view", "termine/"), page(""), "#/termine/b-1")).toBe(true);
    expect(isDone(step("view", "termine"), page(""), "#/buchen")).toBe(false);
    expect(isDone(step("view", "termine"), page(""), "")).toBe(false);
  });

  it("is done when something is there, is gone, or has been filled by the person", () => {
    const form = page('<div data-step="4"><input id="title"></div>');
    expect(isDone(step("shown", "[data-step='4']"), form, "")).toBe(true);
    expect(isDone(step("gone", "[data-step='4']"), form, "")).toBe(false);
    expect(isDone(step("gone", "dialog[open]"), form, "")).toBe(true);
    const title = step("filled", "[data-step='4'] #title");
    expect(isDone(title, form, "")).toBe(false);
    const field = form.querySelector("input");
    if (field) field.value = " ";
    expect(isDone(title, form, "")).toBe(false);
    if (field) field.value = "Volleyball";
    expect(isDone(title, form, "")).toBe(true);
  });

  it("without anything to wait for is done when the person says so", () => {
    expect(isDone({ words: { de: "", en: "", easy: "" }, wait: null, screen: "" }, page("<p></p>"), "#/termine")).toBe(false);
  });
});

describe("the table", () => {
  it("offers what helps here first, and no other rooms", () => {
    const found = sorted(GUIDES, ["club", "kiosk"], "club#termine");
    expect(found[0]?.pages).toContain("club#termine");
    expect(new Set(found.map(({ room }) => room))).toEqual(new Set(["club", "kiosk"]));
    expect(found).toHaveLength(GUIDES.filter(({ room }) => room === "club" || room === "kiosk").length);
  });

  it("names a task in the address", () => {
    expect(asked("?lotse=halle-buchen")).toBe("halle-buchen");
    expect(asked("")).toBe("");
  });

  it("has a picture for every step of practice", () => {
    const known = ["code", "enter", "open", "key", "shut", "help", "ask", "seen", "phone"];
    for (const { screen } of GUIDES.filter(({ room }) => room === "kiosk").flatMap(({ steps }) => steps)) expect(known).toContain(screen);
  });
});

describe("leading", () => {
  it("goes on as the person does, and back when they ask, never past either end", async () => {
    const leading = new Leading();
    await leading.open(["club"], "club#termine", "termin-verleihen");
    expect(leading.guide?.id).toBe("termin-verleihen");
    leading.go(-1);
    expect(leading.at).toBe(0);
    for (let n = 0; n < 9; n += 1) leading.go(1);
    expect(leading.over).toBe(true);
    expect(leading.step).toBeNull();
    leading.begin(null);
    expect(leading.over).toBe(false);
  });
});
