import { fill, type Lang, type Values, type Words } from "./messages/table";
import { common } from "./messages/common";

const STORED = "hallenwart-lang";

function remembered(): Lang {
  return localStorage.getItem(STORED) === "en" ? "en" : "de";
}

class Language {
  current: Lang = $state(remembered());

  /** Kiosk and display do not remember: they go back to German by themselves. */
  set(lang: Lang, { remember = true } = {}): void {
    this.current = lang;
    document.documentElement.lang = lang;
    if (remember) localStorage.setItem(STORED, lang);
  }
}

export const language = new Language();
document.documentElement.lang = language.current;

/** A page's translator. Reading it in markup follows the language. */
export function translator<K extends string>(table: Words<K>): (key: K, values?: Values) => string {
  return (key, values) => fill(table[language.current][key], values);
}

export const tc = translator(common);
