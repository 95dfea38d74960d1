/**
 * Speaks to `/partner/v1` of a Hallenwart server. Needs Node 20 or newer and nothing else.
 *
 * What may have arrived although nobody heard the answer is sent again, under the same `Idempotency-Key`: it has one effect.
 */

import { randomUUID } from "node:crypto";

const TRIES = 4;
const TIMEOUT_MS = 10_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** A refusal, or a server that could not be reached. `code` is Hallenwart's own word, `status` is 0 without an answer. */
export class HallenwartError extends Error {
  constructor(code, message, { status = 0, conflicts = [], cause } = {}) {
    super(message, { cause });
    this.name = "HallenwartError";
    this.code = code;
    this.status = status;
    this.conflicts = conflicts;
  }
}

export class HallenwartClient {
  /**
   * @param {Object} options
   * @param {string} options.url Where the server is, e.g. `https://hallen.stadt.example`
   * @param {string} options.key The system's key, `hwp_…`
   * @param {string} [options.language] Language of messages: `de` or `en`
   * @param {(ms: number) => Promise<void>} [options.pause] How to wait between tries
   * @param {typeof fetch} [options.fetch] The fetch to use
   */
  constructor({ url, key, language = "de", pause = sleep, fetch = globalThis.fetch }) {
    this._base = `${url.replace(/\/+$/, "")}/partner/v1`;
    this._key = key;
    this._language = language;
    this._pause = pause;
    this._fetch = fetch;
  }

  places() {
    return this._ask("GET", "/places");
  }

  hold(body) {
    return this._ask("POST", "/holds", body);
  }

  renewHold(hold, holdS) {
    return this._ask("POST", `/holds/${encodeURIComponent(hold)}/renew`, { hold_s: holdS });
  }

  releaseHold(hold) {
    return this._ask("DELETE", `/holds/${encodeURIComponent(hold)}`);
  }

  grant(body) {
    return this._ask("POST", "/grants", body);
  }

  oneGrant(grant) {
    return this._ask("GET", `/grants/${encodeURIComponent(grant)}`);
  }

  changeGrant(grant, body) {
    return this._ask("PATCH", `/grants/${encodeURIComponent(grant)}`, body);
  }

  revokeGrant(grant) {
    return this._ask("DELETE", `/grants/${encodeURIComponent(grant)}`);
  }

  listen(url) {
    return this._ask("PUT", "/webhook", { url });
  }

  stopListening() {
    return this._ask("DELETE", "/webhook");
  }

  async _ask(method, path, body) {
    const repeat = randomUUID();
    for (let attempt = 1; ; attempt += 1) {
      const { answer, error, waitMs } = await this._try(method, path, body, repeat, attempt);
      if (!error) {
        return answer;
      }
      if (waitMs === null || attempt === TRIES) {
        throw error;
      }
      await this._pause(waitMs);
    }
  }

  /** One try; `waitMs` is `null` where another would not help. */
  async _try(method, path, body, repeat, attempt) {
    const backOffMs = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
    let response;
    let text;
    try {
      response = await this._fetch(this._base + path, {
        method,
        headers: this._headers(body, repeat),
        body: body === undefined ? undefined : JSON.stringify(body),
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      text = await response.text();
    } catch (cause) {
      const error = new HallenwartError("unreachable", `Hallenwart is not reachable: ${cause.message}`, { cause });
      return { error, waitMs: backOffMs };
    }
    if (response.ok) {
      return { answer: text ? JSON.parse(text) : null };
    }
    const again = response.status >= 500 || response.status === 429;
    const waitS = Number(response.headers.get("Retry-After")) || 0;
    return { error: this._refusal(response.status, text), waitMs: again ? Math.max(backOffMs, waitS * 1000) : null };
  }

  _headers(body, repeat) {
    const headers = { Authorization: `Bearer ${this._key}`, "Idempotency-Key": repeat };
    return body === undefined ? headers : { ...headers, "Content-Type": "application/json" };
  }

  _refusal(status, text) {
    try {
      const told = JSON.parse(text);
      const message = told.message?.[this._language] ?? told.message?.en ?? `answered ${status}`;
      return new HallenwartError(told.code ?? "error", message, { status, conflicts: told.conflicts ?? [] });
    } catch {
      return new HallenwartError("error", `Hallenwart answered ${status}`, { status });
    }
  }
}

function sleep(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
