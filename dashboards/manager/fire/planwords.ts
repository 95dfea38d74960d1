import { translator } from "../../shared/lang.svelte";
import { plan } from "../../shared/messages/plan";
import type { Point } from "./api";

export const tpl = translator(plan);
/** What may stand on a plan. */
export const POINTS = {
  sensor: "pointSensor",
  locker: "pointLocker",
  door: "pointDoor",
  exit: "pointExit",
  siren: "pointSiren",
  panel: "pointPanel",
  extinguisher: "pointExtinguisher",
  assembly: "pointAssembly",
} as const satisfies Record<Point["kind"], keyof typeof plan.de>;
