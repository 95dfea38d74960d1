/** Passkeys in this browser (Web Authentication): made, used, and told to the backend in base64url. */

import { ApiError, post, request, type Schemas, type Session } from "./api";
import { passkeys as table } from "./messages/passkeys";

export type Passkey = Schemas["PasskeyOut"];
export type Passkeys = Schemas["PasskeysOut"];
export type PasskeyPolicy = Schemas["PasskeyPolicyBody"];

/** The options as JSON has them. */
interface Told {
  challenge: string;
  timeout: number;
  rpId: string;
  user: { id: string; name: string; displayName: string };
  excludeCredentials?: { id: string; type: "public-key" }[];
}

const bytes = (text: string): ArrayBuffer => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0)).buffer;
const text = (from: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(from)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

export const passkeys = {
  mine: () => request("get", "/api/passkeys"),
  rename: (passkey: string, name: string) =>
    request("patch", "/api/passkeys/{passkey}", { values: { passkey }, body: { name } satisfies Schemas["PasskeyName"] }),
  remove: (passkey: string) => request("delete", "/api/passkeys/{passkey}", { values: { passkey } }),
  ask: (wanted: PasskeyPolicy) => request("put", "/api/passkeys/policy", { body: wanted }),
};

/** Whether this page may use passkeys that are for `host`: in this browser, under this name. */
export function mayUse(host: string | null): boolean {
  return host !== null && "credentials" in navigator && "PublicKeyCredential" in window && location.hostname === host;
}

/** Makes a passkey and gives it to the backend. */
export async function addPasskey(name: string, password: string): Promise<Passkey> {
  const { options } = await post("/api/passkeys/options", { password });
  const told = options as unknown as Told;
  const publicKey = {
    ...options,
    challenge: bytes(told.challenge),
    user: { ...told.user, id: bytes(told.user.id) },
    excludeCredentials: (told.excludeCredentials ?? []).map((one) => ({ ...one, id: bytes(one.id) })),
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = (await navigator.credentials.create({ publicKey }).catch(refused)) as PublicKeyCredential;
  const answer = made.response as AuthenticatorAttestationResponse;
  return post("/api/passkeys", {
    name,
    id: text(made.rawId),
    client_data: text(answer.clientDataJSON),
    attestation: text(answer.attestationObject),
    transports: answer.getTransports().filter(isTransport),
  });
}

type Transport = NonNullable<Schemas["PasskeyBody"]["transports"]>[number];
const TRANSPORTS: readonly string[] = ["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"] satisfies Transport[];
const isTransport = (one: string): one is Transport => TRANSPORTS.includes(one);

/** Signs in by a passkey. `quiet`: the browser offers passkeys in the field of the address and waits, until `signal` ends it. */
export async function signInByPasskey({ quiet = false, signal }: { quiet?: boolean; signal?: AbortSignal } = {}): Promise<Session> {
  const { options } = await post("/api/session/passkey/options", undefined);
  const told = options as unknown as Told;
  const publicKey: PublicKeyCredentialRequestOptions = { challenge: bytes(told.challenge), timeout: told.timeout, rpId: told.rpId, userVerification: "required" };
  const shown = (await navigator.credentials
    .get({ publicKey, mediation: quiet ? "conditional" : "optional", ...(signal ? { signal } : {}) })
    .catch(refused)) as PublicKeyCredential;
  const answer = shown.response as AuthenticatorAssertionResponse;
  return post("/api/session/passkey", {
    id: text(shown.rawId),
    client_data: text(answer.clientDataJSON),
    authenticator_data: text(answer.authenticatorData),
    signature: text(answer.signature),
    user_handle: answer.userHandle ? text(answer.userHandle) : "",
  });
}

/** Whether the browser can offer passkeys while somebody fills in the address. */
export async function offersQuietly(): Promise<boolean> {
  return (await PublicKeyCredential.isConditionalMediationAvailable?.().catch(() => false)) ?? false;
}

function refused(error: unknown): never {
  const word = error instanceof DOMException && error.name === "InvalidStateError" ? "already" : "cancelled";
  throw new ApiError(0, `passkey_${word}`, { de: table.de[word], en: table.en[word] });
}
