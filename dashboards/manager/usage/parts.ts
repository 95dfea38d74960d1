/** The parts of the page of use, and who may see them. */

export const PARTS = ["", "tag", "woche", "vereine", "vergleich", "ausblick", "zaehler", "regeln"] as const;
export type Part = (typeof PARTS)[number];

/** What clubs did with their dates is for the office alone. */
const OFFICE_ONLY: readonly Part[] = ["vereine", "regeln"];
export const partsFor = (office: boolean): Part[] => PARTS.filter((part) => office || !OFFICE_ONLY.includes(part));
export const partOf = (of: string, office: boolean): Part => partsFor(office).find((part) => part === of) ?? "";
