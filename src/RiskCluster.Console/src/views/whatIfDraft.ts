import type { MarginSimulation } from "../api/types";
import { isDecimal, signOf } from "../format/decimal";

export interface DraftLine {
  instrument: string;
  size: string;
}

export interface DraftCollateral {
  asset: string;
  amount: string;
}

/** Moves in whole percent, as the sliders give them. */
export interface DraftMarket {
  underlying: string;
  pricePercent: number;
  volPercent: number;
}

/** What the reader has written so far. */
export interface Draft {
  addPositions: boolean;
  lines: DraftLine[];
  collateral: DraftCollateral[];
  cash: string;
  markets: DraftMarket[];
}

export const emptyDraft: Draft = { addPositions: true, lines: [{ instrument: "", size: "" }], collateral: [], cash: "", markets: [] };

/** A field that has to be put right, and the rule. */
export interface DraftFault {
  field: string;
  rule: string;
}

/** Percent as the decimal share that the API takes, exactly. */
export function shareOf(percent: number): string {
  const sign = percent < 0 ? "-" : "";
  const digits = String(Math.abs(Math.round(percent))).padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The request for a draft, with what keeps it from being sent. Lines without anything in them are passed over. */
export function simulationOf(portfolio: string, draft: Draft): { body: MarginSimulation; faults: DraftFault[] } {
  const faults: DraftFault[] = [];
  const lines = draft.lines.filter((line) => line.instrument.trim() !== "" || line.size.trim() !== "");
  lines.forEach((line, index) => {
    if (line.instrument.trim() === "") faults.push({ field: `line ${index + 1}`, rule: "names an instrument" });
    else if (!isDecimal(line.size)) faults.push({ field: line.instrument, rule: "has a size: a number, negative to sell" });
    else if (draft.addPositions && signOf(line.size.trim()) === 0) faults.push({ field: line.instrument, rule: "has a size other than 0" });
  });
  const collateral = draft.collateral.filter((entry) => entry.asset.trim() !== "" || entry.amount.trim() !== "");
  for (const entry of collateral) {
    if (entry.asset.trim() === "" || !isDecimal(entry.amount)) faults.push({ field: "collateral", rule: "has an asset and an amount, negative to take away" });
  }
  const cash = draft.cash.trim();
  if (cash !== "" && !isDecimal(cash)) faults.push({ field: "cash", rule: "is a number of dollars, negative to withdraw" });
  const moved = draft.markets.filter((market) => market.pricePercent !== 0 || market.volPercent !== 0);
  return {
    faults,
    body: {
      ...(portfolio === "" ? {} : portfolio.includes("/") ? { account: portfolio } : { owner: portfolio }),
      add_positions: draft.addPositions,
      simulated_position_changes: lines.map((line) => ({ instrument: line.instrument.trim(), size: line.size.trim() })),
      ...(collateral.length === 0 ? {} : { simulated_collateral_changes: collateral.map((entry) => ({ asset: entry.asset.trim(), amount: entry.amount.trim() })) }),
      cash_change: cash === "" ? "0" : cash,
      ...(moved.length === 0 ? {} : { overrides: moved.map((market) => ({ underlying: market.underlying, price_move: shareOf(market.pricePercent), vol_move: shareOf(market.volPercent) })) }),
    },
  };
}
