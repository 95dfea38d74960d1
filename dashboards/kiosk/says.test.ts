import { describe, expect, it } from "vitest";
import type { Kiosk } from "../shared/generated/screens";
import { kiosk as table } from "../shared/messages/kiosk";
import { fill, places } from "../shared/messages/table";
import { aloud, saying, SPOKEN, type Text } from "./says";
import { faultWord } from "./words";

const writes = { clock: (ms: number) => `um ${ms}`, phone: (of: Kiosk) => of.help_phone };
const base: Kiosk = {
  now_ms: 0, zone: "Europe/Berlin", site_name: "", step: "pin", more: null, digits: 0, code_length: 8, lengths: [8, 12], capped: false, tries_left: null, wait_s: 0, slot: 3,
  also: [], due_ms: null, close_in_s: null, choices: [], all_allowed: false, before: "", before_until_ms: null, spare: null, people: null, help: "", help_ms: null,
  doors: [], online: true, data_ms: null, clock_ok: true, help_phone: "0000 1", address: "", fault: "", ticket: "", ticket_title: "", live: null, readers: [], identify: "",
};
const read = (text: Text): string => fill(table.de[text.key], text.values);
const said = (change: Partial<Kiosk>): string[] => {
  const one = saying({ ...base, ...change }, writes);
  return one ? [read(one.what), ...one.lines.map(read), ...one.choices.map(({ text, act }) => `[${act}] ${read(text)}`)] : [];
};

describe("the kiosk's messages", () => {
  it("say who has the key and until when, and offer the spare and help", () => {
    expect(said({ step: "key_gone", before: "TSV Lindenau", before_until_ms: 18, spare: 9 })).toEqual([
      "Der Schlüssel ist nicht da",
      "Ihr Code stimmt. Fach 3 ist leer.",
      "Der Schlüssel ist bei: TSV Lindenau.",
      "Rückgabe bis um 18.",
      "[spare] Ersatz-Schlüssel nehmen",
      "[help] Hilfe anfordern",
      "[choose] Selbst nachsehen",
      "[done] Fertig",
    ]);
    expect(said({ step: "key_gone" })).not.toContain("[spare] Ersatz-Schlüssel nehmen");
  });
  it("ask whether somebody is left inside, with the number that is known", () => {
    expect(said({ step: "inside", people: 1 })).toContain("Dort wird noch 1 Person gezählt.");
    expect(said({ step: "inside", people: 7 })).toContain("Dort werden noch 7 Personen gezählt.");
    expect(said({ step: "inside", people: null }).join()).not.toContain("gezählt");
  });
  it("leave no place of a sentence empty, in any step", () => {
    const steps = ["jammed", "returned", "taken", "key_gone", "wrong_key", "inside", "report", "learn", "learnt", "checked_in"] as const;
    for (const step of steps) {
      const all = said({ step, people: 2, before: "BC 04", before_until_ms: 1, due_ms: 2, spare: 1 });
      expect(all.length).toBeGreaterThan(1);
      for (const line of all) expect(line).not.toMatch(/[{}]/);
    }
    expect(saying({ ...base, step: "pin" }, writes)).toBeNull();
  });
});

describe("what is read aloud", () => {
  it("can be rendered beforehand: no place but a compartment's number", () => {
    for (const word of SPOKEN) expect(places(table.de[word]).filter((place) => place !== "n")).toEqual([]);
  });
  it("is rendered for every step and every refusal", () => {
    for (const step of ["pin", "wrong", "locked_out", "wait_second", "choose", "open", "jammed", "key_gone", "inside", "report", "returned", "taken", "learn", "learnt", "checked_in", "leave"] as const)
      for (const word of aloud({ ...base, step }, faultWord)) expect(SPOKEN).toContain(word);
    for (const fault of ["early", "over", "denied", "no_clock", "used_up", "copied", "spent", "outdated", "out_of_service", "second_same", "wait", "capped", "not_kept", "locker_silent", "else"])
      for (const word of aloud({ ...base, step: "wrong", fault }, faultWord)) expect(SPOKEN).toContain(word);
  });
  it("says to take the key from a full compartment and to put it into an empty one", () => {
    const door = { number: 3, column: 1, row: 1, open: true, key: true, label: "", out_of_service: false };
    expect(aloud({ ...base, step: "open", doors: [door] }, faultWord)).toContain("takeKey");
    expect(aloud({ ...base, step: "open", doors: [{ ...door, key: false }] }, faultWord)).toContain("putKey");
  });
});
