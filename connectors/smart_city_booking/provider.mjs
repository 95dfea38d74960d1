/**
 * Key lockers of Hallenwart behind the access provider seam of Smart City Booking.
 *
 * `createHallenwartProvider(AccessProvider, clientFor)` returns a class to register; `clientFor(tenant)` returns the tenant's
 * `HallenwartClient`. The class answers in the seam's own closed shapes: Hold, Grant, Revocation, ListedAccessPoint.
 */

import { createHash, createHmac, timingSafeEqual } from "node:crypto";

import { aimOf, pointsOf } from "./places.mjs";

export { HallenwartClient, HallenwartError } from "./client.mjs";

const HOLD_S = 120;
const MOST_REGRANTS = 20;
const LONGEST_REFERENCE = 110;
const OLDEST_EVENT_S = 300;

export function createHallenwartProvider(AccessProvider, clientFor) {
  return class HallenwartAccessProvider extends AccessProvider {
    static get capabilities() {
      return [
        "hold",
        "refreshHold",
        "grantAuthorization",
        "updateAuthorization",
        "revokeAuthorization",
        "listAccessPoints",
        "getSupportedModes",
        "registerWebhook",
        "unregisterWebhook",
        "parseWebhook",
        "verifyWebhookSignature",
      ];
    }

    static get holdTtlMs() {
      return HOLD_S * 1000;
    }

    async hold(accessPoint, context) {
      const client = await clientFor(context.tenant);
      const body = { reference: referenceOf(accessPoint, context), hold_s: HOLD_S, ...wishOf(accessPoint, context) };
      return holdOf(await this._orAfterOwn(client, body.reference, () => this._firstUnused(body, (one) => client.hold(one))));
    }

    async refreshHold(accessPoint, context) {
      const client = await clientFor(context.tenant);
      if (context.hold?.holdId) {
        try {
          return holdOf(await client.renewHold(context.hold.holdId, HOLD_S));
        } catch (error) {
          if (!["hold_lapsed", "no_such_hold"].includes(error.code)) {
            throw error;
          }
        }
      }
      return this.hold(accessPoint, context);
    }

    /** Uses up the context's hold; where it lapsed, or there was none, grants at once. */
    async grantAuthorization(accessPoint, context) {
      const client = await clientFor(context.tenant);
      const reference = referenceOf(accessPoint, context);
      const body = { reference, ...wishOf(accessPoint, context) };
      const grant = await this._orAfterOwn(client, reference, () => this._firstUnused(body, (one) => client.grant(one)));
      return grantOf(grant);
    }

    /**
     * Beyond the seam of today, which takes a changed booking's grant back and grants afresh: moves the grant, and the code
     * that was mailed stays right.
     */
    async updateAuthorization(accessPoint, grant, context) {
      const client = await clientFor(context.tenant);
      return grantOf(await client.changeGrant(grant.authorizationId, wishOf(accessPoint, context)));
    }

    async revokeAuthorization(accessPoint, grant) {
      if (grant?.authorizationId) {
        const client = await clientFor(accessPoint.tenantId);
        await unlessGone(client.revokeGrant(grant.authorizationId));
      }
      return { principalRemoved: null };
    }

    async listAccessPoints(tenant) {
      const client = await clientFor(tenant);
      return pointsOf(await client.places());
    }

    async getSupportedModes(accessPoint, tenant) {
      const known = new Set((await this.listAccessPoints(tenant)).map((one) => one.externalId));
      const parts = accessPoint.externalId.includes(":") ? [] : accessPoint.externalId.split(",");
      return parts.every((part) => known.has(part.trim())) ? ["authorization"] : null;
    }

    // --- webhooks ---

    /** The answer's `secret` is shown this once: keep it for `verifyWebhookSignature`. */
    async registerWebhook(tenant, callbackUrl) {
      const client = await clientFor(tenant);
      return { id: callbackUrl, ...(await client.listen(callbackUrl)) };
    }

    async unregisterWebhook(tenant, id) {
      if (id) {
        const client = await clientFor(tenant);
        await client.stopListening();
      }
      return { id };
    }

    parseWebhook(raw) {
      const event = typeof raw === "string" || raw instanceof Uint8Array ? JSON.parse(raw.toString()) : raw;
      return {
        provider: "hallenwart",
        externalId: event.grant?.id ?? "",
        eventType: event.type,
        timestamp: event.t_ms,
        payload: event,
      };
    }

    /** Needs the body as it came over the wire; parsed and written anew it would be another. */
    verifyWebhookSignature(raw, headers, secret, nowS = Date.now() / 1000) {
      const header = headers["hallenwart-signature"] ?? headers["Hallenwart-Signature"] ?? "";
      const parts = header.split(",").map((part) => part.split("=", 2));
      const t = parts.find(([name]) => name === "t")?.[1] ?? "";
      const asItCame = typeof raw === "string" || raw instanceof Uint8Array;
      const recent = Math.abs(nowS - Number(t)) <= OLDEST_EVENT_S;
      if (!secret || !asItCame || !recent) {
        return false;
      }
      const expected = createHmac("sha256", secret).update(`${t}.`).update(raw).digest();
      return parts.some(([name, value]) => name === "v1" && same(Buffer.from(value ?? "", "hex"), expected));
    }

    // --- repeats ---

    /** A reference whose grant was taken back is used up for good: the next attempt is `…~2`. */
    async _firstUnused(body, ask) {
      for (let number = 1; number <= MOST_REGRANTS; number += 1) {
        const reference = number === 1 ? body.reference : `${body.reference}~${number}`;
        try {
          const answer = await ask({ ...body, reference });
          if (answer.state !== "revoked") {
            return answer;
          }
        } catch (error) {
          if (error.code !== "reference_used") {
            throw error;
          }
        }
      }
      throw new Error(`booking was granted and revoked ${MOST_REGRANTS} times: ${body.reference}`);
    }

    /** A hold this very booking took for another time must not stand in its own way. */
    async _orAfterOwn(client, reference, ask) {
      try {
        return await ask();
      } catch (error) {
        const booking = bookingOf(reference);
        const own = (error.conflicts ?? []).filter((one) => one.held_by === "you" && bookingOf(one.reference) === booking);
        const holds = [...new Set(own.filter((one) => one.state === "held").map((one) => one.id))];
        if (error.code !== "compartments_unavailable" || holds.length === 0) {
          throw error;
        }
        for (const hold of holds) {
          await unlessGone(client.releaseHold(hold));
        }
        return ask();
      }
    }
  };
}

/** The same booking at the same access point for the same time is the same request, whoever repeats it. */
export function referenceOf(accessPoint, context) {
  const booking = `${context.tenant}:${context.bookingId}:${accessPoint.externalId}`.replace(/[^!-~]/g, "_");
  const name = booking.length > LONGEST_REFERENCE - 30 ? createHash("sha256").update(booking).digest("hex").slice(0, 40) : booking;
  return `${name}@${context.timeBegin}-${context.timeEnd}`;
}

function bookingOf(reference) {
  return reference.slice(0, reference.lastIndexOf("@"));
}

/** Hallenwart widens the window by the site's grace itself, so the booking's own times are what counts. */
function wishOf(accessPoint, context) {
  return { ...aimOf(accessPoint.externalId), from_ms: context.timeBegin, to_ms: context.timeEnd };
}

function namesOf(answer) {
  return answer.compartments.map((one) => one.label || `${one.locker}/${one.number}`).join(", ");
}

function holdOf(answer) {
  return { holdId: answer.id, expiresAt: answer.expires_ms, compartment: namesOf(answer) };
}

/** The secret is `code-extra`: the first eight digits open; a pad that saw too many wrong codes asks for all twelve. */
function grantOf(answer) {
  return {
    authorizationId: answer.id,
    externalPrincipalId: null,
    secret: [answer.code, answer.extra].filter(Boolean).join("-") || null,
    compartment: namesOf(answer),
    metadata: { opensAt: answer.opens_ms, closesAt: answer.closes_ms },
  };
}

async function unlessGone(asked) {
  try {
    await asked;
  } catch (error) {
    if (error.status !== 404) {
      throw error;
    }
  }
}

function same(left, right) {
  return left.length === right.length && timingSafeEqual(left, right);
}
