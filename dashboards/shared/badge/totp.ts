/** The symbol of a badge, as the contract's `badges.py` describes it: RFC 6238 with HMAC-SHA-256, a step of 30 s, 8 digits. */

export const STEP_MS = 30_000;
const DIGITS = 8;

export function stepOf(atMs: number): number {
  return Math.floor(atMs / STEP_MS);
}

/** Milliseconds until the next symbol. */
export function leftMs(atMs: number): number {
  return STEP_MS - (((atMs % STEP_MS) + STEP_MS) % STEP_MS);
}

/** A key that signs and can never be read again, not even by this page. */
export function importKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

export async function digits(key: CryptoKey, step: number): Promise<string> {
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(step));
  const mac = new DataView(await crypto.subtle.sign("HMAC", key, counter.buffer));
  const at = mac.getUint8(mac.byteLength - 1) & 0x0f;
  return String((mac.getUint32(at) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** What the symbol says in a step. */
export async function symbol(handle: string, key: CryptoKey, step: number): Promise<string> {
  return `HALLE-B1-${handle.toUpperCase()}-${await digits(key, step)}`;
}
