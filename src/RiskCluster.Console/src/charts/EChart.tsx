import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { useEffect, useRef } from "preact/hooks";
import { theme } from "../state/theme";

interface EChartProps {
  /** What the chart shows, in words: the figures themselves stand in a table beside it. */
  label: string;
  height: number;
  /** Made anew for the width and the theme. */
  option: (width: number) => EChartsCoreOption;
}

/** Draws with ECharts, which is fetched when the first chart is. */
export function EChart({ label, height, option }: EChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | undefined>(undefined);
  const make = useRef(option);
  make.current = option;

  useEffect(() => {
    let gone = false;
    const element = box.current!;
    const observer = new ResizeObserver(() => {
      chart.current?.resize();
      chart.current?.setOption(make.current(element.clientWidth), true);
    });
    void import("./echarts").then(({ init }) => {
      if (gone) return;
      chart.current = init(element, undefined, { renderer: "canvas" });
      chart.current.setOption(make.current(element.clientWidth), true);
      element.dataset["drawn"] = "yes";
      observer.observe(element);
    });
    return () => {
      gone = true;
      observer.disconnect();
      chart.current?.dispose();
      chart.current = undefined;
    };
  }, []);

  const dark = theme.value;
  useEffect(() => {
    chart.current?.setOption(option(box.current!.clientWidth), true);
  }, [option, dark]);

  return <div ref={box} class="chart" role="img" aria-label={label} style={{ height: `${height}px` }} />;
}
