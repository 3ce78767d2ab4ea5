import { formatDecimal, isDecimal } from "../format/decimal";
import { formatFloat, words } from "../format/numbers";
import { Lines } from "./Lines";

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const isPlain = (value: unknown): boolean => typeof value !== "object" || value === null;

function Plain({ value }: { value: unknown }) {
  if (value === undefined || value === null) return <span class="muted">–</span>;
  if (typeof value === "boolean") return <>{value ? "✓ yes" : "✕ no"}</>;
  if (typeof value === "number") return <span class={`num${value < 0 ? " negative" : ""}`} title={String(value)}>{Number.isInteger(value) ? formatFloat(value, 0) : formatFloat(value)}</span>;
  const text = String(value);
  return isDecimal(text) ? <span class={`num${text.startsWith("-") ? " negative" : ""}`}>{formatDecimal(text)}</span> : <>{text}</>;
}

/** Any result of a run: plain members as facts, lists of objects as tables, the rest nested. */
export function ResultTree({ value, name }: { value: unknown; name: string }) {
  if (isPlain(value)) return <p class="pad"><Plain value={value} /></p>;
  if (Array.isArray(value)) {
    const rows = value as unknown[];
    if (!rows.every(isFields)) return <ul class="plain">{rows.map((row, index) => <li key={index}><ResultTree value={row} name={name} /></li>)}</ul>;
    const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    return (
      <Lines
        label={words(name)}
        rows={rows as Fields[]}
        rowKey={(_, index) => String(index)}
        empty="Nothing."
        columns={fields.map((field) => ({
          title: words(field),
          end: rows.every((row) => typeof row[field] !== "string" || isDecimal(row[field])) && rows.some((row) => row[field] !== undefined && typeof row[field] !== "boolean"),
          render: (row: Fields) => (isPlain(row[field]) ? <Plain value={row[field]} /> : <code>{JSON.stringify(row[field])}</code>),
        }))}
      />
    );
  }
  const entries = Object.entries(value as Fields);
  const plain = entries.filter(([, item]) => isPlain(item));
  return (
    <>
      {plain.length > 0 && (
        <dl class="facts">
          {plain.map(([key, item]) => <div class="fact" key={key}><dt>{words(key)}</dt><dd><Plain value={item} /></dd></div>)}
        </dl>
      )}
      {entries.filter(([, item]) => !isPlain(item)).map(([key, item]) => (
        <section key={key}>
          <h3>{words(key)}</h3>
          <ResultTree value={item} name={key} />
        </section>
      ))}
    </>
  );
}
