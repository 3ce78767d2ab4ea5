import type { ExplainDocument, Greeks } from "../api/types";
import { expiryOf, expiryOrder, underlyingOf } from "../format/instrument";

/** A line of the table of Greeks: an underlying, or one of its expiries. */
export interface GreeksLine {
  underlying: string;
  /** Undefined for the underlying as a whole. */
  expiry: string | undefined;
  delta: number;
  vega: number;
  /** Of underlyings only. */
  gamma: number | undefined;
  theta: number | undefined;
}

/** The name of what never expires. */
export const perpetual = "perpetual, spot";

/** Underlyings as the server gives them, each followed by its expiries: the lots' sizes times what one contract has. */
export function greeksLines(greeks: Greeks[], explain: ExplainDocument | undefined): GreeksLine[] {
  const units = new Map((explain?.inputs?.instruments ?? []).map((item) => [item.instrument, item]));
  const byExpiry = new Map<string, GreeksLine>();
  for (const lot of explain?.lots ?? []) {
    const unit = units.get(lot.instrument);
    if (!unit) continue;
    const underlying = underlyingOf(lot.instrument);
    const expiry = expiryOf(lot.instrument) ?? perpetual;
    const key = `${underlying} ${expiry}`;
    const line = byExpiry.get(key) ?? { underlying, expiry, delta: 0, vega: 0, gamma: undefined, theta: undefined };
    line.delta += lot.size * unit.delta_coin_per_unit;
    line.vega += (lot.size * unit.vega_usd_per_unit) / 100;
    byExpiry.set(key, line);
  }
  const expiries = [...byExpiry.values()].sort((a, b) => expiryOrder(a.expiry!) - expiryOrder(b.expiry!));
  return greeks.flatMap((total) => [
    { underlying: total.underlying, expiry: undefined, delta: total.delta, vega: total.vega, gamma: total.gamma, theta: total.theta },
    ...expiries.filter((line) => line.underlying === total.underlying),
  ]);
}
