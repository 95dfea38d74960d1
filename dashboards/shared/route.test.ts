import { describe, expect, it } from "vitest";
import { addressOf, placeOf } from "./route.svelte";

describe("the address of a page", () => {
  it("names view, thing and filters, and leaves other anchors alone", () => {
    expect(placeOf("#/lage")).toEqual({ view: "lage", of: "", query: {} });
    expect(placeOf("#/meldung/i%2F1?von=lage")).toEqual({ view: "meldung", of: "i/1", query: { von: "lage" } });
    expect(placeOf("#inhalt")).toBeNull();
    expect(placeOf("")).toBeNull();
  });

  it("comes back as it was written, without empty filters", () => {
    const address = addressOf("verlauf", "a b", { text: "ä&b", site: "" });
    expect(placeOf(address)).toEqual({ view: "verlauf", of: "a b", query: { text: "ä&b" } });
    expect(address).not.toContain("site");
  });
});
