import type { EChartsCoreOption } from "echarts/core";
import type { WaterfallStep } from "../api/types";
import { formatShort, words } from "../format/numbers";
import { colour } from "../state/theme";

/** A bar of the waterfall: from where to where, and what it is. */
export interface WaterfallBar {
  name: string;
  from: number;
  to: number;
  kind: "part" | "total";
}

/** As a part of the initial margin. */
const smallestPart = 0.002;

/** An equity further right than this many times the longest bar is only pointed at: the bars are what is looked at. */
const farEquity = 1.5;

/** Steps that explain the first bar rather than add to it. */
const within = new Set(["stress_loss", "value_at_risk", "expected_shortfall"]);

/** The scan first, what is charged beside it stacked on top, then the requirements as totals. Steps of nothing are left to the table. */
export function waterfallBars(steps: WaterfallStep[]): WaterfallBar[] {
  const bars: WaterfallBar[] = [];
  let running = 0;
  let hasInitial = false;
  for (const step of joinSmall(steps)) {
    if (within.has(step.name)) continue;
    if (step.name.endsWith("_margin")) {
      const factor = step.usd - running;
      // What the model's factor adds or takes, where it is not one.
      if (!hasInitial && step.name === "initial_margin" && Math.abs(factor) > Math.max(0.01, 1e-9 * Math.abs(step.usd)) && bars.length > 0) bars.push({ name: "factor", from: running, to: step.usd, kind: "part" });
      hasInitial ||= step.name === "initial_margin";
      bars.push({ name: step.name, from: 0, to: step.usd, kind: "total" });
    } else if (step.usd !== 0) {
      bars.push({ name: step.name, from: running, to: running + step.usd, kind: "part" });
      running += step.usd;
    }
  }
  return bars;
}

/** Parts too small to be seen become one: the table has them one by one. */
function joinSmall(steps: WaterfallStep[]): WaterfallStep[] {
  const least = smallestPart * (steps.find((step) => step.name === "initial_margin")?.usd ?? 0);
  const isSmall = (step: WaterfallStep): boolean => !within.has(step.name) && !step.name.endsWith("_margin") && Math.abs(step.usd) < least && step.usd !== 0;
  const small = steps.filter(isSmall);
  if (small.length < 2) return steps;
  const joined = { name: `${small.length} smaller ones`, usd: small.reduce((sum, step) => sum + step.usd, 0), rule: "" };
  const rest = steps.filter((step) => !isSmall(step));
  const total = rest.findIndex((step) => step.name.endsWith("_margin"));
  return total < 0 ? [...rest, joined] : [...rest.slice(0, total), joined, ...rest.slice(total)];
}

/** CSS pixels: what a bar's figure takes, and what is left free right of the scale. */
const figurePixels = 44;
const rightPixels = 64;

/** Horizontal bars from top to bottom with the equity as a line: where the line is left of a total, that requirement is not met. */
export function waterfallOption(bars: WaterfallBar[], equity: number | undefined, width: number): EChartsCoreOption {
  const muted = colour("muted");
  const narrow = width < 480;
  const longest = Math.max(0, ...bars.flatMap((bar) => [bar.from, bar.to]));
  const left = narrow ? 118 : 140;
  const isFar = equity !== undefined && equity > farEquity * longest && longest > 0;
  // The line of an equity beyond the scale stands clear of the longest bar's figure.
  const end = isFar ? longest / (1 - figurePixels / Math.max(3 * figurePixels, width - left - rightPixels)) : Math.max(longest, equity ?? 0);
  return {
    animation: false,
    textStyle: { fontFamily: "inherit" },
    grid: { left, right: rightPixels, top: 26, bottom: 26 },
    tooltip: {
      renderMode: "richText",
      confine: true,
      backgroundColor: colour("panel"),
      borderColor: colour("line"),
      textStyle: { color: colour("text"), fontSize: 12 },
      formatter: (item: { dataIndex: number }) => {
        const bar = bars[item.dataIndex];
        return bar ? `${words(bar.name)}: ${Math.round(bar.to - bar.from).toLocaleString("en-US").replace("-", "−")} USD` : "";
      },
    },
    xAxis: { type: "value", min: 0, max: end === 0 ? 1 : isFar ? end : end * 1.02, splitNumber: narrow ? 3 : 5, axisLabel: { color: muted, fontSize: 11, formatter: formatShort, showMaxLabel: false }, splitLine: { lineStyle: { color: colour("line") } } },
    yAxis: { type: "category", inverse: true, data: bars.map((bar) => words(bar.name)), axisLine: { lineStyle: { color: colour("line") } }, axisTick: { show: false }, axisLabel: { color: colour("text"), fontSize: 12, width: narrow ? 110 : 132, overflow: "truncate" } },
    series: [
      { type: "bar", stack: "bars", silent: true, itemStyle: { color: "transparent" }, data: bars.map((bar) => Math.min(bar.from, bar.to)) },
      {
        type: "bar",
        stack: "bars",
        barMaxWidth: 18,
        data: bars.map((bar) => ({ value: Math.abs(bar.to - bar.from), itemStyle: { color: colour(bar.kind === "total" ? "accent" : bar.to < bar.from ? "good" : "part") } })),
        label: { show: true, position: "right", color: colour("text"), fontSize: 11, formatter: ({ dataIndex }: { dataIndex: number }) => formatShort(bars[dataIndex]!.to - bars[dataIndex]!.from) },
        ...(equity === undefined ? {} : {
          markLine: {
            silent: true,
            symbol: "none",
            label: { formatter: `equity ${formatShort(equity)}${isFar ? " →" : ""}`, color: colour("text"), fontSize: 11, position: "start", distance: 4 },
            lineStyle: { color: colour("text"), type: "dashed", width: 1 },
            data: [{ xAxis: isFar ? 0.99 * end : Math.max(0, equity) }],
          },
        }),
      },
    ],
  };
}
