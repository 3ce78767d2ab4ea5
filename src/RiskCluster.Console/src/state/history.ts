import { toNumber } from "../format/decimal";
import type { MarginSummary } from "../api/types";

/** Equity and requirements over time, as seen by this page since it was opened; columns as uPlot takes them. */
export interface History {
  seconds: number[];
  equity: (number | null)[];
  initial: (number | null)[];
  maintenance: (number | null)[];
}

const longest = 7_200;
const mostPortfolios = 50;
const histories = new Map<string, History>();

export function historyOf(portfolio: string): History {
  let history = histories.get(portfolio);
  if (!history) {
    const oldest = histories.size >= mostPortfolios ? histories.keys().next().value : undefined;
    if (oldest !== undefined) histories.delete(oldest);
    histories.set(portfolio, (history = { seconds: [], equity: [], initial: [], maintenance: [] }));
  }
  return history;
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Adds a figure when it is newer than the last; true when it did. */
export function record(summary: MarginSummary): boolean {
  const history = historyOf(summary.portfolio);
  const seconds = summary.as_of.timestamp / 1000;
  if (seconds <= (history.seconds.at(-1) ?? 0)) return false;
  history.seconds.push(seconds);
  history.equity.push(orNull(toNumber(summary.equity)));
  history.initial.push(orNull(toNumber(summary.initial_margin)));
  history.maintenance.push(orNull(toNumber(summary.maintenance_margin)));
  if (history.seconds.length > longest) for (const column of [history.seconds, history.equity, history.initial, history.maintenance]) column.shift();
  return true;
}

/** Forgets everything: the next caller must not see it. */
export const forgetHistories = (): void => histories.clear();
