import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "./board.js";
import { boards } from "./boards.js";
import { alertingRules, alertTests, quietTests, recordingRules, recordingTests, type Yaml } from "./rules.js";
import { yaml } from "./yaml.js";

const root = new URL("../../", import.meta.url);
const head = "# Made by grafana/src; `npm run build` there makes it anew.\n";
const rules = (value: Yaml) => head + yaml(value);

const files = new Map<string, string>([
  ["deploy/prometheus/rules/recording.yaml", rules(recordingRules)],
  ["deploy/prometheus/rules/alerts.yaml", rules(alertingRules)],
  ["deploy/prometheus/tests/recording.yaml", rules(recordingTests)],
  ["deploy/prometheus/tests/alerts.yaml", rules(alertTests)],
  ["deploy/prometheus/tests/quiet.yaml", rules(quietTests)],
  ...boards.map((board): [string, string] => [`grafana/dashboards/${board.uid}.json`, `${JSON.stringify(build(board), null, 2)}\n`]),
]);

const read = (file: URL) => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
};

const isCheck = process.argv.includes("--check");
const drifted = [...files].filter(([path, text]) => read(new URL(path, root)) !== text).map(([path]) => path);
if (isCheck && drifted.length > 0) {
  console.error(`not as their source says: ${drifted.join(", ")}`);
  process.exit(1);
}

for (const path of drifted) {
  const file = new URL(path, root);
  mkdirSync(new URL(".", file), { recursive: true });
  writeFileSync(file, files.get(path)!);
}

console.log(isCheck ? `${files.size} files are as their source says` : `${drifted.length} of ${files.size} files written`);
