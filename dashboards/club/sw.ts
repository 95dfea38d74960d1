/// <reference lib="webworker" />
export {};

declare const self: ServiceWorkerGlobalScope;

const wanted = JSON.parse(`__PRECACHE__`) as { version: string; files: string[] };
const CACHE = `hallenwart-${wanted.version}`;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(wanted.files))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

/** Page and its files: from the network while it answers, else as stored. What the API says is never stored here. */
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(stored(event.request));
  else if (url.pathname === "/club/" && event.request.mode === "navigate") event.respondWith(network(event.request));
});

async function stored(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

async function network(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const page = await caches.match("/club/");
    if (page) return page;
    throw error;
  }
}

interface PushMessage {
  title: string;
  body: string;
  tag: string;
  link?: string;
  urgent?: boolean;
  token?: string;
}

self.addEventListener("push", (event) => {
  const message = event.data?.json() as PushMessage | undefined;
  if (!message) return;
  const shown = self.registration.showNotification(message.title, {
    body: message.body,
    tag: message.tag,
    requireInteraction: message.urgent ?? true,
    data: message.link || "/manager/",
    lang: "de",
  });
  event.waitUntil(Promise.all([shown, message.token ? receipt(message.token) : undefined]));
});

/** Tells the server that the message is here, so that nobody takes "sent" for "arrived". */
async function receipt(token: string): Promise<void> {
  for (const pauseMs of [0, 2_000, 10_000]) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    try {
      const answer = await fetch("/api/push/received", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ token }),
        credentials: "omit",
      });
      if (answer.status < 500) return;
    } catch {
      // no network just now: once more
    }
  }
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(String(event.notification.data)));
});
