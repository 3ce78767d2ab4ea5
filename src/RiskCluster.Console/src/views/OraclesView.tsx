import { get, getAll } from "../api/client";
import type { MarketDocument, OracleSource, OracleStatus } from "../api/types";
import { formatShare, signOf } from "../format/decimal";
import { formatAge } from "../format/time";
import { now } from "../state/clock";
import { useChannel } from "../state/live";
import { useResource } from "../state/resource";
import { Age, ageClass } from "../ui/Age";
import { Chip } from "../ui/Chip";
import { Lines } from "../ui/Lines";
import { Money } from "../ui/Money";
import { Loading, Notice, Refusal } from "../ui/Notice";
import { Panel } from "../ui/Panel";
import { Fact } from "./portfolioPanels";

/** Deviations are drawn on a scale of this share to either side. */
const deviationScale = 0.01;

/** Prices, and ages of what nothing was heard of since, are read again this often. */
const readMs = 2_000;

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
  const name = encodeURIComponent(underlying);
  const live = useChannel<OracleStatus>(`oracle.${underlying}`);
  const read = useResource(`oracle ${underlying}`, (signal) => get<OracleStatus>(`/v1/oracle/${name}/status`, signal), readMs);
  const market = useResource(`market ${underlying}`, (signal) => get<MarketDocument>(`/v1/market-data/${name}`, signal), readMs);
  // A snapshot's ages are those of its last event, whenever that was: only what came as it happened can be aged from when it came.
  const isLive = live.data !== undefined && live.isNew && live.timestamp >= (read.readAt ?? 0);
  const status = isLive ? live.data : (read.data ?? live.data);
  if (!status) return read.error ? <Refusal error={read.error} retry={read.reload} /> : <Loading what={underlying} />;
  const elapsed = Math.max(0, now.value - (isLive ? live.timestamp : (read.readAt ?? live.timestamp)));
  const counted = status.sources.filter((source) => source.standing === "included").length;
  return (
    <Panel title={underlying} id={`oracle-${underlying}`}>
      <div class="oracle-head">
        <span class="oracle-price"><Money value={market.data?.index_price} /></span> USD
        <Chip name={status.status} />
        {market.data ? <Age at={market.data.as_of} label="age" /> : <span class="age age-late">no price yet</span>}
        <span class={counted < status.wanted_sources ? "warning" : "muted"}>{counted} of {status.sources.length} sources count; {status.wanted_sources} wanted, {status.min_sources} needed</span>
      </div>
      {market.data && (
        <dl class="facts">
          <Fact title="Time-weighted"><Money value={market.data.twap_price} /></Fact>
          <Fact title="Perpetual"><Money value={market.data.perpetual_price} /></Fact>
          <Fact title="Funding, 8 h"><span class="num">{formatShare(market.data.funding_8h, 4, true)}</span></Fact>
          <Fact title="Confidence"><Money value={market.data.confidence} /></Fact>
        </dl>
      )}
      {status.hold !== "none" && <Notice tone="warn">{`Nobody is liquidated at these prices: ${status.hold.replaceAll("_", " ")}.`}</Notice>}
      {status.halt_reason !== undefined && <Notice tone="bad">{`Halted${status.halted_by === undefined ? "" : ` by ${status.halted_by}`}: ${status.halt_reason}`}</Notice>}
      <Lines
        label={`Sources of ${underlying}`}
        rows={status.sources}
        rowKey={(source) => source.source}
        empty="No source is registered."
        columns={[
          { title: "Source", render: (source) => source.source },
          { title: "Standing", render: (source) => <Chip name={source.standing} /> },
          { title: "Price", end: true, render: (source) => <Money value={source.index_price} /> },
          { title: "Deviation", end: true, render: (source) => <Deviation source={source} /> },
          { title: "Age", end: true, render: (source) => <span class={ageClass((source.age_ms ?? Infinity) + elapsed)}>{source.age_ms === undefined ? "never" : formatAge(source.age_ms + elapsed)}</span> },
          { title: "Weight", end: true, render: (source) => <Money value={source.weight} /> },
          { title: "Strikes", end: true, render: (source) => <span class={`num${source.strikes > 0 ? " warning" : ""}`}>{source.strikes}</span> },
        ]}
      />
    </Panel>
  );
}

function Deviation({ source }: { source: OracleSource }) {
  if (source.deviation_share === undefined) return <span class="muted">–</span>;
  const value = Math.max(-1, Math.min(1, Number(source.deviation_share) / deviationScale));
  return (
    <span class="usage">
      <span class="deviation-bar" aria-hidden="true"><span class="deviation-fill" style={{ left: `${50 + Math.min(0, value) * 50}%`, width: `${Math.abs(value) * 50}%` }} /></span>
      <span class={`num${signOf(source.deviation_share) < 0 ? " negative" : ""}`}>{formatShare(source.deviation_share, 3, true)}</span>
    </span>
  );
}
