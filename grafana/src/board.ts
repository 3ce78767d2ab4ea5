import { DashboardBuilder, DatasourceVariableBuilder, QueryVariableBuilder, RowBuilder, VariableRefresh, type Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as SeriesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";

/** One query: its expression, and what its lines are called. */
export type Query = [expr: string, legend: string];

/** One panel. `stat` shows the present value alone; the others are lines over time. */
export interface Panel {
  title: string;
  description: string;
  unit: string;
  queries: Query[];
  stat?: boolean;
}

export interface Row {
  title: string;
  panels: Panel[];
}

export interface Board {
  uid: string;
  title: string;
  description: string;
  rows: Row[];
}

const source = { type: "prometheus", uid: "${datasource}" };
const width = 8;
const height = 8;
const selector = 'job=~"$job",instance=~"$instance"';

/** `name{labels}` for the chosen processes. */
export const of = (name: string, labels = "") => `${name}{${selector}${labels ? `,${labels}` : ""}}`;
/** Increase in a second. */
export const rate = (name: string, labels = "") => `rate(${of(name, labels)}[$__rate_interval])`;
/** What happens seldom is 0 until it has happened. */
export const orZero = (expr: string) => `(${expr}) or vector(0)`;
/** The same for each process of a cluster: 0 wherever there are silos. */
export const orZeroBySilo = (expr: string) => `(${expr}) or 0 * sum by (instance) (${of("orleans_catalog_activations")})`;
/** A quantile of a histogram over all chosen processes, by further labels. */
export const quantile = (share: number, name: string, by = "", labels = "") => `histogram_quantile(${share}, sum by (le${by ? `, ${by}` : ""}) (${rate(`${name}_bucket`, labels)}))`;

function panelOf(panel: Panel, id: number) {
  const builder = panel.stat ? new StatBuilder() : new SeriesBuilder();
  builder.id(id).title(panel.title).description(panel.description).unit(panel.unit).datasource(source).span(width).height(height);
  panel.queries.forEach(([expr, legend], index) =>
    builder.withTarget(new DataqueryBuilder().refId(String.fromCharCode("A".charCodeAt(0) + index)).expr(expr).legendFormat(legend).datasource(source)),
  );
  return builder;
}

const queryVariable = (name: string, label: string, query: string) =>
  new QueryVariableBuilder(name).label(label).datasource(source).query(query).refresh(VariableRefresh.OnTimeRangeChanged).multi(true).includeAll(true).allValue(".*").current({ text: "All", value: "$__all" });

/** The dashboard of a description. */
export function build(board: Board): Dashboard {
  const builder = new DashboardBuilder(board.title)
    .uid(board.uid)
    .description(board.description)
    .tags(["riskcluster"])
    .timezone("utc")
    .time({ from: "now-1h", to: "now" })
    .refresh("30s")
    .readonly()
    .withVariable(new DatasourceVariableBuilder("datasource").label("Data source").type("prometheus"))
    .withVariable(queryVariable("job", "Job", "label_values(riskcluster_build_info, job)"))
    .withVariable(queryVariable("instance", "Instance", 'label_values(riskcluster_build_info{job=~"$job"}, instance)'))
    .withVariable(queryVariable("underlying", "Underlying", 'label_values(riskcluster_market_age_seconds{job=~"$job"}, underlying)'));
  let id = 0;
  for (const row of board.rows) {
    builder.withRow(new RowBuilder(row.title));
    for (const panel of row.panels) builder.withPanel(panelOf(panel, ++id));
  }
  return builder.build();
}
