/** Displays, posts and warnings as the backend tells them. */

import type { Schemas } from "../api";

export type Way = "left" | "right" | "straight" | "blocked";
export const WAYS: readonly Way[] = ["left", "straight", "right", "blocked"];

/** How a display is to show things; all but its exit. */
export type ScreenSettings = Schemas["ScreenShape"];
export type ScreenState = Schemas["ScreenNowOut"];
export type ShownDisplay = Schemas["DisplayOut"];
/** What was shown from `t_ms` on. */
export type ShownEntry = Schemas["ShownOut"];
export type Exits = Schemas["ExitsOut"];
export type ExitBody = Schemas["ReleaseExitBody"];

export type PostKind = Schemas["PostKind"];
export type PostText = Schemas["TextOut"];
export type PostBody = Schemas["PostBody"];
export type Post = Schemas["PostOut"];
export type ClubRule = Schemas["ClubTrustOut"];
export type Trust = Schemas["TrustBody"]["clubs"][string];

export type Warnings = Schemas["WarningsOut"];
export type Warning = Schemas["WarningOut"];
export type WarningSources = Schemas["WarningSourcesOut"];
export type WarningSource = Schemas["WarningSourceOut"];
export type WarningSourcesBody = Schemas["WarningSourcesBody"];
