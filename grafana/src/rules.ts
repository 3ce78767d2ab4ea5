import { alerts } from "./alerts.js";
import { burns, errorsOf, goods, slos, windows, type Slo } from "./slos.js";

export type Yaml = string | number | { [key: string]: Yaml | undefined } | Yaml[];

/** Where a runbook is read, from the repository's root; a deployment puts the repository's address before it. */
const runbookOf = (alert: string) => `deploy/runbooks/${alert}.md`;

const annotationsOf = (alert: string, summary: string) => ({ summary, runbook_url: runbookOf(alert) });
const round = (value: number) => Number(value.toPrecision(6));
const limitOf = (slo: Slo, factor: number) => round(factor * (1 - slo.objective));

export const recordingRules: Yaml = {
  groups: [
    { name: "riskcluster-states", interval: "15s", rules: goods.map(({ record, expr }) => ({ record, expr })) },
    ...slos.map((slo) => ({
      name: `riskcluster-${slo.name}`,
      interval: "30s",
      rules: windows.map((window) => ({ record: errorsOf(slo, window), expr: slo.errors.replaceAll("$w", window) })),
    })),
  ],
};

export const alertingRules: Yaml = {
  groups: [
    {
      name: "riskcluster-slo",
      rules: slos.flatMap((slo) =>
        burns.map(({ factor, long, short, severity }) => ({
          alert: slo.alert,
          expr: `${errorsOf(slo, long)} > ${limitOf(slo, factor)} and ${errorsOf(slo, short)} > ${limitOf(slo, factor)}`,
          for: "1m",
          labels: { severity, burn: String(factor), window: long },
          annotations: annotationsOf(slo.alert, `${slo.promise} The budget of 30 days burns ${factor} times too fast.`),
        })),
      ),
    },
    {
      name: "riskcluster-states",
      rules: alerts.map((alert) => ({ alert: alert.name, expr: alert.expr, for: alert.for, labels: { severity: alert.severity }, annotations: annotationsOf(alert.name, alert.summary) })),
    },
  ],
};

const labelsOf = (slo: Slo): Record<string, string> => {
  if (slo.name.startsWith("order_")) return { job: "riskcluster" };
  return slo.name === "oracle_freshness" ? { instance: "a:8080", job: "riskcluster", underlying: "BTC" } : { instance: "a:8080", job: "riskcluster" };
};

// The recorded shares are given, so that days pass in the time of a test: good, bad for long, good for longer.
const burnTest = (slo: Slo, burn: (typeof burns)[number]) => {
  const labels = labelsOf(slo);
  const text = Object.entries(labels).map(([key, value]) => `${key}="${value}"`).join(",");
  const bad = round(limitOf(slo, burn.factor) * 1.01);
  const test = (time: string, fires: boolean) => ({
    eval_time: time,
    alertname: slo.alert,
    exp_alerts: fires
      ? [{ exp_labels: { severity: burn.severity, burn: String(burn.factor), window: burn.long, ...labels }, exp_annotations: annotationsOf(slo.alert, `${slo.promise} The budget of 30 days burns ${burn.factor} times too fast.`) }]
      : [],
  });
  return {
    name: `${slo.alert}, ${burn.long} and ${burn.short}`,
    interval: "1m",
    input_series: [burn.long, burn.short].map((window) => ({ series: `${errorsOf(slo, window)}{${text}}`, values: `0x10 ${bad}x20 0x30` })),
    alert_rule_test: [test("5m", false), test("25m", true), test("45m", false)],
  };
};

/** How the recorded shares come about: an hour in which the half is bad, from raw series. */
const recordingTest = {
  name: "shares of a window that were bad",
  interval: "15s",
  input_series: [
    { series: 'riskcluster_margin_age_seconds{job="riskcluster",instance="a:8080"}', values: "1x120 9x120" },
    { series: 'riskcluster_margin_coverage_ratio{job="riskcluster",instance="a:8080"}', values: "1x120 0.9x120" },
    { series: 'riskcluster_market_status{job="riskcluster",instance="a:8080",underlying="BTC",status="ok"}', values: "1x120 0x120" },
    { series: 'riskcluster_market_status{job="riskcluster",instance="a:8080",underlying="BTC",status="degraded"}', values: "0x240" },
    { series: 'riskcluster_market_status{job="riskcluster",instance="a:8080",underlying="BTC",status="stale"}', values: "0x120 1x120" },
    { series: 'riskcluster_liquidation_tasks_oldest_age_seconds{job="riskcluster",instance="a:8080"}', values: "0x120 90x120" },
    { series: 'riskcluster_order_check_duration_seconds_count{job="riskcluster",instance="a:8080",verdict="accepted"}', values: "0+3x240" },
    { series: 'riskcluster_order_check_duration_seconds_count{job="riskcluster",instance="a:8080",verdict="unavailable"}', values: "0+1x240" },
    { series: 'riskcluster_order_check_duration_seconds_bucket{job="riskcluster",instance="a:8080",verdict="accepted",le="0.05"}', values: "0+2x240" },
  ],
  promql_expr_test: [
    ...["margin_freshness", "coverage", "queue_age"].map((name) => ({ expr: `round(riskcluster:${name}:errors_ratio1h, 0.05)`, eval_time: "60m", exp_samples: [{ labels: '{job="riskcluster",instance="a:8080"}', value: 0.5 }] })),
    { expr: "round(riskcluster:oracle_freshness:errors_ratio1h, 0.05)", eval_time: "60m", exp_samples: [{ labels: '{job="riskcluster",instance="a:8080",underlying="BTC"}', value: 0.5 }] },
    { expr: "round(riskcluster:order_availability:errors_ratio1h, 0.05)", eval_time: "60m", exp_samples: [{ labels: '{job="riskcluster"}', value: 0.25 }] },
    { expr: "round(riskcluster:order_latency:errors_ratio1h, 0.05)", eval_time: "60m", exp_samples: [{ labels: '{job="riskcluster"}', value: 0.5 }] },
  ],
};

/** What a healthy process told once a minute, under a load of orders and prices: ages go up and down, counters of trouble stand. */
const quietSeries: [string, string][] = [
  ["up", "1x60"],
  ["riskcluster_health_ready", "1x60"],
  ['riskcluster_market_status{underlying="BTC",status="ok"}', "1x60"],
  ['riskcluster_market_status{underlying="BTC",status="degraded"}', "0x20 1x3 0x37"],
  ['riskcluster_market_status{underlying="BTC",status="stale"}', "0x60"],
  ['riskcluster_market_age_seconds{underlying="BTC"}', "0.3 0.6 1.1 0.2x57"],
  ['riskcluster_market_clock_offset_seconds{underlying="BTC"}', "0.004 0.011 0.2 0.006x57"],
  ['riskcluster_market_observations_total{outcome="taken"}', "0+200x60"],
  ['riskcluster_market_observations_total{outcome="refused"}', "0x30 2x30"],
  ["riskcluster_margin_age_seconds", "0.1 0.9 0.4 0.2x57"],
  ["riskcluster_margin_coverage_ratio", "1x60"],
  ["riskcluster_margin_owners_known", "900+1x60"],
  ["riskcluster_margin_cycle_failures_total", "0x60"],
  ["riskcluster_actor_missing", "0x60"],
  ["riskcluster_actor_poisonings_total", "0x20 2x40"],
  ['riskcluster_parameters_info{version="1",hash="aa"}', "0x60"],
  ['riskcluster_parameters_info{version="2",hash="bb"}', "1x60"],
  ['riskcluster_build_info{version="1.0.0",engine="embedded"}', "1x60"],
  ["riskcluster_process_start_time_seconds", "1000x25 2500x35"],
  ['riskcluster_journal_append_duration_seconds_bucket{le="0.01"}', "0+990x60"],
  ['riskcluster_journal_append_duration_seconds_bucket{le="0.1"}', "0+1000x60"],
  ['riskcluster_journal_append_duration_seconds_bucket{le="+Inf"}', "0+1000x60"],
  ["riskcluster_journal_commit_duration_seconds_count", "0+600x60"],
  ["riskcluster_journal_queue_length", "0 3 12 1x57"],
  ["riskcluster_journal_failures_total", "0x60"],
  ["riskcluster_journal_fenced_total", "0x60"],
  ["riskcluster_outbox_lag_seconds", "0 0.2 2 0x57"],
  ["riskcluster_unwind_shortfall_usd", "0x60"],
  ['riskcluster_unwind_open{status="running"}', "0x10 2x4 0x46"],
  ['riskcluster_unwind_open{status="stopped"}', "0x60"],
  ['riskcluster_backtest_exceedance_low_ratio{measure="initial margin"}', "0.004x60"],
  ['riskcluster_backtest_exceedance_expected_ratio{measure="initial margin"}', "0.01x60"],
];

/** The recorded shares are what they say. */
export const recordingTests: Yaml = { rule_files: ["../rules/recording.yaml"], evaluation_interval: "30s", tests: [recordingTest] };

/** Every alert fires and resolves. */
export const alertTests: Yaml = {
  rule_files: ["../rules/alerts.yaml"],
  evaluation_interval: "1m",
  tests: [
    ...slos.flatMap((slo) => burns.map((burn) => burnTest(slo, burn))),
    ...alerts.map((alert) => ({
      name: alert.name,
      interval: "1m",
      input_series: alert.test.series,
      alert_rule_test: [
        { eval_time: "5m", alertname: alert.name, exp_alerts: [] },
        { eval_time: alert.test.firesAt, alertname: alert.name, exp_alerts: [{ exp_labels: { severity: alert.severity, ...alert.test.labels }, exp_annotations: annotationsOf(alert.name, alert.summary) }] },
        { eval_time: alert.test.resolvesAt, alertname: alert.name, exp_alerts: [] },
      ],
    })),
  ],
};

/** An hour in which all is well: nothing is told. */
export const quietTests: Yaml = {
  rule_files: ["../rules/alerts.yaml"],
  evaluation_interval: "1m",
  tests: [
    {
      name: "a quiet hour",
      interval: "1m",
      input_series: [
        ...slos.flatMap((slo) => windows.map((window) => ({ series: `${errorsOf(slo, window)}{${Object.entries(labelsOf(slo)).map(([key, value]) => `${key}="${value}"`).join(",")}}`, values: "0x60" }))),
        ...quietSeries.map(([series, values]) => ({ series: series.includes("{") ? series.replace("{", '{job="riskcluster",instance="a:8080",') : `${series}{job="riskcluster",instance="a:8080"}`, values })),
      ],
      alert_rule_test: [...slos, ...alerts.map(({ name }) => ({ alert: name }))].flatMap(({ alert }) => ["10m", "35m", "60m"].map((eval_time) => ({ eval_time, alertname: alert, exp_alerts: [] }))),
    },
  ],
};
