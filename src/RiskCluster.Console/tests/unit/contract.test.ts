import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

interface Schema {
  required?: string[];
  properties?: Record<string, { type?: string | string[]; format?: string; oneOf?: unknown[]; $ref?: string }>;
}

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const schemas = (JSON.parse(read("../../../RiskCluster.Host/OpenApi/v1.json")) as { components: { schemas: Record<string, Schema> } }).components.schemas;

/** What is sent rather than answered: a field may be needed here that the server could do without. */
const requests = new Set(["MarginSimulation", "MarketOverride"]);

/** The interfaces of types.ts with their fields: name, whether it may be left out, type. */
const interfaces = [...read("../../src/api/types.ts").matchAll(/export interface (\w+) \{\n(.*?)\n\}/gs)].map(([, name, body]) => ({
  name: name!,
  fields: [...body!.matchAll(/^ {2}(\w+)(\??): (.+);$/gm)].map(([, field, optional, type]) => ({ field: field!, optional: optional === "?", type: type! })),
}));
const known = interfaces.filter((item) => schemas[item.name] !== undefined);

/** The plain type that the document gives a field; undefined for references and lists. */
function plainType(property: NonNullable<Schema["properties"]>[string]): string | undefined {
  const types = [property.type].flat().filter((type) => type !== undefined && type !== "null");
  if (types.length !== 1 || types[0] === "array" || types[0] === "object") return undefined;
  return types[0] === "integer" || types[0] === "number" ? "number" : property.format === "decimal" ? "Decimal" : types[0];
}

it("most bodies are in the API's document", () => expect(known.length).toBeGreaterThan(25));

describe.each(known)("$name", ({ name, fields }) => {
  const schema = schemas[name]!;
  it("has fields of the API only, needed and optional as the API says, of its types", () => {
    expect(fields.length).toBeGreaterThan(0);
    for (const { field, optional, type } of fields) {
      const property = schema.properties?.[field];
      expect(property, `${name}.${field}`).toBeDefined();
      if (!requests.has(name)) expect(optional, `${name}.${field} may be left out`).toBe(!(schema.required ?? []).includes(field));
      const plain = plainType(property!);
      if (plain === undefined || /"|\||\[/.test(type)) continue;
      expect(type, `${name}.${field}`).toBe(plain);
    }
  });
});
