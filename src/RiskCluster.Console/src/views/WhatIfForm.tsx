import { getAll } from "../api/client";
import { formatMove } from "../format/numbers";
import { useResource } from "../state/resource";
import type { Draft, DraftFault, DraftMarket } from "./whatIfDraft";

interface WhatIfFormProps {
  portfolio: string;
  draft: Draft;
  faults: DraftFault[];
  onChange: (draft: Draft) => void;
  onPortfolio: (portfolio: string) => void;
}

const replaced = <T,>(items: T[], index: number, item: T): T[] => items.map((old, i) => (i === index ? item : old));
const without = <T,>(items: T[], index: number): T[] => items.filter((_, i) => i !== index);

export function WhatIfForm({ portfolio, draft, faults, onChange, onPortfolio }: WhatIfFormProps) {
  const underlyings = useResource("markets", (signal) => getAll<{ underlying: string }>("/v1/market-data", signal));
  const set = (change: Partial<Draft>): void => onChange({ ...draft, ...change });
  return (
    <form class="form" onSubmit={(event) => event.preventDefault()}>
      <label class="field">
        <span>Owner or venue/account</span>
        <input value={portfolio} placeholder="empty: a calculator over nothing held" onChange={(event) => onPortfolio(event.currentTarget.value.trim())} />
      </label>
      <fieldset>
        <legend>Positions</legend>
        {draft.lines.map((line, index) => (
          <div class="row" key={index}>
            <input class="mono" aria-label={`Instrument of line ${index + 1}`} placeholder="BTC-27MAR26-70000-P" value={line.instrument} onInput={(event) => set({ lines: replaced(draft.lines, index, { ...line, instrument: event.currentTarget.value }) })} />
            <input class="short num" inputMode="decimal" aria-label={`Size of line ${index + 1}`} placeholder="size, − sells" value={line.size} onInput={(event) => set({ lines: replaced(draft.lines, index, { ...line, size: event.currentTarget.value }) })} />
            <button type="button" class="small" aria-label={`Remove line ${index + 1}`} onClick={() => set({ lines: without(draft.lines, index) })}>✕</button>
          </div>
        ))}
        <button type="button" class="small" onClick={() => set({ lines: [...draft.lines, { instrument: "", size: "" }] })}>Add a line</button>
        <label class="check"><input type="checkbox" checked={!draft.addPositions} onChange={(event) => set({ addPositions: !event.currentTarget.checked })} /> these are all that is held afterwards</label>
      </fieldset>
      <fieldset>
        <legend>Cash and collateral</legend>
        <label class="field">
          <span>Cash, USD (negative withdraws)</span>
          <input class="num" inputMode="decimal" value={draft.cash} placeholder="0" onInput={(event) => set({ cash: event.currentTarget.value })} />
        </label>
        {draft.collateral.map((entry, index) => (
          <div class="row" key={index}>
            <input aria-label={`Asset ${index + 1}`} placeholder="ETH" value={entry.asset} onInput={(event) => set({ collateral: replaced(draft.collateral, index, { ...entry, asset: event.currentTarget.value }) })} />
            <input class="short num" inputMode="decimal" aria-label={`Amount of asset ${index + 1}`} placeholder="amount" value={entry.amount} onInput={(event) => set({ collateral: replaced(draft.collateral, index, { ...entry, amount: event.currentTarget.value }) })} />
            <button type="button" class="small" aria-label={`Remove asset ${index + 1}`} onClick={() => set({ collateral: without(draft.collateral, index) })}>✕</button>
          </div>
        ))}
        <button type="button" class="small" onClick={() => set({ collateral: [...draft.collateral, { asset: "", amount: "" }] })}>Add collateral</button>
      </fieldset>
      <fieldset>
        <legend>Market</legend>
        {(underlyings.data ?? []).map(({ underlying }) => {
          const market = draft.markets.find((item) => item.underlying === underlying) ?? { underlying, pricePercent: 0, volPercent: 0 };
          const put = (change: Partial<DraftMarket>): void => set({ markets: [...draft.markets.filter((item) => item.underlying !== underlying), { ...market, ...change }] });
          return (
            <div class="sliders" key={underlying}>
              <strong>{underlying}</strong>
              <Slider label={`Price of ${underlying}`} text="price" value={market.pricePercent} min={-80} max={100} put={(value) => put({ pricePercent: value })} />
              <Slider label={`Volatility of ${underlying}`} text="vol" value={market.volPercent} min={-80} max={200} put={(value) => put({ volPercent: value })} />
            </div>
          );
        })}
        {draft.markets.some((market) => market.pricePercent !== 0 || market.volPercent !== 0) && <button type="button" class="small" onClick={() => set({ markets: [] })}>Back to the present market</button>}
      </fieldset>
      {faults.length > 0 && (
        <ul class="faults" role="status">
          {faults.map((fault) => <li key={`${fault.field} ${fault.rule}`}><strong>{fault.field}</strong> {fault.rule}</li>)}
        </ul>
      )}
    </form>
  );
}

function Slider({ label, text, value, min, max, put }: { label: string; text: string; value: number; min: number; max: number; put: (value: number) => void }) {
  return (
    <label class="slider">
      <span class="muted">{text}</span>
      <input type="range" aria-label={label} aria-valuetext={formatMove(value / 100)} min={min} max={max} step={1} value={value} onInput={(event) => put(Number(event.currentTarget.value))} />
      <span class="num">{formatMove(value / 100)}</span>
    </label>
  );
}
