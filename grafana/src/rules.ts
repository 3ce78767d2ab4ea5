import { alerts } from "./alerts.js";
import { burns, errorsOf, goods, slos, windows, type Slo } from "./slos.js";

export type Yaml = string | number | { [key: string]: Yaml | undefined } | Yaml[];

/** Where a runbook is read; a deployment puts its own place of the repository there. */
const runbookOf = (alert: string) => `https://github.com/riskcluster/riskcluster/blob/main/deploy/runbooks/${alert}.md`;

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
    ...["margin_freshness", "coverage", "queue_age"].map((name) => ({ expr: `round(riskcluster:${name}:errors_ratio1h, 0.01)`, eval_time: "60m", exp_samples: [{ labels: '{job="riskcluster",instance="a:8080"}', value: 0.5 }] })),
    { expr: "round(riskcluster:oracle_freshness:errors_ratio1h, 0.01)", eval_time: "60m", exp_samples: [{ labels: '{job="riskcluster",instance="a:8080",underlying="BTC"}', value: 0.5 }] },
    { expr: "round(riskcluster:order_availability:errors_ratio1h, 0.01)", eval_time: "60m", exp_samples: [{ labels: '{job="riskcluster"}', value: 0.25 }] },
    { expr: "round(riskcluster:order_latency:errors_ratio1h, 0.01)", eval_time: "60m", exp_samples: [{ labels: '{job="riskcluster"}', value: 0.5 }] },
  ],
};

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
