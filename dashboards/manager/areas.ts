/** The areas of the page and the way to each: at most two taps. */

import type { IconName } from "../shared/components/icons";

export const VIEWS = [
  "lage",
  "melder",
  "verlauf",
  "bereitschaft",
  "plan",
  "runden",
  "hallen",
  "nutzung",
  "wirkung",
  "anzeigen",
  "veranstaltungen",
  "ideen",
  "parken",
  "mitmachen",
  "daten",
  "messwerte",
  "mehr",
  "hilfe",
  "karten",
  "meldung",
  "lageplan",
  "wege",
  "regeln",
  "buchungsregeln",
  "anfragen",
  "sperren",
  "quellen",
  "stadt",
  "geraete",
  "geraete-updates",
  "datenschutz",
  "austausch",
  "kalender",
  "alarmweg",
  "nachweise",
  "einrichten",
  "personen",
  "vereine",
  "vereinsseiten",
  "konto",
  "ausweis",
] as const;
export type View = (typeof VIEWS)[number];

export interface Area {
  view: View;
  icon: IconName;
  word: "situation" | "fireArea" | "history" | "duty" | "plan" | "halls" | "usage" | "more";
  /** On a phone it stands behind "more". */
  wide?: boolean;
}
export const NAV: readonly Area[] = [
  { view: "lage", icon: "home", word: "situation" },
  { view: "melder", icon: "detector", word: "fireArea" },
  { view: "verlauf", icon: "list", word: "history" },
  { view: "bereitschaft", icon: "phone", word: "duty", wide: true },
  { view: "plan", icon: "cal", word: "plan", wide: true },
  { view: "hallen", icon: "hall", word: "halls" },
  { view: "nutzung", icon: "chart", word: "usage", wide: true },
  { view: "mehr", icon: "more", word: "more" },
];

const UNDER: Partial<Record<View, View>> = {
  messwerte: "nutzung",
  wirkung: "nutzung",
  runden: "mehr",
  anzeigen: "mehr",
  veranstaltungen: "mehr",
  ideen: "mehr",
  parken: "mehr",
  mitmachen: "mehr",
  daten: "mehr",
  meldung: "verlauf",
  lageplan: "melder",
  hilfe: "mehr",
  karten: "mehr",
  wege: "mehr",
  regeln: "mehr",
  buchungsregeln: "mehr",
  anfragen: "mehr",
  sperren: "mehr",
  quellen: "mehr",
  stadt: "mehr",
  geraete: "mehr",
  "geraete-updates": "mehr",
  datenschutz: "mehr",
  austausch: "mehr",
  kalender: "mehr",
  alarmweg: "mehr",
  nachweise: "mehr",
  einrichten: "mehr",
  personen: "mehr",
  vereine: "mehr",
  vereinsseiten: "mehr",
  konto: "mehr",
  ausweis: "mehr",
};
/** The area of the navigation a view belongs to. */
export const areaOf = (view: View): View => UNDER[view] ?? view;

/** Messages to people link to `#incident-ID`. */
export const alias = (hash: string): string => hash.replace(/^#incident-(.+)$/, "#/meldung/$1");
