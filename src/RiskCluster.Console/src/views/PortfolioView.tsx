import { useEffect, useState } from "preact/hooks";
import { get, portfolioPath } from "../api/client";
import type { AccountDocument, ExplainDocument, HeatmapDocument, MarginReport, PortfolioRow, UnwindDocument } from "../api/types";
import { MarginHistory } from "../charts/MarginHistory";
import { formatDecimal } from "../format/decimal";
import { record } from "../state/history";
import { useChannel } from "../state/live";
import { useResource } from "../state/resource";
import { portfolioLink } from "../state/route";
import { isLate } from "../ui/Age";
import { Chip } from "../ui/Chip";
import { Money } from "../ui/Money";
import { Loading, Notice, Refusal } from "../ui/Notice";
import { AsOfLine, Panel } from "../ui/Panel";
import { usage } from "./boardRows";
import { CollateralPanel, ExplainPanel, Fact, GreeksPanel, HeatmapPanel, LotsPanel, PartsPanel, WaterfallPanel } from "./portfolioPanels";
import { UnwindPanel } from "./UnwindPanel";

/** Surfaces and explanations cost the server more than figures do. */
const heavyMs = 10_000;

/** The page of an account (venue/account) or of an owner. */
export function PortfolioView({ portfolio }: { portfolio: string }) {
  const isAccount = portfolio.includes("/");
  const path = portfolioPath(portfolio);
  const live = useChannel<MarginReport>(isAccount ? `margin.${portfolio}` : `portfolio.${portfolio}`);
  const first = useResource(`${path}/margin`, (signal) => get<MarginReport>(`${path}/margin`, signal));
  const heatmap = useResource(`${path}/margin/heatmap`, (signal) => get<HeatmapDocument>(`${path}/margin/heatmap`, signal), heavyMs);
  const explain = useResource(`${path}/margin/explain`, (signal) => get<ExplainDocument>(`${path}/margin/explain`, signal), heavyMs);
  const account = useResource(isAccount ? path : undefined, (signal) => get<AccountDocument>(path, signal), heavyMs);
  const report = live.data ?? first.data;
  // Only who nets under a name of its own is unwound under it, and only where something was is there an unwind to ask for.
  const row = useResource(isAccount ? undefined : `row ${portfolio}`, (signal) => get<PortfolioRow>(path, signal), heavyMs);
  const isUnwound = row.data?.unwind_status !== undefined && row.data.unwind_status !== "none";
  const unwind = useResource(isUnwound ? `unwind ${portfolio}` : undefined, (signal) => get<UnwindDocument>(`/v1/liquidations/unwinds/${encodeURIComponent(portfolio)}`, signal), heavyMs);

  const [newest, setNewest] = useState(0);
  useEffect(() => {
    if (report && record(report.margin)) setNewest(report.margin.as_of.timestamp);
  }, [report]);

  if (!report) {
    return (
      <div class="page">
        <h1>{portfolio}</h1>
        {first.error ? <Refusal error={first.error} retry={first.reload} /> : <Loading what="the margin" />}
      </div>
    );
  }

  const explainedAt = explain.data?.report?.margin.as_of.timestamp ?? explain.readAt;
  return (
    <div class="page">
      <Head portfolio={portfolio} report={report} account={account.data} />
      <Figures report={report} />
      <div class="panels">
        <Panel title="Equity against requirements" id="history" at={report.margin.as_of.timestamp}>
          <MarginHistory portfolio={portfolio} newest={newest} />
        </Panel>
        {explain.data && <WaterfallPanel explain={explain.data} report={report} at={explainedAt} />}
        {heatmap.data && <HeatmapPanel heatmap={heatmap.data} />}
        {heatmap.error && !heatmap.data && <Refusal error={heatmap.error} retry={heatmap.reload} />}
        <GreeksPanel report={report} explain={explain.data} />
        <PartsPanel report={report} />
        {explain.error && !explain.data && <Refusal error={explain.error} retry={explain.reload} />}
        {(account.data ?? explain.data) && <CollateralPanel account={account.data} explain={explain.data} at={account.readAt ?? explainedAt} />}
        {explain.data && <ExplainPanel explain={explain.data} at={explainedAt} />}
        {explain.data && <LotsPanel account={account.data} explain={explain.data} at={explainedAt} />}
        {unwind.data && unwind.data.status !== "none" && <UnwindPanel unwind={unwind.data} at={unwind.readAt} />}
      </div>
    </div>
  );
}

function Head({ portfolio, report, account }: { portfolio: string; report: MarginReport; account: AccountDocument | undefined }) {
  const margin = report.margin;
  return (
    <header class="page-head">
      <h1 class="clip" title={portfolio}>{portfolio}</h1>
      {margin.state && <Chip name={margin.state} />}
      <Chip name={margin.status} title="How far the figures may be trusted" />
      {report.owner !== portfolio && <span>nets with <a href={portfolioLink(report.owner)}>{report.owner}</a></span>}
      <a class="button" href={`#/what-if?portfolio=${encodeURIComponent(portfolio)}`}>What if</a>
      {margin.unavailable !== undefined && <Notice tone="bad">No figure: {margin.unavailable}</Notice>}
      {account?.has_gap && <Notice tone="warn">Updates of this account are missing: it may only reduce risk until its venue has sent a snapshot.</Notice>}
      {margin.status !== "ok" && <Notice tone="warn">{trust[margin.status]}</Notice>}
      <AsOfLine asOf={margin.as_of} />
    </header>
  );
}

const trust = {
  degraded: "From fewer or less sure price sources than wanted.",
  stale: "From a market that is older than allowed: do not act on these figures.",
  halted: "From a market that is halted: do not act on these figures.",
};

function Figures({ report }: { report: MarginReport }) {
  const margin = report.margin;
  const used = usage(margin);
  return (
    <dl class={`figures${isLate(margin.as_of.timestamp) || margin.status === "stale" ? " late" : ""}`}>
      <Fact title="Equity"><Money value={margin.equity} toned /></Fact>
      <Fact title="Initial margin"><Money value={margin.initial_margin} /></Fact>
      <Fact title="Initial excess"><Money value={margin.initial_margin_excess} signed /></Fact>
      <Fact title="Maintenance margin"><Money value={margin.maintenance_margin} /></Fact>
      <Fact title="Maintenance excess"><Money value={margin.maintenance_margin_excess} signed /></Fact>
      <Fact title="Maintenance / equity"><span class="num">{Number.isFinite(used) ? `${(used * 100).toFixed(1)} %` : "–"}</span></Fact>
      <Fact title="Stress loss"><Money value={report.stress_loss} digits={0} /></Fact>
      <Fact title="Expected shortfall"><Money value={report.expected_shortfall} digits={0} /></Fact>
      <Fact title="Value at risk"><Money value={report.value_at_risk} digits={0} /></Fact>
      <Fact title="Unwind cost"><Money value={report.unwind_cost} digits={0} /></Fact>
      <Fact title="Reserved by orders"><Money value={report.reserved} digits={0} /></Fact>
      <Fact title="Gross notional"><Money value={report.gross_notional} digits={0} /></Fact>
      <div class="fact fact-wide">
        <dt>Worst scenario</dt>
        <dd title={formatDecimal(report.stress_loss)}>{report.worst_scenario ?? "–"}</dd>
      </div>
    </dl>
  );
}
