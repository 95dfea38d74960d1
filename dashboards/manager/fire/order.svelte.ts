/** An order to devices on its way: asked, confirmed, or refused in words. */

import type { Sev } from "../../shared/components/sev";
import { Doing } from "../../shared/doing.svelte";
import { translator } from "../../shared/lang.svelte";
import { firedesk } from "../../shared/messages/firedesk";
import { follow } from "../command";
import { whyNot } from "../words";

export const td = translator(firedesk);

/** When so many minutes are over; a second less, so that the longest span is not refused on the way. */
export const endOf = (minutes: number, nowMs: number): number => nowMs + minutes * 60_000 - 1_000;

export class Order {
  doing = new Doing();
  said: { sev: Sev; text: string } | null = $state.raw(null);

  /** True once a device has confirmed. */
  async give(name: string, action: () => Promise<{ id: string }>): Promise<boolean> {
    this.said = null;
    const over = await this.doing.run(name, async () => {
      const { id } = await action();
      this.said = { sev: "info", text: td("asked") };
      return follow(id, () => undefined);
    });
    if (!over) {
      this.said = null;
      return false;
    }
    const ok = over.state === "done";
    const text = ok ? td("done") : over.state === "expired" ? td("expired") : td("failed", { why: whyNot(over.code) });
    this.said = { sev: ok ? "ok" : "warn", text };
    return ok;
  }
}
