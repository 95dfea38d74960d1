import { translator } from "../shared/lang.svelte";
import { login } from "../shared/messages/login";

export const t = translator(login);
