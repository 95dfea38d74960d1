/** The words of a page in German and English. A key missing in English, or asked for and unknown, is a type error. */

export type Lang = "de" | "en";
export type Table = Readonly<Record<string, string>>;
export interface Words<K extends string> {
  readonly de: Readonly<Record<K, string>>;
  readonly en: Readonly<Record<K, string>>;
}
export type Values = Readonly<Record<string, string | number>>;

export function words<const D extends Table>(de: D, en: Readonly<Record<keyof D & string, string>>): Words<keyof D & string> {
  return { de, en };
}

/** Put values into `{name}` places. A place without a value stays visible, so that a test sees it. */
export function fill(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The names of the places in a text, sorted. */
export function places(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").sort();
}
