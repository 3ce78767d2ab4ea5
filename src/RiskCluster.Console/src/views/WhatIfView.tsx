import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ApiError, post } from "../api/client";
import type { MarginReport, SimulatedMargin } from "../api/types";
import { subtractDecimal } from "../format/decimal";
import { words } from "../format/numbers";
import { useChannel } from "../state/live";
import { portfolioLink, route, setQuery } from "../state/route";
import { Chip } from "../ui/Chip";
import { Lines } from "../ui/Lines";
import { Money } from "../ui/Money";
import { Notice, Refusal } from "../ui/Notice";
import { AsOfLine, Panel } from "../ui/Panel";
import { emptyDraft, simulationOf, type Draft } from "./whatIfDraft";
import { WhatIfForm } from "./WhatIfForm";

/** The pause after typing before the server is asked. */
const pauseMs = 250;
/** Asked again this long after the market has moved, at the most. */
const liveMs = 2_000;

/** What a change would do, asked anew with every change of the draft and, live, with every new market. */
export function WhatIfView() {
  const portfolio = route.value.query.get("portfolio") ?? "";
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [live, setLive] = useState(true);
  const [result, setResult] = useState<SimulatedMargin>();
  const [error, setError] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const channel = portfolio === "" ? undefined : portfolio.includes("/") ? `margin.${portfolio}` : `portfolio.${portfolio}`;
  const current = useChannel<MarginReport>(channel);
  const asked = useMemo(() => simulationOf(portfolio, draft), [portfolio, draft]);
  const body = asked.faults.length === 0 ? JSON.stringify(asked.body) : undefined;
  const lastAsked = useRef(0);
  const seq = live ? (current.data?.margin.as_of.market_seq ?? 0) : 0;

  useEffect(() => {
    if (body === undefined) return undefined;
    let gone = false;
    const wait = Math.max(pauseMs, seq > 0 ? lastAsked.current + liveMs - Date.now() : 0);
    const timer = setTimeout(() => {
      lastAsked.current = Date.now();
      setBusy(true);
      post<SimulatedMargin>("/v1/margin:simulate", JSON.parse(body)).then(
        (answer) => gone || (setResult(answer), setError(undefined), setBusy(false)),
        (problem: unknown) => gone || (setError(problem instanceof ApiError ? problem : new ApiError(0, undefined, String(problem))), setBusy(false)),
      );
    }, Math.min(wait, liveMs));
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [body, seq]);

  return (
    <div class="page">
      <header class="page-head">
        <h1>What if</h1>
        {portfolio !== "" && <span>on <a href={portfolioLink(portfolio)}>{portfolio}</a></span>}
        <label class="check"><input type="checkbox" checked={live} onChange={(event) => setLive(event.currentTarget.checked)} /> follow the market</label>
        {busy && <span class="muted" role="status">asking…</span>}
      </header>
      <div class="panels">
        <Panel title="Change" id="change">
          <WhatIfForm portfolio={portfolio} draft={draft} faults={asked.faults} onChange={setDraft} onPortfolio={(value) => setQuery({ portfolio: value })} />
        </Panel>
        <Panel title="Result, USD" id="result" at={result?.as_of.timestamp}>
          {error && <Refusal error={error} />}
          {!result && !error && <p class="muted pad">{asked.faults.length > 0 ? "Complete the change to see what it would do." : "Asking…"}</p>}
          {result && <Result result={result} />}
        </Panel>
      </div>
    </div>
  );
}

function Result({ result }: { result: SimulatedMargin }) {
  const rows = [
    { name: "Equity", pre: result.pre_equity, post: result.post_equity },
    { name: "Initial margin", pre: result.pre_initial_margin, post: result.post_initial_margin },
    { name: "Initial excess", pre: result.pre_initial_margin_excess, post: result.post_initial_margin_excess },
    { name: "Maintenance margin", pre: result.pre_maintenance_margin, post: result.post_maintenance_margin },
    { name: "Maintenance excess", pre: result.pre_maintenance_margin_excess, post: result.post_maintenance_margin_excess },
  ];
  const columns = [
    { title: "Figure", render: (row: { name: string }) => words(row.name) },
    { title: "Before", end: true, render: (row: { pre: string }) => <Money value={row.pre} toned /> },
    { title: "After", end: true, render: (row: { post: string }) => <Money value={row.post} toned /> },
    { title: "Change", end: true, render: (row: { pre: string; post: string }) => <Money value={subtractDecimal(row.post, row.pre)} signed /> },
  ];
  return (
    <>
      <Notice tone={result.is_valid_trade ? "good" : "warn"}>
        <strong>{result.is_valid_trade ? "✓ Allowed." : "✕ Not allowed."}</strong> {result.reasons.map((reason) => words(reason)).join("; ")}
      </Notice>
      <p class="states"><Chip name={result.pre_state} /> <span aria-hidden="true">→</span><span class="sr">becomes</span> <Chip name={result.post_state} /> <Chip name={result.status} /></p>
      <Lines label="Before and after" rows={rows} rowKey={(row) => row.name} empty="" columns={columns} />
      <h3>What it consists of</h3>
      <Lines label="Components before and after" rows={result.components} rowKey={(row) => row.name} empty="No components." columns={columns} />
      <AsOfLine asOf={result.as_of} />
    </>
  );
}
