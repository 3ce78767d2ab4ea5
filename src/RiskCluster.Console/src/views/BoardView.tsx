import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { getAll } from "../api/client";
import type { PortfolioRow } from "../api/types";
import { compareDecimal, formatDecimal } from "../format/decimal";
import { formatCount } from "../format/numbers";
import { useChannel } from "../state/live";
import { useResource } from "../state/resource";
import { go, portfolioLink, route, setQuery } from "../state/route";
import { Age, isLate } from "../ui/Age";
import { Chip } from "../ui/Chip";
import { DataTable, type Column } from "../ui/DataTable";
import { isWriting, takeKeys } from "../ui/keys";
import { Money } from "../ui/Money";
import { Loading, Refusal } from "../ui/Notice";
import { byExcess, filterRows, isUnwinding, overlay, showTitles, shows, totalsOf, usage, type Show } from "./boardRows";

function Usage({ row }: { row: PortfolioRow }) {
  const value = usage(row.margin);
  if (Number.isNaN(value)) return <span class="muted">–</span>;
  const share = Math.min(1, value);
  const tone = value >= 1 ? "bad" : value >= 0.8 ? "warn" : "good";
  const text = Number.isFinite(value) ? `${(value * 100).toFixed(value >= 10 ? 0 : 1)} %` : "no equity";
  return (
    <span class="usage">
      <span class="usage-bar" aria-hidden="true"><span class={`usage-fill fill-${tone}`} style={{ width: `${share * 100}%` }} /></span>
      <span class="num">{text}</span>
    </span>
  );
}

const columns: Column<PortfolioRow>[] = [
  {
    key: "owner", title: "Owner", width: 118, phoneWidth: 112, grow: true, compare: (a, b) => (a.owner < b.owner ? -1 : a.owner > b.owner ? 1 : 0),
    render: (row) => <a href={portfolioLink(row.owner)} tabIndex={-1} class="clip" title={row.owner}>{row.owner}</a>,
  },
  { key: "state", title: "State", width: 112, phoneWidth: 50, render: (row) => (row.margin.state ? <Chip name={row.margin.state} /> : <Chip name="no_figure" title={row.margin.unavailable ?? "no figure yet"} />) },
  { key: "mme", title: "Maint. excess", width: 126, end: true, compare: byExcess, help: "Equity minus maintenance margin, USD", render: (row) => <Money value={row.margin.maintenance_margin_excess} digits={0} signed /> },
  { key: "use", title: "MM / equity", width: 140, rank: 2, compare: (a, b) => usage(a.margin) - usage(b.margin) || 0, help: "Maintenance margin as a share of equity: liquidation at 100 %", render: (row) => <Usage row={row} /> },
  { key: "ime", title: "Initial excess", width: 136, end: true, rank: 3, compare: (a, b) => compareDecimal(a.margin.initial_margin_excess, b.margin.initial_margin_excess), help: "Equity minus initial margin, USD", render: (row) => <Money value={row.margin.initial_margin_excess} digits={0} signed /> },
  { key: "equity", title: "Equity", width: 128, end: true, rank: 4, compare: (a, b) => compareDecimal(a.margin.equity, b.margin.equity), render: (row) => <Money value={row.margin.equity} digits={0} toned /> },
  { key: "im", title: "Initial margin", width: 128, end: true, rank: 5, compare: (a, b) => compareDecimal(a.margin.initial_margin, b.margin.initial_margin), render: (row) => <Money value={row.margin.initial_margin} digits={0} /> },
  { key: "mm", title: "Maint. margin", width: 128, end: true, rank: 7, compare: (a, b) => compareDecimal(a.margin.maintenance_margin, b.margin.maintenance_margin), render: (row) => <Money value={row.margin.maintenance_margin} digits={0} /> },
  { key: "venues", title: "Venues", width: 190, rank: 8, compare: (a, b) => a.venues.length - b.venues.length, render: (row) => <span class="clip" title={row.venues.join(", ")}>{row.venues.join(", ")}</span> },
  { key: "accounts", title: "Accts", width: 66, end: true, rank: 9, compare: (a, b) => a.accounts - b.accounts, render: (row) => <span class="num">{row.accounts}</span> },
  { key: "unwind", title: "Unwind", width: 120, rank: 6, compare: (a, b) => Number(isUnwinding(b)) - Number(isUnwinding(a)), render: (row) => (row.unwind_status && row.unwind_status !== "none" ? <Chip name={row.unwind_status} /> : <span class="muted">–</span>) },
  { key: "status", title: "Markets", width: 106, rank: 1, compare: (a, b) => (a.margin.status < b.margin.status ? -1 : 1), render: (row) => <Chip name={row.margin.status} /> },
  { key: "age", title: "Age", width: 76, end: true, compare: (a, b) => b.margin.as_of.timestamp - a.margin.as_of.timestamp, render: (row) => <Age at={row.margin.as_of.timestamp} /> },
];

/** The stream carries those closest to liquidation; all others are read again this often. */
const readMs = 8_000;

/** All owners, those closest to liquidation first. */
export function BoardView() {
  const live = useChannel<PortfolioRow[]>("portfolios");
  const read = useResource("portfolios", (signal) => getAll<PortfolioRow>("/v1/portfolios?limit=200", signal), readMs);
  const rows = useMemo(() => overlay(read.data, live.data), [read.data, live.data]);
  const query = route.value.query;
  const text = query.get("q") ?? "";
  const asked = query.get("show") as Show | null;
  const show: Show = asked !== null && shows.includes(asked) ? asked : "all";
  const sort = { key: query.get("sort") ?? "mme", falling: query.get("order") === "falling" };
  const filtered = useMemo(() => filterRows(rows ?? [], text, show), [rows, text, show]);
  const totals = useMemo(() => totalsOf(rows ?? []), [rows]);
  const input = useRef<HTMLInputElement>(null);

  useLayoutEffect(() => takeKeys((event) => {
    if (event.key === "/" && !isWriting(event.target)) {
      input.current?.focus();
      return true;
    }
    if (event.key === "Escape" && event.target === input.current) {
      setQuery({ q: undefined });
      input.current?.blur();
      return true;
    }
    return false;
  }), []);

  return (
    <div class="board">
      <h1 class="sr">Portfolio board</h1>
      <div class="tiles">
        <Tile title="Owners" value={formatDecimal(String(totals.owners))} />
        <Tile title="Below maintenance" value={formatDecimal(String(totals.below))} tone={totals.below > 0 ? "bad" : "good"} />
        <Tile title="Below initial" value={formatDecimal(String(totals.restricted))} tone={totals.restricted > 0 ? "warn" : "good"} />
        <Tile title="Not fresh" value={formatDecimal(String(totals.untrusted))} tone={totals.untrusted > 0 ? "bad" : "good"} />
        <Tile title="Equity, USD" value={formatDecimal(totals.equity, 0)} />
        <Tile title="Initial margin, USD" value={formatDecimal(totals.initial, 0)} />
        <div class="tile"><span class="tile-title">Oldest figure</span><span class="tile-value">{rows ? <Age at={totals.oldest} /> : "–"}</span></div>
      </div>
      <div class="toolbar">
        <label class="search">
          <span class="sr">Filter by owner or venue</span>
          <input ref={input} type="search" placeholder="Filter owner or venue  ( / )" value={text} onInput={(event) => setQuery({ q: event.currentTarget.value })} />
        </label>
        <div class="segments" role="group" aria-label="Show">
          {shows.map((name) => (
            <button key={name} type="button" aria-pressed={name === show} onClick={() => setQuery({ show: name === "all" ? undefined : name })}>{showTitles[name]}</button>
          ))}
        </div>
        <span class="muted toolbar-count" role="status">{filtered.length === totals.owners ? formatCount(totals.owners, "owner") : `${filtered.length} of ${totals.owners}`}</span>
      </div>
      {read.error && !rows && <Refusal error={read.error} retry={read.reload} />}
      {!rows && !read.error && <Loading what="portfolios" />}
      {rows && (
        <DataTable
          label="Portfolios by maintenance excess"
          rows={filtered}
          columns={columns}
          rowKey={(row) => row.owner}
          sort={sort}
          onSort={(next) => setQuery({ sort: next.key === "mme" ? undefined : next.key, order: next.falling ? "falling" : undefined })}
          onOpen={(row) => go(portfolioLink(row.owner))}
          rowClass={(row) => (isLate(row.margin.as_of.timestamp) || row.margin.status === "stale" ? "late" : "")}
          empty="No portfolio fits the filter."
        />
      )}
    </div>
  );
}

function Tile({ title, value, tone }: { title: string; value: string; tone?: "good" | "warn" | "bad" }) {
  return (
    <div class={`tile${tone ? ` tile-${tone}` : ""}`}>
      <span class="tile-title">{title}</span>
      <span class="tile-value num">{value}</span>
    </div>
  );
}
