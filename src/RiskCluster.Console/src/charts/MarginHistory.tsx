import { useEffect, useRef } from "preact/hooks";
import type uPlot from "uplot";
import { formatShort } from "../format/numbers";
import { formatClock } from "../format/time";
import { historyOf } from "../state/history";
import { colour, theme } from "../state/theme";

const height = 240;

/** Steps of the time axis: its labels have no parts of seconds. */
const wholeSeconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** Equity against the requirements since the page was opened; redrawn when a figure comes. */
export function MarginHistory({ portfolio, newest }: { portfolio: string; newest: number }) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const look = theme.value;

  useEffect(() => {
    let gone = false;
    const element = box.current!;
    const observer = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height }));
    void import("./uplot").then(({ UPlot }) => {
      if (gone) return;
      const axis = { stroke: colour("muted"), grid: { stroke: colour("line"), width: 1 }, ticks: { stroke: colour("line"), width: 1 }, font: "11px system-ui, sans-serif" };
      plot.current = new UPlot(
        {
          width: element.clientWidth,
          height,
          padding: [10, 12, 0, 0],
          legend: { live: true },
          cursor: { y: false },
          scales: { x: { time: true } },
          axes: [
            { ...axis, incrs: wholeSeconds, values: (_, times) => times.map((time) => formatClock(time * 1000)), space: 80 },
            { ...axis, size: 62, values: (_, values) => values.map(formatShort) },
          ],
          series: [
            { label: "time", value: (_, time) => (time === null ? "–" : formatClock(time * 1000)) },
            line("equity", "accent", []),
            line("initial margin", "warn", [8, 4]),
            line("maintenance margin", "bad", [3, 3]),
          ],
        },
        columns(portfolio),
        element,
      );
      show(plot.current, portfolio);
      element.dataset["drawn"] = "yes";
      observer.observe(element);
    });
    return () => {
      gone = true;
      observer.disconnect();
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [portfolio, look]);

  useEffect(() => {
    if (plot.current) show(plot.current, portfolio);
  }, [portfolio, newest]);

  return <div ref={box} class="chart chart-history" role="img" aria-label="Equity, initial and maintenance margin since this page was opened" />;
}

/** The newest data; the legend tells the newest figures where nobody points at others. */
function show(plot: uPlot, portfolio: string): void {
  const data = columns(portfolio);
  plot.setData(data);
  if ((plot.cursor.left ?? -1) < 0) plot.setLegend({ idx: data[0].length - 1 });
}

function line(label: string, tone: string, dash: number[]): uPlot.Series {
  return { label, stroke: colour(tone), width: 2, dash, points: { show: false }, value: (_, value) => (value === null ? "–" : formatShort(value)) };
}

function columns(portfolio: string): uPlot.AlignedData {
  const history = historyOf(portfolio);
  return [history.seconds, history.equity, history.initial, history.maintenance];
}
