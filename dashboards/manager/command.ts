import { api, type CommandState } from "../shared/api";

const ASK_EVERY_MS = 400;
const OVER: readonly string[] = ["done", "failed", "rejected", "expired"];

export interface Progress {
  state: CommandState;
  code: string;
}
export const isOver = (progress: Progress | null): boolean => progress !== null && OVER.includes(progress.state);

/** Follow a command until it is over; `told` hears of every step. */
export async function follow(command: string, told: (progress: Progress) => void): Promise<Progress> {
  for (;;) {
    const progress = await api.command(command);
    told(progress);
    if (isOver(progress)) return progress;
    await new Promise((later) => setTimeout(later, ASK_EVERY_MS));
  }
}
