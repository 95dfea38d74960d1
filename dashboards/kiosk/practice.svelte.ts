/** How many digits a practice code has: fewer than a real one, so that it can never be one. */
export const DIGITS = 4;

/** A code that is typed to practise. It knows how many digits there are, and none of them: it is kept and sent nowhere. */
export class Practice {
  digits: number = $state(0);

  get full(): boolean {
    return this.digits === DIGITS;
  }
  type(_digit: number): void {
    this.digits = Math.min(DIGITS, this.digits + 1);
  }
  erase(): void {
    this.digits = Math.max(0, this.digits - 1);
  }
  clear(): void {
    this.digits = 0;
  }
}
