import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { get, getAll } from "../api/client";
import { credentials, mayHave } from "../api/credentials";
import type { LiquidationDocument, Page, UnwindDocument } from "../api/types";
import { compareDecimal, toNumber } from "../format/decimal";
import { formatCount } from "../format/numbers";
import { formatAge, formatLeft } from "../format/time";
import { now } from "../state/clock";
import { useChannel } from "../state/live";
import { useResource } from "../state/resource";
import { portfolioLink, route, setQuery } from "../state/route";
import { Age } from "../ui/Age";
import { Chip } from "../ui/Chip";
import { DataTable, type Column } from "../ui/DataTable";
import { isWriting, takeKeys } from "../ui/keys";
import { Money } from "../ui/Money";
import { Loading, Refusal } from "../ui/Notice";
import { UnwindPanel } from "./UnwindPanel";

/** Unwinds beside their tasks; the others are on their owners' pages. */
const unwindsShown = 6;

const over = new Set(["filled", "settled", "expired", "cancelled"]);

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function Left({ until, at }: { until: number | undefined; at: number }) {
  if (until === undefined) return <span class="muted">–</span>;
  return <span class={`num${until - at < 10_000 ? " warning" : ""}`}>{formatLeft(until, at)}</span>;
}

function Filled({ task }: { task: LiquidationDocument }) {
  const share = Math.abs(toNumber(task.filled_quantity) / toNumber(task.quantity)) || 0;
  return (
    <span class="usage">
      <span class="usage-bar" aria-hidden="true"><span class="usage-fill fill-good" style={{ width: `${Math.min(1, share) * 100}%` }} /></span>
      <span class="num">{Math.round(share * 100)} %</span>
    </span>
  );
}

const columns: Column<LiquidationDocument>[] = [
  { key: "id", title: "Task", width: 108, rank: 7, compare: (a, b) => text(a.id, b.id), render: (task) => <span class="mono clip" title={task.id}>{task.id}</span> },
  { key: "status", title: "Status", width: 132, phoneWidth: 54, compare: (a, b) => text(a.status, b.status), render: (task) => <Chip name={task.status} /> },
  { key: "owner", title: "Owner", width: 120, phoneWidth: 82, grow: true, compare: (a, b) => text(a.owner, b.owner), render: (task) => <a class="clip" tabIndex={-1} href={portfolioLink(task.owner)}>{task.owner}</a> },
  { key: "instrument", title: "Instrument", width: 190, rank: 2, compare: (a, b) => text(a.instrument, b.instrument), render: (task) => <span class="mono clip" title={task.instrument}>{task.instrument}</span> },
  { key: "quantity", title: "Quantity", width: 108, phoneWidth: 82, end: true, compare: (a, b) => compareDecimal(a.quantity, b.quantity), render: (task) => <Money value={task.quantity} digits={3} signed /> },
  { key: "filled", title: "Filled", width: 116, phoneWidth: 76, rank: 1, render: (task) => <Filled task={task} /> },
  { key: "mark", title: "Mark", width: 104, end: true, rank: 8, render: (task) => <Money value={task.mark_price} /> },
  { key: "limit", title: "Limit", width: 104, end: true, rank: 5, render: (task) => <Money value={task.limit_price} /> },
  { key: "mode", title: "Mode", width: 74, rank: 9, compare: (a, b) => text(a.mode, b.mode), render: (task) => task.mode },
  { key: "keeper", title: "Keeper", width: 100, rank: 3, compare: (a, b) => text(a.keeper ?? "~", b.keeper ?? "~"), render: (task) => (task.keeper ? <span class="clip" title={task.keeper}>{task.keeper}</span> : <span class="muted">none</span>) },
  { key: "lease", title: "Lease", width: 74, end: true, rank: 4, render: (task) => <Left until={over.has(task.status) ? undefined : task.lease_expires_at} at={now.value} /> },
  { key: "expires", title: "Expires", width: 86, end: true, rank: 6, compare: (a, b) => a.expires_at - b.expires_at, render: (task) => (over.has(task.status) ? <span class="muted">–</span> : <Left until={task.expires_at} at={now.value} />) },
  { key: "age", title: "Opened", width: 92, phoneWidth: 78, end: true, compare: (a, b) => b.opened_at - a.opened_at, help: "How long ago it was opened", render: (task) => <span class="num">{formatAge(now.value - task.opened_at)}</span> },
];

/** What is to be unwound, by whom, and until when. */
export function LiquidationsView() {
  const live = useChannel<LiquidationDocument[]>("liquidations");
  const read = useResource("liquidations", (signal) => getAll<LiquidationDocument>("/v1/liquidations?limit=200", signal));
  const tasks = live.data ?? read.data;
  const query = route.value.query;
  const all = query.get("show") === "all";
  const search = query.get("q") ?? "";
  const sort = { key: query.get("sort") ?? "", falling: query.get("order") === "falling" };
  const input = useRef<HTMLInputElement>(null);
  const rows = useMemo(() => (tasks ?? []).filter((task) => (all || !over.has(task.status)) && [task.id, task.owner, task.instrument, task.keeper ?? ""].some((field) => field.toLowerCase().includes(search.toLowerCase()))), [tasks, all, search]);
  const unwinds = useResource(mayHave(credentials.value, "risk:read") ? "unwinds" : undefined, (signal) => get<Page<UnwindDocument>>(`/v1/liquidations/unwinds?limit=${unwindsShown}`, signal), 5_000);

  useLayoutEffect(() => takeKeys((event) => {
    if (event.key !== "/" || isWriting(event.target)) return false;
    input.current?.focus();
    return true;
  }), []);

  return (
    <div class="page">
      <header class="page-head">
        <h1>Liquidations</h1>
        <span class="as-of">newest change <Age at={live.timestamp || read.readAt} label="age" /></span>
      </header>
      <div class="toolbar">
        <label class="search">
          <span class="sr">Filter tasks</span>
          <input ref={input} type="search" placeholder="Filter task, owner, instrument, keeper  ( / )" value={search} onInput={(event) => setQuery({ q: event.currentTarget.value })} />
        </label>
        <div class="segments" role="group" aria-label="Show">
          <button type="button" aria-pressed={!all} onClick={() => setQuery({ show: undefined })}>At work</button>
          <button type="button" aria-pressed={all} onClick={() => setQuery({ show: "all" })}>All</button>
        </div>
        <span class="muted toolbar-count" role="status">{formatCount(rows.length, "task")}</span>
      </div>
      {read.error && !tasks && <Refusal error={read.error} retry={read.reload} />}
      {!tasks && !read.error && <Loading what="liquidations" />}
      {tasks && (
        <div class="grid-frame" style={{ "--rows": Math.max(3, rows.length) }}>
          <DataTable
            label="Liquidation tasks, the most urgent first"
            rows={rows}
            columns={columns}
            rowKey={(task) => task.id}
            sort={sort}
            onSort={(next) => setQuery({ sort: next.key, order: next.falling ? "falling" : undefined })}
            onOpen={(task) => (location.hash = portfolioLink(task.owner))}
            rowClass={(task) => (over.has(task.status) ? "late" : "")}
            empty={all ? "No task has been opened." : "Nothing is being liquidated."}
          />
        </div>
      )}
      <div class="panels">
        {unwinds.data?.items.map((unwind) => <UnwindPanel key={unwind.owner} unwind={unwind} at={unwinds.readAt} />)}
      </div>
    </div>
  );
}
