import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import type { Plugin, Rolldown } from "vite";
import { defineConfig } from "vitest/config";
import { SPOKEN } from "./kiosk/says";
import { kiosk } from "./shared/messages/kiosk";

/** Scripts with an address that never changes: browsers and public pages know them by it. */
const ROOT = ["sw", "watch"];
const pages = ["manager", "club", "login", "kiosk", "display", "director"];

/** Parts of the club page that show nothing without the network. */
const ONLINE = /^(PostsPage|hls)/;

/** The club page's scripts, also those fetched later, their styles, and fonts and pictures. */
function clubFiles(bundle: Rolldown.OutputBundle): string[] {
  const entry = Object.values(bundle).find((file) => file.type === "chunk" && file.isEntry && file.name === "club");
  if (!entry) throw new Error("the club page is missing from the bundle");
  const found = new Set<string>();
  const waiting = [entry.fileName];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const file = bundle[name];
    if (found.has(name) || file?.type !== "chunk" || ONLINE.test(file.name)) continue;
    found.add(name);
    waiting.push(...file.imports, ...file.dynamicImports);
    file.viteMetadata?.importedCss.forEach((style) => found.add(style));
  }
  for (const name of Object.keys(bundle)) if (/^assets\/.*\.(woff2|svg|png)$/.test(name)) found.add(name);
  return [...found].sort();
}

/** Writes the list of the club page's files, and a name that changes with them, into the service worker. */
function precache(): Plugin {
  return {
    name: "precache",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const worker = bundle["sw.js"];
        if (worker?.type !== "chunk") throw new Error("the service worker is missing from the bundle");
        const files = clubFiles(bundle);
        const version = createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 12);
        const wanted = JSON.stringify({ version, files: ["/club/", ...files.map((name) => `/${name}`)] });
        if (!worker.code.includes("__PRECACHE__")) throw new Error("the service worker has no place for its list");
        worker.code = worker.code.replace("__PRECACHE__", wanted);
      },
    },
  };
}

/** Lists the sentences that the Pi renders beforehand: the kiosk reads them aloud without a network. */
function spoken(): Plugin {
  return {
    name: "spoken",
    apply: "build",
    generateBundle() {
      const sentences = Object.fromEntries(SPOKEN.map((word) => [word, { de: kiosk.de[word], en: kiosk.en[word] }]));
      this.emitFile({ type: "asset", fileName: "kiosk/speech.json", source: JSON.stringify(sentences) });
    },
  };
}

export default defineConfig({
  plugins: [svelte(), svelteTesting(), precache(), spoken()],
  build: {
    outDir: "hallenwart_dashboards/static",
    emptyOutDir: true,
    assetsInlineLimit: 0, // the pages' policy forbids data: addresses
    modulePreload: { polyfill: false },
    target: ["chrome111", "firefox114", "safari16.4"],
    rollupOptions: {
      input: {
        ...Object.fromEntries(pages.map((name) => [name, resolve(import.meta.dirname, name, "index.html")])),
        sw: resolve(import.meta.dirname, "club/sw.ts"),
        watch: resolve(import.meta.dirname, "watch/main.ts"),
      },
      output: { entryFileNames: (chunk) => (ROOT.includes(chunk.name) ? `${chunk.name}.js` : "assets/[name]-[hash].js") },
    },
  },
  test: { environment: "happy-dom", include: ["shared/**/*.test.ts", "club/**/*.test.ts", "kiosk/**/*.test.ts", "display/**/*.test.ts", "manager/**/*.test.ts", "watch/**/*.test.ts"] },
});
