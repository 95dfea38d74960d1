/** What a phone at the door says to a ticket, from the list it keeps. No network, no names: digests alone. */

export interface Used {
  readonly ticket: string;
  readonly at_ms: number;
  readonly door: string;
}
export interface Seen {
  readonly ticket: string;
  readonly at_ms: number;
  readonly outcome: "admitted" | "again";
  readonly badge: string;
  readonly code: string;
}
/** What is known of an event's door, as it is kept on the phone. `ahead_ms`: so far the server's clock is before this one. */
export interface Kept {
  readonly event: string;
  readonly title: string;
  readonly hall: string;
  readonly from_ms: number;
  readonly to_ms: number;
  readonly rev: string;
  readonly read_ms: number;
  readonly ahead_ms: number;
  readonly admits: readonly string[];
  readonly used: readonly Used[];
  readonly queue: readonly Seen[];
}
export type Word = "admitted" | "again" | "elsewhere" | "early" | "unread";
export interface Verdict {
  readonly word: Word;
  readonly ticket: string;
  /** Who came in with it before. */
  readonly before: Used | null;
  readonly badge: boolean;
}
export interface Read {
  readonly ticket: string;
  readonly badge: string;
  readonly code: string;
}

const PREFIX = "HALLE-T1-";
const BADGE = /^HALLE-B1-([0-9A-F]{16})-([0-9]{8})$/;
const LETTERS = /^[A-Z2-7]{26}$/;
const DIGEST_BYTES = 9;
/** What people type for letters that base32 does not have. */
const MISTYPED: Readonly<Record<string, string>> = { "0": "O", "1": "I", "8": "B" };

async function digest(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...hash.slice(0, DIGEST_BYTES)].map((octet) => octet.toString(16).padStart(2, "0")).join("");
}

/** The digest of what was shown or typed, as the lists of doors have it; null for what is neither ticket nor badge. */
export async function read(event: string, shown: string): Promise<Read | null> {
  const text = shown.trim().toUpperCase();
  const badge = BADGE.exec(text);
  if (badge) {
    const handle = (badge[1] ?? "").toLowerCase();
    return { ticket: await digest(`hallenwart ticket of badge\n${event}\n${handle}`), badge: handle, code: badge[2] ?? "" };
  }
  const letters = text.replace(PREFIX, "").replace(/[\s-]/g, "").replace(/[018]/g, (sign) => MISTYPED[sign] ?? sign);
  return LETTERS.test(letters) ? { ticket: await digest(`hallenwart ticket\n${PREFIX}${letters}`), badge: "", code: "" } : null;
}

/** What a ticket is worth at this moment. Who came in through this door counts at once, before it is sent. */
export function verdict(kept: Kept, found: Read | null, nowMs: number): Verdict {
  if (!found) return { word: "unread", ticket: "", before: null, badge: false };
  const { ticket } = found;
  const badge = found.badge !== "";
  if (!kept.admits.includes(ticket)) return { word: "elsewhere", ticket, before: null, badge };
  const before = kept.used.find((one) => one.ticket === ticket) ?? null;
  if (before) return { word: "again", ticket, before, badge };
  return { word: nowMs < kept.from_ms ? "early" : "admitted", ticket, before: null, badge };
}

/** Lets somebody in: into the count at once, into the queue until the server has it. */
export function letIn(kept: Kept, found: Read, door: string, atMs: number): Kept {
  const used = [...kept.used, { ticket: found.ticket, at_ms: atMs, door }];
  return { ...kept, used, queue: [...kept.queue, { ...found, at_ms: atMs, outcome: "admitted" }] };
}

/** What the server answered, together with what came in meanwhile. `sent`: what it has now. */
export function merged(kept: Kept | null, told: Omit<Kept, "queue" | "admits" | "ahead_ms" | "read_ms"> & { now_ms: number; admits: readonly string[] | null }, sent: readonly Seen[], door: string, ownMs: number): Kept {
  const has = new Set(sent.map((one) => `${one.ticket} ${one.at_ms}`));
  const queue = (kept?.queue ?? []).filter((one) => !has.has(`${one.ticket} ${one.at_ms}`));
  const known = new Set(told.used.map((one) => one.ticket));
  const mine = queue.filter((one) => !known.has(one.ticket)).map((one) => ({ ticket: one.ticket, at_ms: one.at_ms, door }));
  const { event, title, hall, from_ms, to_ms, rev } = told;
  return {
    event, title, hall, from_ms, to_ms, rev,
    read_ms: told.now_ms,
    ahead_ms: told.now_ms - ownMs,
    admits: told.admits ?? kept?.admits ?? [],
    used: [...told.used, ...mine],
    queue,
  };
}
