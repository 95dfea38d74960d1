/** Versions and rollouts over HTTP. */

import { request, type Schemas } from "../../shared/api";
import { translator } from "../../shared/lang.svelte";
import { updates } from "../../shared/messages/updates";

export type Release = Schemas["AgentReleaseOut"];
export type Rollout = Schemas["RolloutOut"];
export type RolloutWhole = Schemas["RolloutWholeOut"];
export type RolloutBody = Schemas["RolloutBody"];

export const updatesApi = {
  read: () => request("get", "/api/fleet/rollouts"),
  one: (rollout: string) => request("get", "/api/fleet/rollouts/{rollout}", { values: { rollout } }),
  begin: (body: RolloutBody) => request("post", "/api/fleet/rollouts", { body }),
  act: (rollout: string, act: "pause" | "resume" | "stop") => request("post", "/api/fleet/rollouts/{rollout}/{act}", { values: { rollout, act } }),
  skip: (rollout: string, device: string) => request("post", "/api/fleet/rollouts/{rollout}/skip", { values: { rollout }, body: { device } }),
};

export const tu = translator(updates);
export const word = (kind: "state" | "target", name: string): string => {
  const key = `${kind}_${name}`;
  return key in updates.de ? tu(key as keyof typeof updates.de) : name;
};
