import { translator } from "../../shared/lang.svelte";
import { warnings } from "../../shared/messages/warnings";

export const tw = translator(warnings);
