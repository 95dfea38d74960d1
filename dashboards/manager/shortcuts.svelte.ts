/** `A` goes to the alarm that waits (and presses its button when it is there already), `/` to the search. They can be turned off. */

const STORED = "hallenwart-shortcuts";
const TYPING = "input, select, textarea, [contenteditable]";

class Shortcuts {
  #searching = false;
  on = $state(localStorage.getItem(STORED) !== "off");

  set(on: boolean): void {
    this.on = on;
    localStorage.setItem(STORED, on ? "on" : "off");
  }

  press(event: KeyboardEvent): void {
    const at = event.target;
    if (!this.on || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (at instanceof Element && (at.closest(TYPING) || at.closest("dialog"))) return;
    if (event.key === "a" || event.key === "A") this.#acknowledge(at instanceof Element ? at : null, event);
    if (event.key === "/") this.#search(event);
  }

  /** The first press only moves the focus: nobody takes an alarm by leaning on the keyboard. */
  #acknowledge(at: Element | null, event: KeyboardEvent): void {
    const button = (at?.closest("[data-incident]") ?? document).querySelector<HTMLButtonElement>("[data-ack]:not([disabled])");
    if (!button) return;
    event.preventDefault();
    if (document.activeElement === button) button.click();
    else button.focus();
  }

  #search(event: KeyboardEvent): void {
    event.preventDefault();
    const field = document.querySelector<HTMLInputElement>("#search");
    if (field) field.focus();
    else {
      this.#searching = true;
      location.hash = "#/verlauf";
    }
  }

  /** Whoever asked to search finds the field focused when it appears. */
  arrive(field: HTMLInputElement): void {
    if (this.#searching) field.focus();
    this.#searching = false;
  }
}

export const shortcuts = new Shortcuts();
