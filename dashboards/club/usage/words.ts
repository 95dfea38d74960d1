import { translator } from "../../shared/lang.svelte";
import { usage_club } from "../../shared/messages/usage_club";

export const tk = translator(usage_club);
