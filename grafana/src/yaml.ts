import type { Yaml } from "./rules.js";

const plain = /^[A-Za-z_][A-Za-z0-9_.\/-]*$/;
const reserved = /^(true|false|null|yes|no|on|off|y|n|_)$/i;
const scalar = (value: string | number) => (typeof value === "number" ? String(value) : plain.test(value) && !reserved.test(value) ? value : JSON.stringify(value));

/** Plain block YAML; texts that could be read as something else are quoted. */
export function yaml(value: Yaml, indent = ""): string {
  if (typeof value === "string" || typeof value === "number") return `${scalar(value)}\n`;
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]\n";
    return value.map((item) => `${indent}- ${yaml(item, `${indent}  `).replace(/^\s+/, "")}`).join("");
  }
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => {
      const isBlock = typeof item === "object" && (Array.isArray(item) ? item.length > 0 : true);
      return `${indent}${key}:${isBlock ? "\n" : " "}${yaml(item as Yaml, isBlock ? `${indent}  ` : "")}`;
    })
    .join("");
}
