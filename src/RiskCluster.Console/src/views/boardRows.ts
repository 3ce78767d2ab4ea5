import type { MarginSummary, PortfolioRow } from "../api/types";
import { addDecimal, compareDecimal, signOf, toNumber } from "../format/decimal";

export const shows = ["all", "below", "restricted", "untrusted", "unwinding"] as const;
export type Show = (typeof shows)[number];

export const showTitles: Record<Show, string> = {
  all: "All",
  below: "Below maintenance",
  restricted: "Below initial",
  untrusted: "Not fresh",
  unwinding: "In unwind",
};

const settledUnwinds = new Set(["none", "recovered", "aborted"]);

export const isUnwinding = (row: PortfolioRow): boolean => row.unwind_status !== undefined && !settledUnwinds.has(row.unwind_status);

function belongs(row: PortfolioRow, show: Show): boolean {
  switch (show) {
    case "below": return signOf(row.margin.maintenance_margin_excess) < 0;
    case "restricted": return signOf(row.margin.initial_margin_excess) < 0;
    case "untrusted": return row.margin.status !== "ok" || row.margin.equity === undefined;
    case "unwinding": return isUnwinding(row);
    default: return true;
  }
}

/** The rows that are asked for: every word must be in the owner's or a venue's name. */
export function filterRows(rows: PortfolioRow[], text: string, show: Show): PortfolioRow[] {
  const terms = text.toLowerCase().split(/\s+/).filter((term) => term !== "");
  return rows.filter((row) => belongs(row, show) && terms.every((term) => row.owner.toLowerCase().includes(term) || row.venues.some((venue) => venue.includes(term))));
}

/** All rows, with what has come since over what was read: the stream tells the head of the board, where it matters. */
export function overlay(read: PortfolioRow[] | undefined, live: PortfolioRow[] | undefined): PortfolioRow[] | undefined {
  if (!read || !live) return read ?? live;
  const rows = new Map(read.map((row) => [row.owner, row]));
  for (const row of live) {
    const before = rows.get(row.owner);
    if (!before || before.margin.as_of.timestamp <= row.margin.as_of.timestamp) rows.set(row.owner, row);
  }
  return [...rows.values()];
}

export interface BoardTotals {
  owners: number;
  below: number;
  restricted: number;
  untrusted: number;
  equity: string;
  initial: string;
  /** Of the figure that is oldest. */
  oldest: number | undefined;
}

export function totalsOf(rows: PortfolioRow[]): BoardTotals {
  const totals: BoardTotals = { owners: rows.length, below: 0, restricted: 0, untrusted: 0, equity: "0", initial: "0", oldest: undefined };
  for (const row of rows) {
    if (belongs(row, "below")) totals.below++;
    if (belongs(row, "restricted")) totals.restricted++;
    if (belongs(row, "untrusted")) totals.untrusted++;
    totals.equity = addDecimal(totals.equity, row.margin.equity ?? "0");
    totals.initial = addDecimal(totals.initial, row.margin.initial_margin ?? "0");
    totals.oldest = Math.min(totals.oldest ?? Infinity, row.margin.as_of.timestamp);
  }
  return totals;
}

/** Maintenance margin over equity: 1 is the line. Infinite when nothing is left. */
export function usage(margin: MarginSummary): number {
  const equity = toNumber(margin.equity);
  const needed = toNumber(margin.maintenance_margin);
  if (!Number.isFinite(equity) || !Number.isFinite(needed)) return Number.NaN;
  if (needed <= 0) return equity < 0 ? Infinity : 0;
  return equity <= 0 ? Infinity : needed / equity;
}

/** Least excess first; what has no figure comes before everything, as nobody knows how bad it is. */
export function byExcess(a: PortfolioRow, b: PortfolioRow): number {
  const left = a.margin.maintenance_margin_excess;
  const right = b.margin.maintenance_margin_excess;
  if (left === undefined || right === undefined) return (left === undefined ? 0 : 1) - (right === undefined ? 0 : 1);
  return compareDecimal(left, right);
}
