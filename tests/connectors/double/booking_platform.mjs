/**
 * A small stand-in for Smart City Booking: it calls its access provider at the moments and in the order the platform does.
 *
 *     booking stored → hold · payment begins → refreshHold · paid → grantAuthorization · changed → revoke and grant afresh
 *     (or updateAuthorization, where the provider declares it and the platform is told to use it) · cancelled → revoke
 *
 * A hold that fails rolls the booking back; a grant that fails leaves it paid, and the failure in the audit log; a revoke that
 * fails leaves the entry granted for the next attempt.
 */

export class AccessProvider {
  static get capabilities() {
    return [];
  }
}

const TENANT = "musterstadt";

export class BookingPlatform {
  constructor(provider, { useUpdate = false, nowS } = {}) {
    this.nowS = nowS;
    this.provider = provider;
    this.useUpdate = useUpdate;
    this.bookings = new Map();
    this.log = [];
    this.events = [];
  }

  async book({ id, points, timeBegin, timeEnd }) {
    const booking = { id, points, timeBegin, timeEnd, isPayed: false, entries: points.map((point) => ({ point })) };
    this.bookings.set(id, booking);
    try {
      for (const entry of booking.entries) {
        entry.hold = await this._audited("hold", booking, entry, () => this.provider.hold(accessPoint(entry), context(booking, entry)));
      }
    } catch (error) {
      this.bookings.delete(id);
      throw error;
    }
    return shown(booking);
  }

  async beginPayment({ id }) {
    const booking = this.bookings.get(id);
    for (const entry of booking.entries.filter((one) => !one.grant)) {
      entry.hold = await this._audited("hold", booking, entry, () =>
        this.provider.refreshHold(accessPoint(entry), context(booking, entry)),
      );
    }
    return shown(booking);
  }

  async pay({ id }) {
    const booking = this.bookings.get(id);
    booking.isPayed = true;
    try {
      await this._provision(booking);
    } catch {
      // stands in the log; the booking stays paid and `provision` may be called again
    }
    return shown(booking);
  }

  async provision({ id }) {
    const booking = this.bookings.get(id);
    await this._provision(booking);
    return shown(booking);
  }

  async change({ id, timeBegin, timeEnd, points }) {
    const booking = this.bookings.get(id);
    const before = booking.entries;
    Object.assign(booking, { timeBegin, timeEnd });
    if (points) {
      booking.entries = points.map((point, number) => ({ ...before[number], point }));
    }
    for (const entry of booking.entries) {
      if (this.useUpdate && entry.grant && !entry.revokedAt) {
        entry.grant = await this._audited("update", booking, entry, () =>
          this.provider.updateAuthorization(accessPoint(entry), withoutSecret(entry.grant), context(booking, entry)),
        );
      } else {
        await this._revoke(booking, entry);
        delete entry.grant;
        delete entry.revokedAt;
      }
    }
    await this._provision(booking);
    return shown(booking);
  }

  async cancel({ id }) {
    const booking = this.bookings.get(id);
    for (const entry of booking.entries) {
      await this._revoke(booking, entry);
    }
    return shown(booking);
  }

  /** A rejected booking that is taken back in: what was revoked is granted once more. */
  async restore({ id }) {
    const booking = this.bookings.get(id);
    for (const entry of booking.entries) {
      delete entry.grant;
      delete entry.revokedAt;
    }
    await this._provision(booking);
    return shown(booking);
  }

  accessPoints() {
    return this.provider.listAccessPoints(TENANT);
  }

  audit() {
    return this.log;
  }

  webhooks() {
    return this.events;
  }

  async listen({ url }) {
    const subscription = await this.provider.registerWebhook(TENANT, url);
    this.secret = subscription.secret;
    return { id: subscription.id };
  }

  trust({ secret }) {
    this.secret = secret;
    return {};
  }

  /** Takes an event in; return the status to answer. */
  receive(raw, headers) {
    if (!this.provider.verifyWebhookSignature(raw, headers, this.secret, this.nowS)) {
      return 401;
    }
    const event = this.provider.parseWebhook(raw, headers);
    const booking = [...this.bookings.values()].find((one) =>
      one.entries.some((entry) => entry.grant?.authorizationId === event.externalId),
    );
    this.events.push({ type: event.eventType, booking: booking?.id ?? null, id: event.payload.id });
    return 204;
  }

  async _provision(booking) {
    for (const entry of booking.entries) {
      if (!entry.grant && !entry.revokedAt) {
        entry.grant = await this._audited("provision", booking, entry, () =>
          this.provider.grantAuthorization(accessPoint(entry), context(booking, entry)),
        );
        entry.hold = null;
      }
    }
  }

  async _revoke(booking, entry) {
    if (!entry.grant || entry.revokedAt) {
      return;
    }
    try {
      await this._audited("revoke", booking, entry, () =>
        this.provider.revokeAuthorization(accessPoint(entry), withoutSecret(entry.grant)),
      );
      entry.revokedAt = 1;
    } catch {
      // audited; left for the next attempt
    }
  }

  async _audited(action, booking, entry, call) {
    const line = { action, booking: booking.id, point: entry.point };
    try {
      const answer = await call();
      this.log.push({ ...line, result: "success" });
      return answer;
    } catch (error) {
      this.log.push({ ...line, result: "failure", error: error.code ?? error.message });
      throw error;
    }
  }
}

function accessPoint(entry) {
  return { id: entry.point, externalId: entry.point, type: "locker", provider: "hallenwart", mode: "authorization", tenantId: TENANT };
}

function context(booking, entry) {
  const { id, timeBegin, timeEnd } = booking;
  return { tenant: TENANT, bookingId: id, timeBegin, timeEnd, booking, hold: entry.hold ?? null };
}

function withoutSecret(grant) {
  return { ...grant, secret: null };
}

function shown(booking) {
  return { id: booking.id, isPayed: booking.isPayed, entries: booking.entries };
}
