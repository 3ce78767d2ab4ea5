import type { EChartsCoreOption } from "echarts/core";
import type { HeatmapDocument } from "../api/types";
import { formatMove, formatShort } from "../format/numbers";
import { colour } from "../state/theme";

/** Space that a cell's figure needs, CSS pixels. */
const labelledCell = 46;

/** P&L by move of price (columns) and of volatility (rows): losses and gains in two hues that colour-blind readers tell apart. */
export function heatmapOption(heatmap: HeatmapDocument, width: number): EChartsCoreOption {
  const cells = heatmap.pnl.flatMap((row, y) => row.map((pnl, x) => [x, y, pnl]));
  const reach = Math.max(1, ...cells.map((cell) => Math.abs(cell[2]!)));
  const left = 62;
  const labelled = (width - left - 12) / Math.max(1, heatmap.price_moves.length) >= labelledCell;
  const muted = colour("muted");
  const axis = { axisLine: { show: false }, axisTick: { show: false }, splitArea: { show: false }, nameTextStyle: { color: muted, fontSize: 11 } };
  return {
    animation: false,
    textStyle: { fontFamily: "inherit" },
    grid: { left, right: 12, top: 8, bottom: 46 },
    tooltip: {
      renderMode: "richText",
      confine: true,
      backgroundColor: colour("panel"),
      borderColor: colour("line"),
      textStyle: { color: colour("text"), fontSize: 12 },
      formatter: ({ data }: { data: number[] }) =>
        `Price ${formatMove(heatmap.price_moves[data[0]!]!)}, vol ${formatMove(heatmap.vol_moves[data[1]!]!)}\n${Math.round(data[2]!).toLocaleString("en-US").replace("-", "−")} USD`,
    },
    xAxis: { type: "category", data: heatmap.price_moves.map(formatMove), name: "price", nameLocation: "middle", nameGap: 30, axisLabel: { color: muted, fontSize: 11, hideOverlap: true }, ...axis },
    yAxis: { type: "category", data: heatmap.vol_moves.map(formatMove), name: "vol", nameLocation: "middle", nameGap: 50, axisLabel: { color: muted, fontSize: 11 }, ...axis },
    visualMap: { show: false, min: -reach, max: reach, dimension: 2, inRange: { color: [colour("heat-loss"), colour("heat-loss-2"), colour("heat-zero"), colour("heat-gain-2"), colour("heat-gain")] } },
    series: [
      {
        type: "heatmap",
        data: cells.map((cell) => ({ value: cell, label: { color: Math.abs(cell[2]!) > reach * 0.62 ? colour("heat-strong-text") : colour("heat-text") } })),
        label: { show: labelled, fontSize: 11, formatter: ({ value }: { value: number[] }) => formatShort(value[2]!) },
        itemStyle: { borderColor: colour("panel"), borderWidth: 1 },
        emphasis: { itemStyle: { borderColor: colour("text"), borderWidth: 2 } },
        tooltip: { formatter: ({ value }: { value: number[] }) => `Price ${formatMove(heatmap.price_moves[value[0]!]!)}, vol ${formatMove(heatmap.vol_moves[value[1]!]!)}\n${Math.round(value[2]!).toLocaleString("en-US").replace("-", "−")} USD` },
      },
    ],
  };
}

/** The least of all cells, in words: what the chart says to those who do not see it. */
export function heatmapInWords(heatmap: HeatmapDocument): string {
  let worst = { pnl: Infinity, price: 0, vol: 0 };
  heatmap.pnl.forEach((row, y) => row.forEach((pnl, x) => {
    if (pnl < worst.pnl) worst = { pnl, price: heatmap.price_moves[x]!, vol: heatmap.vol_moves[y]! };
  }));
  return `Profit and loss over moves of price and volatility. Worst: ${formatShort(worst.pnl)} USD at price ${formatMove(worst.price)}, volatility ${formatMove(worst.vol)}.`;
}
