import type { DoorTile } from "../shared/generated/screens";
import { translator } from "../shared/lang.svelte";
import { kiosk } from "../shared/messages/kiosk";

export const t = translator(kiosk);

const FAULTS = {
  early: "faultEarly",
  over: "faultOver",
  denied: "faultDenied",
  no_clock: "faultClock",
  used_up: "faultUsedUp",
  copied: "faultCopied",
  spent: "faultSpent",
  outdated: "faultOutdated",
  out_of_service: "faultOutOfService",
  second_same: "faultSecondSame",
  unknown_card: "faultCard",
  unknown_pass: "faultPass",
  wait: "faultWait",
  capped: "cappedHow",
  not_kept: "faultNotKept",
  unreadable: "faultUnreadable",
  unknown_slot: "faultNoDoor",
  busy: "faultBusy",
  locker_silent: "faultSilent",
} as const;

/** Why a right code does nothing, or what is broken, in words; the agent says it as a code. */
export function faultWord(fault: string): (typeof FAULTS)[keyof typeof FAULTS] | "faultOther" {
  return FAULTS[fault as keyof typeof FAULTS] ?? "faultOther";
}

const ROWS = ["row1", "row2", "row3", "row4"] as const;

/** "Linke Seite, drittes von oben" */
export function position(door: DoorTile, doors: readonly DoorTile[]): string {
  const columns = Math.max(...doors.map(({ column }) => column));
  const key = ROWS[door.row - 1];
  const row = key ? t(key) : t("rowN", { n: door.row });
  if (columns === 1) return row;
  if (columns > 2) return `${t("column", { n: door.column })}, ${row}`;
  return `${door.column === 1 ? t("leftSide") : t("rightSide")}, ${row}`;
}
