import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { AsOf } from "../api/types";
import { formatClock } from "../format/time";
import { Age } from "./Age";

interface PanelProps {
  title: string;
  children: ComponentChildren;
  /** The time of the figures within: no panel of figures goes without. */
  at?: number | undefined;
  actions?: ComponentChildren;
  wide?: boolean;
  id?: string;
}

export function Panel({ title, children, at, actions, wide = false, id = `panel-${title.toLowerCase().replace(/[^a-z]+/g, "-")}` }: PanelProps) {
  const heading = useId();
  return (
    <section class={`panel${wide ? " panel-wide" : ""}`} id={id} aria-labelledby={heading}>
      <header class="panel-head">
        <h2 id={heading}>{title}</h2>
        <span class="panel-actions">
          {actions}
          {at !== undefined && <Age at={at} label="age" />}
        </span>
      </header>
      {children}
    </section>
  );
}

/** What the figures of a page were computed from. */
export function AsOfLine({ asOf }: { asOf: AsOf }) {
  return (
    <p class="as-of">
      <span>As of <span class="num">{formatClock(asOf.timestamp)}</span> UTC, <Age at={asOf.timestamp} label="age" /></span>
      <span>market {asOf.market_seq}</span>
      <span>positions {asOf.position_seq}</span>
      <span>parameters v{asOf.parameters_version}</span>
      <span class="clip" title={asOf.model_version}>model {asOf.model_version}</span>
    </p>
  );
}
