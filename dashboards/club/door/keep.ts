/** What a phone at the door keeps over reloads and without network: its own name, lists of digests, what is not sent yet. */

import type { Kept } from "./rules";

const NAME = "hallenwart-door";
const FORGET_AFTER_MS = 86_400_000;

function opened(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error ?? new Error(NAME));
  });
}

async function within<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await new Promise<T>((done, failed) => {
      const going = database.transaction("kept", mode, { durability: "strict" });
      const asked = act(going.objectStore("kept"));
      going.oncomplete = () => done(asked.result);
      going.onabort = () => failed(going.error ?? new Error(NAME));
    });
  } finally {
    database.close();
  }
}

/** The name this phone goes by at doors: drawn once. */
export async function ownName(): Promise<string> {
  const before = await within<unknown>("readonly", (store) => store.get("name"));
  if (typeof before === "string") return before;
  const drawn = `phone-${[...crypto.getRandomValues(new Uint8Array(4))].map((octet) => octet.toString(16).padStart(2, "0")).join("")}`;
  await within("readwrite", (store) => store.put(drawn, "name"));
  return drawn;
}

export async function load(event: string): Promise<Kept | null> {
  return ((await within<unknown>("readonly", (store) => store.get(`event ${event}`))) as Kept | undefined) ?? null;
}

/** Done when it is on the phone's disk. */
export async function save(kept: Kept): Promise<void> {
  await within("readwrite", (store) => store.put(kept, `event ${kept.event}`));
}

/** Lists of events that were over for a day go, unless something of them is still to be sent. */
export async function tidy(nowMs: number): Promise<void> {
  const all = (await within<unknown[]>("readonly", (store) => store.getAll())).filter((one): one is Kept => typeof one === "object" && one !== null && "event" in one);
  for (const old of all) if (old.to_ms + FORGET_AFTER_MS < nowMs && !old.queue.length) await within("readwrite", (store) => store.delete(`event ${old.event}`));
}
