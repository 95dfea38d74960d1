/** The badge kept on this phone: its key lies in IndexedDB as a CryptoKey that nobody can read out. */

export interface KeptBadge {
  handle: string;
  key: CryptoKey;
  /** from when the key is, as the server says it */
  keyMs: number;
  /** server's time minus the phone's, when they were compared last */
  offsetMs: number;
  /** when it was fetched or compared, by the server's time */
  checkedMs: number;
  /** which sign-in it belongs to */
  mark: string;
}

const NAME = "hallenwart-badge";
const STORE = "own";
const MARK = /(?:^|; )hallenwart_mark=([^;]*)/;

/** Changes with every sign-in on this browser. */
function markNow(): string {
  return MARK.exec(document.cookie)?.[1] ?? "";
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("storage"));
  });
}

async function within<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await asked(opening);
  try {
    return await asked(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** False where the browser keeps nothing: then the badge is gone with the page. */
export async function keepBadge(badge: Omit<KeptBadge, "mark">): Promise<boolean> {
  return within("readwrite", (store) => store.put({ ...badge, mark: markNow() } satisfies KeptBadge, "badge")).then(
    () => true,
    () => false,
  );
}

/** What is kept for who is signed in here now; what belongs to another sign-in is erased. */
export async function keptBadge(): Promise<KeptBadge | null> {
  const found = await within<KeptBadge | undefined>("readonly", (store) => store.get("badge")).catch(() => undefined);
  if (!found) return null;
  if (found.mark === markNow()) return found;
  await forgetBadge();
  return null;
}

export async function forgetBadge(): Promise<void> {
  if (!("indexedDB" in globalThis)) return;
  await within("readwrite", (store) => store.clear()).catch(() => undefined);
}
