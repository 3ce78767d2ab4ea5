import { useState } from "preact/hooks";
import { ApiError, get, getAll, post } from "../api/client";
import type { OperationDocument } from "../api/types";
import { formatTime } from "../format/time";
import { words } from "../format/numbers";
import { useResource } from "../state/resource";
import { route, setQuery } from "../state/route";
import { Chip } from "../ui/Chip";
import { Refusal } from "../ui/Notice";
import { Panel } from "../ui/Panel";
import { shareOf } from "./whatIfDraft";
import { ResultTree } from "../ui/ResultTree";

const pollMs = 1_500;
const remembered = "riskcluster.runs";
const over = new Set(["done", "failed", "cancelled"]);

function readIds(): string[] {
  try {
    return JSON.parse(sessionStorage.getItem(remembered) ?? "[]") as string[];
  } catch {
    return [];
  }
}

/** The request of a contagion run: every coin moves alike. */
export const contagionOf = (shock: { name: string; pricePercent: number; volPercent: number }, markets: { underlying: string }[]): unknown => ({
  name: shock.name.trim(),
  overrides: markets.map(({ underlying }) => ({ underlying, price_move: shareOf(shock.pricePercent), vol_move: shareOf(shock.volPercent) })),
});

/** Backtests and contagion runs of this tab; a run's link leads back to it. */
export function RunsView() {
  const [ids, setIds] = useState(() => [...new Set([...(route.value.query.get("run") ? [route.value.query.get("run")!] : []), ...readIds()])]);
  const [error, setError] = useState<ApiError>();
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [shock, setShock] = useState({ name: "", pricePercent: -30, volPercent: 50 });

  const markets = useResource("markets", (signal) => getAll<{ underlying: string }>("/v1/market-data", signal));

  const start = async (path: string, body: unknown): Promise<void> => {
    setError(undefined);
    try {
      const operation = await post<OperationDocument>(path, body);
      const next = [operation.id, ...ids.filter((id) => id !== operation.id)].slice(0, 20);
      sessionStorage.setItem(remembered, JSON.stringify(next));
      setIds(next);
      setQuery({ run: operation.id });
    } catch (problem) {
      setError(problem instanceof ApiError ? problem : new ApiError(0, undefined, String(problem)));
    }
  };

  return (
    <div class="page">
      <header class="page-head"><h1>Runs</h1></header>
      {error && <Refusal error={error} />}
      <div class="panels">
        <Panel title="Backtest" id="start-backtest">
          <form class="form" onSubmit={(event) => (event.preventDefault(), void start("/v1/backtests", { ...(from === "" ? {} : { from }), ...(to === "" ? {} : { to }) }))}>
            <p class="muted">Holds the model's margins against the days that followed and counts those whose loss was larger.</p>
            <div class="row">
              <label class="field"><span>From</span><input type="date" value={from} onInput={(event) => setFrom(event.currentTarget.value)} /></label>
              <label class="field"><span>To</span><input type="date" value={to} onInput={(event) => setTo(event.currentTarget.value)} /></label>
            </div>
            <button type="submit" class="primary">Run a backtest</button>
          </form>
        </Panel>
        <Panel title="Contagion" id="start-contagion">
          <form class="form" onSubmit={(event) => (event.preventDefault(), void start("/v1/contagion-runs", contagionOf(shock, markets.data ?? [])))}>
            <p class="muted">Puts the book into another market and follows defaults and fire sales until nothing more falls.</p>
            <label class="field"><span>Name</span><input required maxLength={200} value={shock.name} onInput={(event) => setShock({ ...shock, name: event.currentTarget.value })} /></label>
            <div class="row">
              <label class="field"><span>Price of every coin, percent</span><input class="num" type="number" required min={-99} max={500} step={1} value={shock.pricePercent} onInput={(event) => setShock({ ...shock, pricePercent: event.currentTarget.valueAsNumber })} /></label>
              <label class="field"><span>Volatility, percent</span><input class="num" type="number" required min={-99} max={500} step={1} value={shock.volPercent} onInput={(event) => setShock({ ...shock, volPercent: event.currentTarget.valueAsNumber })} /></label>
            </div>
            <button type="submit" class="primary" disabled={!markets.data || shock.name.trim() === ""}>Run contagion</button>
          </form>
        </Panel>
        {ids.map((id) => <RunPanel key={id} id={id} />)}
        {ids.length === 0 && <p class="muted pad">No run has been started in this tab.</p>}
      </div>
    </div>
  );
}

function RunPanel({ id }: { id: string }) {
  const [settled, setSettled] = useState(false);
  const run = useResource(id, async (signal) => {
    const operation = await get<OperationDocument>(`/v1/operations/${encodeURIComponent(id)}`, signal);
    setSettled(over.has(operation.status));
    return operation;
  }, settled ? undefined : pollMs);
  const operation = run.data;
  if (!operation) return run.error ? <Refusal error={run.error} retry={run.reload} /> : null;
  return (
    <Panel title={`${words(operation.kind)} ${operation.id}`} id={`run-${id}`} at={operation.finished_at ?? run.readAt} wide actions={<Chip name={operation.status} />}>
      <p class="as-of">
        <span>started <span class="num">{formatTime(operation.started_at)}</span> UTC</span>
        {operation.finished_at !== undefined && <span>took <span class="num">{((operation.finished_at - operation.started_at) / 1000).toFixed(1)} s</span></span>}
      </p>
      {!over.has(operation.status) && (
        <div class="progress">
          <button type="button" class="small" onClick={() => void post(`/v1/operations/${encodeURIComponent(id)}:cancel`, {}).then(run.reload, run.reload)}>Cancel</button>
          <progress aria-label={`Progress of ${operation.id}`} max={1} value={operation.progress} /> <span class="num">{Math.round(operation.progress * 100)} %</span>
        </div>
      )}
      {operation.problem && <Refusal error={new ApiError(operation.problem.status, operation.problem, operation.problem.detail)} />}
      {operation.result !== undefined && <ResultTree value={operation.result} name="result" />}
    </Panel>
  );
}
