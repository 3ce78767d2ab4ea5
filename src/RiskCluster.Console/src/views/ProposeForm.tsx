import { useState } from "preact/hooks";
import type { ParametersDocument } from "../api/types";
import { Panel } from "../ui/Panel";

interface ProposeFormProps {
  active: ParametersDocument;
  act: (path: string, body: unknown, said: string, headers: Record<string, string>) => Promise<boolean>;
}

/** The value at a path of joined members and indices; undefined when there is none. */
export function valueAt(document: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, part) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>)[part] : undefined), document);
}

/** Proposes new values, each by its path, in place of the version that is shown. */
export function ProposeForm({ active, act }: ProposeFormProps) {
  const [lines, setLines] = useState([{ path: "", value: "" }]);
  const filled = lines.filter((line) => line.path.trim() !== "");
  const faults = filled.filter((line) => parse(line.value) === undefined).map((line) => line.path);
  const change = (index: number, part: Partial<(typeof lines)[number]>): void => setLines(lines.map((line, i) => (i === index ? { ...line, ...part } : line)));
  return (
    <Panel title="Propose" id="propose">
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          const set = Object.fromEntries(filled.map((line) => [line.path.trim(), parse(line.value)!.value]));
          void act("/v1/parameters/proposals", { set }, "The proposal is in; its run on the live book follows.", { "If-Match": `"${active.hash}"` }).then((taken) => taken && setLines([{ path: "", value: "" }]));
        }}
      >
        {lines.map((line, index) => (
          <div class="row" key={index}>
            <input class="mono" aria-label={`Path ${index + 1}`} placeholder="grid.vol_up" value={line.path} onInput={(event) => change(index, { path: event.currentTarget.value })} />
            <input class="short mono" aria-label={`New value ${index + 1}`} placeholder={shown(valueAt(active.document, line.path.trim()))} value={line.value} onInput={(event) => change(index, { value: event.currentTarget.value })} />
          </div>
        ))}
        {faults.length > 0 && <p class="muted" role="status">A value is JSON, such as 0.5, true or "text": {faults.join(", ")}</p>}
        <div class="row">
          <button type="button" class="small" onClick={() => setLines([...lines, { path: "", value: "" }])}>Add a value</button>
          <button type="submit" class="primary" disabled={filled.length === 0 || faults.length > 0}>Propose</button>
        </div>
      </form>
    </Panel>
  );
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

const shown = (value: unknown): string => (value === undefined ? "new value" : JSON.stringify(value).slice(0, 40));
