import { afterEach, describe, expect, it, vi } from "vitest";
import { Carrying } from "./carrying.svelte";
import { Axis, type Step } from "./grid";

const axis = new Axis(8 * 60, 22 * 60, true);

class Tray extends Carrying<{ what: string }> {
  done: string[] = [];
  #what = "";
  protected override axis = (): Axis => axis;
  protected override sections = (): number => 3;
  protected override name = (): string | null => this.#what || null;
  protected override show({ what }: { what: string }): void {
    this.#what = what;
    this.done.push(`took ${what}`);
  }
  protected override follow(): void {
    this.done.push("moved");
  }
  protected override go(way: Step): void {
    this.done.push(way);
  }
  protected override wanted(): () => void {
    const what = this.#what;
    return () => this.done.push(`asked for ${what}`);
  }
  protected override clear(): void {
    this.#what = "";
  }
  press(pointerType: string): void {
    this.hold(at(100, pointerType), { what: "Turnen" }, 0, 600);
  }
}
const at = (clientY: number, pointerType = "mouse"): PointerEvent => new PointerEvent("pointermove", { clientX: 100, clientY, pointerType });
/** Whether the page may scroll under the finger. */
const scrolls = (): boolean => document.dispatchEvent(new Event("touchmove", { cancelable: true }));

describe("carrying a block", () => {
  afterEach(() => vi.useRealTimers());

  it("begins where a mouse has gone far enough, and asks when it is let go", () => {
    const tray = new Tray();
    tray.press("mouse");
    tray.track(at(103));
    expect(tray.done).toEqual([]);
    tray.track(at(110));
    tray.drop();
    expect(tray.done).toEqual(["took Turnen", "moved", "asked for Turnen"]);
  });

  it("lets a finger that moves at once scroll the page", () => {
    vi.useFakeTimers();
    const tray = new Tray();
    tray.press("touch");
    tray.track(at(120, "touch"));
    vi.runAllTimers();
    expect(scrolls()).toBe(true);
    expect(tray.done).toEqual([]);
  });

  it("begins under a finger that stays, and holds the page until it is over", () => {
    vi.useFakeTimers();
    const tray = new Tray();
    tray.press("touch");
    vi.runAllTimers();
    expect(scrolls()).toBe(false);
    tray.key(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(scrolls()).toBe(true);
    tray.drop();
    expect(tray.done).toEqual(["took Turnen"]);
    expect(tray.said).toBe("Turnen bleibt, wo es war.");
  });
});
