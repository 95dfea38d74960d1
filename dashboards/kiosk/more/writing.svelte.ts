/** An idea while it is written: one question after another. Nothing of it is kept on the Pi before it is sent. */

export const MOST = 500;
export type Part = "kind" | "hall" | "text";

export class Writing {
  part: Part = $state("kind");
  kind = $state("other");
  hall = $state("");
  text = $state("");
  /** Where the next letter goes. */
  at = $state(0);

  get left(): number {
    return MOST - this.text.length;
  }

  clear(): void {
    this.part = "kind";
    this.kind = "other";
    this.hall = this.text = "";
    this.at = 0;
  }

  /** A key of the screen or of a keyboard. */
  key(key: string): void {
    if (key === "Backspace") {
      if (this.at === 0) return;
      const before = [...this.text.slice(0, this.at)].slice(0, -1).join("");
      this.text = before + this.text.slice(this.at);
      this.at = before.length;
      return;
    }
    const letter = key === "Enter" ? " " : key;
    if ([...letter].length !== 1 || this.text.length + letter.length > MOST) return;
    this.text = this.text.slice(0, this.at) + letter + this.text.slice(this.at);
    this.at += letter.length;
  }

  /** Go one question back. Returns false where there is none. */
  back(halls: number): boolean {
    if (this.part === "kind") return false;
    this.part = this.part === "text" && halls > 1 ? "hall" : "kind";
    return true;
  }

  choose(kind: string, halls: readonly string[]): void {
    this.kind = kind;
    this.part = halls.length > 1 ? "hall" : "text";
    if (halls.length === 1) this.hall = halls[0] ?? "";
  }
}
