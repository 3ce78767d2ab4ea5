import { useMemo, useState } from "preact/hooks";
import type { AccountDocument, ExplainDocument, HeatmapDocument, MarginReport, PartMargin } from "../api/types";
import { EChart } from "../charts/EChart";
import { heatmapInWords, heatmapOption } from "../charts/heatmap";
import { waterfallBars, waterfallOption } from "../charts/waterfall";
import { formatShare, signOf, toNumber } from "../format/decimal";
import { formatFloat, formatMove, formatSize, words } from "../format/numbers";
import { portfolioLink } from "../state/route";
import { Lines } from "../ui/Lines";
import { Money } from "../ui/Money";
import { Panel } from "../ui/Panel";
import { greeksLines } from "./greeks";

/** A float of money: whole dollars are enough where thousands are at stake. */
function Usd({ value, signed = false }: { value: number; signed?: boolean }) {
  return <span class={`num${signed && value < 0 ? " negative" : ""}`} title={String(value)}>{formatFloat(value, Math.abs(value) >= 100 ? 0 : 2)}</span>;
}

function TableSwitch({ on, turn }: { on: boolean; turn: () => void }) {
  return <button type="button" class="small" aria-pressed={on} onClick={turn}>{on ? "Chart" : "Table"}</button>;
}

export function HeatmapPanel({ heatmap }: { heatmap: HeatmapDocument }) {
  const [table, setTable] = useState(false);
  const option = useMemo(() => (width: number) => heatmapOption(heatmap, width), [heatmap]);
  const rows = heatmap.vol_moves.map((vol, index) => ({ vol, pnl: heatmap.pnl[index]! })).reverse();
  return (
    <Panel title="P&L by spot and volatility, USD" id="heatmap" at={heatmap.as_of.timestamp} wide actions={<TableSwitch on={table} turn={() => setTable(!table)} />}>
      {table ? (
        <Lines
          label="P&L by spot and volatility"
          rows={rows}
          rowKey={(row) => String(row.vol)}
          empty=""
          columns={[{ title: "vol \\ price", render: (row) => formatMove(row.vol) }, ...heatmap.price_moves.map((price, x) => ({ title: formatMove(price), end: true, render: (row: (typeof rows)[number]) => <Usd value={row.pnl[x]!} signed /> }))]}
        />
      ) : (
        <EChart label={heatmapInWords(heatmap)} height={Math.max(220, 34 * heatmap.vol_moves.length + 70)} option={option} />
      )}
    </Panel>
  );
}

export function WaterfallPanel({ explain, report, at }: { explain: ExplainDocument; report: MarginReport; at: number | undefined }) {
  const [table, setTable] = useState(false);
  const bars = useMemo(() => waterfallBars(explain.waterfall), [explain]);
  const equity = report.margin.equity === undefined ? undefined : toNumber(report.margin.equity);
  const option = useMemo(() => (width: number) => waterfallOption(bars, equity, width), [bars, equity]);
  const total = explain.waterfall.find((step) => step.name === "initial_margin")?.usd;
  return (
    <Panel title="Margin waterfall, USD" id="waterfall" at={at} actions={<TableSwitch on={table} turn={() => setTable(!table)} />}>
      {table ? (
        <Lines
          label="Margin step by step"
          rows={explain.waterfall}
          rowKey={(step) => step.name}
          empty="No steps."
          columns={[
            { title: "Step", render: (step) => words(step.name) },
            { title: "USD", end: true, render: (step) => <Usd value={step.usd} /> },
            { title: "Rule", render: (step) => <span class="rule">{step.rule}</span> },
          ]}
        />
      ) : (
        <EChart label={`Margin waterfall: ${bars.length} steps to an initial margin of ${formatFloat(total ?? 0, 0)} USD`} height={Math.max(200, 28 * bars.length + 60)} option={option} />
      )}
    </Panel>
  );
}

export function GreeksPanel({ report, explain }: { report: MarginReport; explain: ExplainDocument | undefined }) {
  const lines = useMemo(() => greeksLines(report.greeks, explain), [report, explain]);
  return (
    <Panel title="Greeks by underlying and expiry" id="greeks" at={report.margin.as_of.timestamp}>
      <Lines
        label="Greeks by underlying and expiry"
        rows={lines}
        rowKey={(line) => `${line.underlying} ${line.expiry ?? ""}`}
        empty="Nothing is held that has Greeks."
        columns={[
          { title: "Underlying", render: (line) => (line.expiry === undefined ? <strong>{line.underlying}</strong> : <span class="indent">{line.expiry}</span>) },
          { title: "Delta, coins", end: true, render: (line) => <Greek value={line.delta} /> },
          { title: "Gamma, per USD", end: true, render: (line) => <Greek value={line.gamma} /> },
          { title: "Vega, USD/pt", end: true, render: (line) => <Greek value={line.vega} /> },
          { title: "Theta, USD/day", end: true, render: (line) => <Greek value={line.theta} /> },
        ]}
      />
    </Panel>
  );
}

function Greek({ value }: { value: number | undefined }) {
  if (value === undefined) return <span class="muted" aria-hidden="true">·</span>;
  return <span class={`num${value < 0 ? " negative" : ""}`} title={String(value)}>{formatFloat(value)}</span>;
}

export function PartsPanel({ report }: { report: MarginReport }) {
  const columns = [
    { title: "Part", render: (part: PartMargin) => (part.name.includes("/") ? <a href={portfolioLink(part.name)}>{part.name}</a> : part.name) },
    { title: "Share of initial", end: true, render: (part: PartMargin) => <Money value={part.allocated} digits={0} toned /> },
    { title: "Initial, alone", end: true, render: (part: PartMargin) => <Money value={part.initial_margin} digits={0} /> },
    { title: "Maint., alone", end: true, render: (part: PartMargin) => <Money value={part.maintenance_margin} digits={0} /> },
    { title: "Equity", end: true, render: (part: PartMargin) => <Money value={part.equity} digits={0} toned /> },
  ];
  const baselines = report.baselines;
  return (
    <Panel title="Parts, netting and other systems, USD" id="parts" at={report.margin.as_of.timestamp}>
      <Lines label="By venue" rows={report.by_venue} rowKey={(part) => part.name} empty="No venue." columns={columns} />
      <Lines label="By underlying" rows={report.by_underlying} rowKey={(part) => part.name} empty="No underlying." columns={columns} />
      <dl class="facts">
        <Fact title="Standalone sum"><Money value={baselines?.standalone_sum} digits={0} /></Fact>
        <Fact title="Saved by netting"><Money value={report.netting_benefit} digits={0} /> <span class="muted">({formatShare(report.netting_benefit_share, 1)})</span></Fact>
        <Fact title="Fixed percentage would ask"><Money value={baselines?.fixed_percentage} digits={0} /></Fact>
        <Fact title="Delta-based would ask"><Money value={baselines?.delta_based} digits={0} /></Fact>
        <Fact title="Universal Risk Units"><Money value={report.risk_units?.units} digits={0} /></Fact>
        <Fact title="USD per unit"><Money value={report.risk_units?.requirement_per_unit} digits={3} /></Fact>
      </dl>
    </Panel>
  );
}

export function Fact({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Whether any of an asset is in the equity, where it is named with its place: what no market prices is not. */
const counts = (parts: NonNullable<ExplainDocument["equity_parts"]>, asset: string): boolean => parts.collateral.some((value) => value.name.split(" ")[0] === asset);

/** What is held, and what of it counts after each haircut. */
export function CollateralPanel({ account, explain, at }: { account: AccountDocument | undefined; explain: ExplainDocument | undefined; at: number | undefined }) {
  const parts = explain?.equity_parts;
  const counted = parts ? [...parts.collateral, ...(parts.unrealised_profit && parts.unrealised_profit.gross_usd !== 0 ? [parts.unrealised_profit] : [])] : [];
  return (
    <Panel title="Collateral and equity, USD" id="collateral" at={at}>
      {parts && (
        <dl class="facts">
          <Fact title="Cash"><Usd value={parts.cash_usd} signed /></Fact>
          <Fact title="Positions at mark"><Usd value={parts.mark_value_usd} signed /></Fact>
        </dl>
      )}
      {account && (
        <Lines
          label="Collateral held"
          rows={account.collateral}
          rowKey={(entry, index) => `${entry.asset} ${index}`}
          empty={`No collateral beside ${account.cash_usd} USD in cash.`}
          columns={[
            { title: "Asset", render: (entry) => <>{entry.asset}{parts && signOf(entry.amount) > 0 && !counts(parts, entry.asset) && <div class="rule">counts nothing: it has no price</div>}</> },
            { title: "Amount", end: true, render: (entry) => <Money value={entry.amount} digits={4} toned /> },
            { title: "Chain", render: (entry) => entry.chain ?? "at the venue" },
          ]}
        />
      )}
      {parts && (
        <Lines
          label="What counts"
          rows={counted}
          rowKey={(value) => value.name}
          empty="No collateral counts beside cash."
          columns={[
            { title: "Value", render: (value) => words(value === parts.unrealised_profit && value.gross_usd < 0 ? "unrealised_loss" : value.name) },
            { title: "Gross", end: true, render: (value) => <Usd value={value.gross_usd} signed /> },
            { title: "Taken off", render: (value) => value.steps.map((step) => <div class="rule" key={step.name}>{step.name}{step.haircut === undefined ? "" : ` ${(step.haircut * 100).toFixed(1)} %`}: −{formatFloat(step.taken_usd, 0)}</div>) },
            { title: "Counts", end: true, render: (value) => <Usd value={value.counted_usd} signed /> },
          ]}
        />
      )}
    </Panel>
  );
}

/** Positions with what each adds to the requirement. */
export function LotsPanel({ account, explain, at }: { account: AccountDocument | undefined; explain: ExplainDocument | undefined; at: number | undefined }) {
  const entries = new Map(account?.positions.map((position) => [position.instrument, position.average_price]));
  const lots = [...(explain?.lots ?? [])].sort((a, b) => b.initial_margin_share_usd - a.initial_margin_share_usd);
  return (
    <Panel title="Positions and their share of initial margin" id="positions" at={at} wide>
      <Lines
        label="Positions"
        rows={lots}
        rowKey={(lot) => lot.instrument}
        empty="No positions."
        columns={[
          { title: "Instrument", render: (lot) => <span class="mono">{lot.instrument}</span> },
          { title: "Size", end: true, render: (lot) => <span class={`num${lot.size < 0 ? " negative" : ""}`} title={String(lot.size)}>{formatSize(lot.size)}</span> },
          ...(account ? [{ title: "Entry", end: true, render: (lot: { instrument: string }) => <Money value={entries.get(lot.instrument)} /> }] : []),
          { title: "Value, USD", end: true, render: (lot) => <Usd value={lot.value_usd} signed /> },
          { title: "Worst scenario, USD", end: true, render: (lot) => <Usd value={lot.worst_scenario_pnl_usd} signed /> },
          { title: "Share of initial margin, USD", end: true, render: (lot) => <Usd value={lot.initial_margin_share_usd} signed /> },
        ]}
      />
    </Panel>
  );
}

const worstShown = 12;

/** Why the figure is what it is: what binds, and what comes close. */
export function ExplainPanel({ explain, at }: { explain: ExplainDocument; at: number | undefined }) {
  const binding = new Set(explain.binding_scenarios.map((item) => item.name));
  const worst = [...explain.scenarios].sort((a, b) => a.pnl_usd - b.pnl_usd).slice(0, worstShown);
  return (
    <Panel title={`Explain: the worst of ${explain.scenarios.length} scenarios`} id="explain" at={at}>
      <Lines
        label="Worst scenarios"
        rows={worst}
        rowKey={(scenario, index) => `${scenario.name} ${index}`}
        empty="No scenarios."
        columns={[
          { title: "Scenario", render: (scenario) => <span>{binding.has(scenario.name) && <strong title="binds">▶ <span class="sr">binds: </span></strong>}{scenario.name}</span> },
          { title: "Kind", render: (scenario) => scenario.kind },
          { title: "P&L, USD", end: true, render: (scenario) => <Usd value={scenario.pnl_usd} signed /> },
        ]}
      />
    </Panel>
  );
}
