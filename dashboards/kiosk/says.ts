import type { Sev } from "../shared/components/sev";
import type { Kiosk } from "../shared/generated/screens";
import type { kiosk as table } from "../shared/messages/kiosk";

export type Word = keyof typeof table.de;
type Step = Kiosk["step"];
export interface Text {
  readonly key: Word;
  readonly values?: Readonly<Record<string, string | number>>;
}
export interface Choice {
  readonly text: Text;
  readonly act: string;
  readonly word?: string;
  readonly sev?: Sev;
}
/** One message over the whole screen: what is, what to do, and at most three buttons; the first is the main one. */
export interface Saying {
  readonly sev: Sev;
  readonly what: Text;
  readonly lines: readonly Text[];
  readonly choices: readonly Choice[];
}
/** How a page writes a time of day and a telephone number. */
export interface Writes {
  clock(ms: number): string;
  phone(of: Kiosk): string;
}

const text = (key: Word, values?: Text["values"]): Text => (values ? { key, values } : { key });
const choice = (key: Word, act: string, more: Partial<Choice> = {}): Choice => ({ text: text(key), act, ...more });
const done = (key: Word): Choice => choice(key, "done");
const help = choice("askHelp", "help");

/** The agent's word for a badge that was seen and opens nothing now. */
const BADGE = "badge";

/** What the kiosk says in a step; null for steps that have a screen of their own. */
export function saying(kiosk: Kiosk, writes: Writes): Saying | null {
  const n = kiosk.slot ?? "";
  switch (kiosk.step) {
    case "jammed":
      return { sev: "warn", what: text("jammed", { n }), lines: [text("jammedHow"), ...(kiosk.help_phone ? [text("jammedHelp", { phone: writes.phone(kiosk) })] : [])], choices: [done("again"), help] };
    case "returned":
      return { sev: "ok", what: text("returned"), lines: [text("thanks")], choices: [done("done")] };
    case "taken":
      return { sev: "ok", what: text("taken"), lines: [text("thanksTaken"), ...due(kiosk, writes)], choices: [done("done")] };
    case "key_gone":
      return { sev: "warn", what: text("keyGone"), lines: [text("keyGoneCode", { n }), ...whoHasIt(kiosk, writes)], choices: [...(kiosk.spare === null ? [] : [choice("takeSpare", "spare")]), help, choice("lookAnyway", "choose"), done("done")] };
    case "wrong_key":
      return { sev: "warn", what: text("wrongKey"), lines: [text("wrongKeyHow", { n }), text("openAgain")], choices: [done("done"), help] };
    case "inside":
      return { sev: "warn", what: text("inside"), lines: [...counted(kiosk.people), text("insideHow")], choices: [done("allOut"), help] };
    case "report":
      return {
        sev: "info",
        what: text("report"),
        lines: [text("reportHow")],
        choices: [
          choice("reportGood", "report", { word: "good", sev: "ok" }),
          choice("reportUntidy", "report", { word: "untidy", sev: "info" }),
          choice("reportDamaged", "report", { word: "damaged", sev: "warn" }),
          done("skip"),
        ],
      };
    case "learn":
      return { sev: "info", what: text("learn"), lines: [...(kiosk.fault === "unreadable" ? [text("faultUnreadable")] : []), text("learnHow")], choices: [done("cancel")] };
    case "learnt":
      return { sev: "ok", what: text("learnt"), lines: [text("learntHow")], choices: [done("done")] };
    case "checked_in":
      if (kiosk.fault === BADGE) return { sev: "info", what: text("badgeSeen"), lines: [text("badgeSeenHow"), text("badgeSeenElse")], choices: [done("done"), help] };
      return { sev: "ok", what: text("checkedIn"), lines: [text("checkedInHow")], choices: [done("done")] };
    case "ticket":
      if (kiosk.ticket === "admitted") return { sev: "ok", what: text("ticketIn"), lines: [text("ticketInHow", { title: kiosk.ticket_title })], choices: [done("done")] };
      if (kiosk.ticket === "again") return { sev: "warn", what: text("ticketAgain"), lines: [text("ticketAgainHow")], choices: [done("done"), help] };
      return { sev: "warn", what: text("ticketElse"), lines: [text("ticketElseHow")], choices: [done("done"), help] };
    default:
      return null;
  }
}

function due(kiosk: Kiosk, writes: Writes): Text[] {
  return kiosk.due_ms === null ? [] : [text("dueBy", { time: writes.clock(kiosk.due_ms) })];
}

function whoHasIt(kiosk: Kiosk, writes: Writes): Text[] {
  const until = kiosk.before_until_ms === null ? [] : [text("keyGoneUntil", { time: writes.clock(kiosk.before_until_ms) })];
  return kiosk.before ? [text("keyGoneBefore", { group: kiosk.before }), ...until] : until;
}

function counted(people: number | null): Text[] {
  if (people === null) return [];
  return [people === 1 ? text("insideOne") : text("insideMany", { n: people })];
}

/** What is read aloud in a step. Only whole sentences that can be rendered beforehand: a number is a compartment's. */
const ALOUD: Readonly<Record<Step, readonly Word[]>> = {
  pin: ["getKey", "enterCode"],
  checking: [],
  wrong: ["wrong", "tryAgain"],
  locked_out: ["lockedOut"],
  wait_second: ["second", "secondHow"],
  choose: ["choose"],
  open: ["isOpen"],
  jammed: ["jammed", "jammedHow"],
  key_gone: ["keyGone"],
  wrong_key: ["wrongKey", "wrongKeyHow"],
  inside: ["inside", "insideHow"],
  report: ["report"],
  returned: ["returned", "thanks"],
  taken: ["taken", "thanksTaken"],
  learn: ["learn", "learnHow"],
  learnt: ["learnt"],
  checked_in: ["checkedIn", "checkedInHow"],
  ticket: ["ticketIn", "ticketAgain", "ticketElse"],
  leave: ["leave", "leaveHow"],
  more: [],
  offers: [],
  ideas: [],
  idea_write: [],
  idea_done: [],
  projects: [],
};
const MORE: readonly Word[] = ["takeKey", "putKey", "pushDoor", "faultEarly", "faultOver", "faultDenied", "faultClock", "faultSilent", "faultUsedUp", "faultCopied", "faultSpent", "faultOutdated", "badgeSeen", "badgeSeenHow", "faultOutOfService", "faultSecondSame", "faultWait", "faultCard", "faultPass", "faultNotKept", "faultUnreadable", "faultNoDoor", "faultBusy", "faultOther", "cappedHow", "help", "askHelp"];

export const SPOKEN: readonly Word[] = [...new Set([...Object.values(ALOUD).flat(), ...MORE])].sort();

/** The sentences of this moment, in order. */
export function aloud(kiosk: Kiosk, faultWord: (fault: string) => Word): readonly Word[] {
  if (kiosk.step === "wrong" && kiosk.fault) return [faultWord(kiosk.fault)];
  if (kiosk.step === "checked_in" && kiosk.fault === BADGE) return ["badgeSeen", "badgeSeenHow"];
  if (kiosk.step === "ticket") return [kiosk.ticket === "admitted" ? "ticketIn" : kiosk.ticket === "again" ? "ticketAgain" : "ticketElse"];
  if (kiosk.step === "pin" && kiosk.capped) return ["getKey", "cappedHow"];
  if (kiosk.step === "open") {
    const door = kiosk.doors.find(({ number }) => number === kiosk.slot);
    return ["isOpen", door && !door.key ? "putKey" : "takeKey", "pushDoor"];
  }
  return ALOUD[kiosk.step];
}
