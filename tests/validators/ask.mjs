// Asks others' validators about samples, all in one process. In: JSON { openactive: {name: sample}, lists: {url: document},
// schema: {name: {type, data}} } on standard input. Out: JSON {name: [what was found]}, only what is wrong.
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const { openactive = {}, lists = {}, schema = {} } = JSON.parse(readFileSync(0, "utf8"));
const found = {};
const note = (name, text) => (found[name] ??= []).push(text);
const folder = mkdtempSync(join(tmpdir(), "hallenwart-validators-"));

async function askOpenActive() {
  require("axios").get = () => Promise.reject(new Error("no network in tests"));
  const { validate } = require("@openactive/data-model-validator");
  for (const [url, data] of Object.entries(lists)) {
    const name = createHash("sha256").update(url).digest("hex");
    const file = { errorCode: "error_none", data, statusCode: 200, url, contentType: "application/json", fetchTime: Date.now() };
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(file));
  }
  const options = { loadRemoteJson: true, remoteJsonCachePath: folder, remoteJsonCacheTimeToLive: 86400 };
  for (const [name, { mode, data }] of Object.entries(openactive)) {
    for (const one of await validate(data, { ...options, validationMode: mode ?? "RPDEFeed" })) {
      if (one.severity === "failure") note(name, `${one.path}: ${one.type}: ${one.message.split("\n")[0]}`);
    }
  }
}

function askSchemaOrg() {
  const names = Object.keys(schema);
  if (!names.length) return;
  const ts = require("typescript");
  const file = (name) => join(here, `sample-${names.indexOf(name)}.ts`);
  const texts = new Map(
    names.map((name) => {
      const { type, data } = schema[name];
      return [file(name), `import type { ${type}, WithContext } from "schema-dts";\nexport const told: WithContext<${type}> = ${JSON.stringify(data)};\n`];
    }),
  );
  const options = { strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, types: [], module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, ...more) => (texts.has(path) ? ts.createSourceFile(path, texts.get(path), ...more) : getSourceFile(path, ...more));
  const program = ts.createProgram([...texts.keys()], options, host);
  for (const name of names) {
    const source = program.getSourceFile(file(name));
    for (const one of [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]) {
      note(name, ts.flattenDiagnosticMessageText(one.messageText, "\n").slice(0, 2000));
    }
  }
}

try {
  await askOpenActive();
  askSchemaOrg();
  console.log(JSON.stringify(found));
} finally {
  rmSync(folder, { recursive: true });
}
