// Writes shared/generated/*.ts from the contract's JSON Schema and the backend's OpenAPI; with --check only compares.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";
import openapiTS, { astToString } from "openapi-typescript";

const here = dirname(fileURLToPath(import.meta.url));
const schemas = resolve(here, "../../contract/generated/schema");
const target = resolve(here, "../shared/generated");
const check = process.argv.includes("--check");
let drifted = false;

/** Titles inside a definition would name each field's type anew. */
function withoutTitles(node) {
  if (Array.isArray(node)) return node.map(withoutTitles);
  if (node === null || typeof node !== "object") return node;
  const kept = Object.entries(node).filter(([key, value]) => !(key === "title" && typeof value === "string"));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutTitles(value)]));
}

/** The sender writes every field, so a default does not make it optional. */
function allRequired(node) {
  if (Array.isArray(node)) return node.map(allRequired);
  if (node === null || typeof node !== "object") return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, allRequired(value)]));
  if (copy.type === "object" && copy.properties) {
    copy.required = Object.keys(copy.properties);
    copy.additionalProperties = false;
  }
  return copy;
}

/** Writes the file, or says that it is not what its source says. */
function settle(name, source, text) {
  const file = resolve(target, `${name}.ts`);
  if (!check) writeFileSync(file, text);
  else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
    console.error(`shared/generated/${name}.ts is not what ${source} says; run 'dashboards/run-npm types'.`);
    drifted = true;
  }
}

mkdirSync(target, { recursive: true });
for (const name of ["live", "screens", "director"]) {
  const source = resolve(schemas, `pages-${name}.json`);
  const schema = allRequired(withoutTitles(JSON.parse(readFileSync(source, "utf8"))));
  const text = await compile(schema, `${name[0].toUpperCase()}${name.slice(1)}Messages`, {
    bannerComment: `// Made from contract/generated/schema/pages-${name}.json by 'run-npm types'. Do not edit.`,
    enableConstEnums: false,
    format: false,
  });
  settle(name, "the contract", text);
}
const { guides } = JSON.parse(readFileSync(resolve(here, "../../contract/generated/guides.json"), "utf8"));
settle("guides", "contract/generated/guides.json", `// Made from contract/generated/guides.json by 'run-npm types'. Do not edit.\nimport type { Guide } from "../guides/guide";\n\nexport const GUIDES: readonly Guide[] = ${JSON.stringify(guides, null, 1)};\n`);
const openapi = JSON.parse(readFileSync(resolve(here, "../../backend/generated/openapi.json"), "utf8"));
const http = astToString(await openapiTS(openapi, { defaultNonNullable: true }));
settle("http", "backend/generated/openapi.json", `// Made from backend/generated/openapi.json by 'run-npm types'. Do not edit.\n${http}`);
process.exit(drifted ? 1 : 0);
