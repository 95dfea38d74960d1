/** Setting the page up as an app: the browser offers it once, early; the person asks later. */

interface InstallEvent extends Event {
  prompt(): Promise<{ outcome: "accepted" | "dismissed" }>;
}

class Installing {
  offer: InstallEvent | null = $state.raw(null);
  done: boolean = $state(false);
}

export const installing = new Installing();

export function listenForInstall(): void {
  installing.done = matchMedia("(display-mode: standalone)").matches;
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installing.offer = event as InstallEvent;
  });
  window.addEventListener("appinstalled", () => {
    installing.done = true;
    installing.offer = null;
  });
}

export async function install(): Promise<void> {
  const offered = installing.offer;
  installing.offer = null; // it can be used once
  await offered?.prompt();
}
