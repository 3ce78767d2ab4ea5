import { get, getAll } from "../api/client";
import type { OracleSource, OracleStatus } from "../api/types";
import { formatShare, signOf } from "../format/decimal";
import { formatAge } from "../format/time";
import { words } from "../format/numbers";
import { now } from "../state/clock";
import { useChannel } from "../state/live";
import { useResource } from "../state/resource";
import { ageClass } from "../ui/Age";
import { Chip } from "../ui/Chip";
import { Lines } from "../ui/Lines";
import { Money } from "../ui/Money";
import { Loading, Notice, Refusal } from "../ui/Notice";
import { Panel } from "../ui/Panel";

/** Deviations are drawn on a scale of this share to either side. */
const deviationScale = 0.01;

/** All markets with their sources. */
export function OraclesView() {
  const markets = useResource("markets", (signal) => getAll<{ underlying: string }>("/v1/market-data", signal), 30_000);
  return (
    <div class="page">
      <header class="page-head"><h1>Oracles</h1></header>
      {markets.error && !markets.data && <Refusal error={markets.error} retry={markets.reload} />}
      {!markets.data && !markets.error && <Loading what="markets" />}
      {markets.data?.length === 0 && <Notice tone="info">No market has been opened yet.</Notice>}
      <div class="panels">
        {markets.data?.map((market) => <OraclePanel key={market.underlying} underlying={market.underlying} />)}
      </div>
    </div>
  );
}

function OraclePanel({ underlying }: { underlying: string }) {
  const path = `/v1/oracle/${encodeURIComponent(underlying)}/status`;
  const live = useChannel<OracleStatus>(`oracle.${underlying}`);
  const read = useResource(path, (signal) => get<OracleStatus>(path, signal));
  const status = live.data ?? read.data;
  const told = live.data ? live.timestamp : read.readAt;
  if (!status) return read.error ? <Refusal error={read.error} retry={read.reload} /> : <Loading what={underlying} />;
  // Ages grow from when they were told.
  const elapsed = told === undefined ? 0 : Math.max(0, now.value - told);
  const priceAge = status.age_ms === undefined ? undefined : status.age_ms + elapsed;
  return (
    <Panel title={underlying} id={`oracle-${underlying}`}>
      <div class="oracle-head">
        <span class="oracle-price"><Money value={status.price} /></span> USD
        <Chip name={status.status} />
        <span class={ageClass(priceAge ?? 0)}>age {formatAge(priceAge)}</span>
        {status.liquidation_hold !== "none" && <Chip name="held" title={words(status.liquidation_hold)} />}
      </div>
      {status.liquidation_hold !== "none" && <Notice tone="warn">Nobody is liquidated at these prices: {status.liquidation_hold.replaceAll("_", " ")}.</Notice>}
      {status.halt_reason !== undefined && <Notice tone="bad">Halted: {status.halt_reason}</Notice>}
      <Lines
        label={`Sources of ${underlying}`}
        rows={status.sources}
        rowKey={(source) => source.source}
        empty="No source is registered."
        columns={[
          { title: "Source", render: (source) => source.source },
          { title: "Standing", render: (source) => <Standing name={source.standing} /> },
          { title: "Price", end: true, render: (source) => <Money value={source.price} /> },
          { title: "Deviation", end: true, render: (source) => <Deviation source={source} /> },
          { title: "Age", end: true, render: (source) => <span class={ageClass((source.age_ms ?? Infinity) + elapsed)}>{source.age_ms === undefined ? "never" : formatAge(source.age_ms + elapsed)}</span> },
          { title: "Weight", end: true, render: (source) => <Money value={source.weight} /> },
          { title: "Strikes", end: true, render: (source) => <span class={`num${source.strikes > 0 ? " warning" : ""}`}>{source.strikes}</span> },
        ]}
      />
    </Panel>
  );
}

const counts = new Set(["active", "ok", "counts", "trusted", "healthy"]);

function Standing({ name }: { name: string }) {
  return <span class={`chip chip-${counts.has(name) ? "good" : "bad"}`}><span aria-hidden="true">{counts.has(name) ? "✓" : "✕"}</span> {words(name)}</span>;
}

function Deviation({ source }: { source: OracleSource }) {
  if (source.deviation === undefined) return <span class="muted">–</span>;
  const value = Math.max(-1, Math.min(1, Number(source.deviation) / deviationScale));
  return (
    <span class="usage">
      <span class="deviation-bar" aria-hidden="true"><span class="deviation-fill" style={{ left: `${50 + Math.min(0, value) * 50}%`, width: `${Math.abs(value) * 50}%` }} /></span>
      <span class={`num${signOf(source.deviation) < 0 ? " negative" : ""}`}>{formatShare(source.deviation, 3, true)}</span>
    </span>
  );
}
