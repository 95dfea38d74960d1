import { describe, expect, it } from "vitest";
import { language } from "../shared/lang.svelte";
import { outcomes } from "../shared/messages/outcomes";
import { commandWord } from "./words";

describe("how a command went", () => {
  it.each(Object.keys(outcomes.de).filter((code) => code !== "other"))("%s is told in words, the code is not shown", (code) => {
    for (const lang of ["de", "en"] as const) {
      language.set(lang, { remember: false });
      for (const state of ["failed", "rejected"]) {
        const said = commandWord({ state, code });
        expect(said).toContain(outcomes[lang][code as keyof typeof outcomes.de]);
        expect(said).not.toContain("{");
        if (code.includes("_")) expect(said).not.toContain(code);
      }
    }
  });

  it("names a code that it has no words for", () => {
    language.set("de", { remember: false });
    expect(commandWord({ state: "failed", code: "melted" })).toBe("Die Tür ging nicht auf. Grund: melted.");
    expect(commandWord({ state: "failed", code: "toString" })).toContain("toString");
  });
});
