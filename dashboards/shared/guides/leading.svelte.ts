import { isDone, load, sorted, type Guide, type GuideStep, type Room } from "./guide";

const AGAIN_MS = 300;

/** Leads through one task: says the next step, waits until the page shows that it is done, and never does it itself. */
export class Leading {
  all: readonly Guide[] = $state.raw([]);
  guide: Guide | null = $state.raw(null);
  at: number = $state(0);
  failed: boolean = $state(false);

  get step(): GuideStep | null {
    return this.guide?.steps[this.at] ?? null;
  }
  get over(): boolean {
    return this.guide !== null && this.at >= this.guide.steps.length;
  }

  /** Reads the table, and begins with a task when one is named. */
  async open(rooms: readonly Room[], page: string, task = ""): Promise<void> {
    this.failed = false;
    const all = await load().catch(() => null);
    if (!all) {
      this.failed = true;
      return;
    }
    this.all = sorted(all, rooms, page);
    this.begin(this.all.find(({ id }) => id === task) ?? null);
  }
  begin(guide: Guide | null): void {
    this.guide = guide;
    this.at = 0;
  }
  go(by: number): void {
    if (this.guide) this.at = Math.max(0, Math.min(this.guide.steps.length, this.at + by));
  }

  /** Looks at the page from time to time. A step back is not taken again at once, though it is done. Returns how to stop. */
  watch(): () => void {
    let stepped = -1;
    const timer = setInterval(() => {
      const step = this.step;
      if (!step?.wait || this.at === stepped) return;
      if (isDone(step, document, location.hash)) {
        stepped = this.at;
        this.go(1);
      }
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }
}
