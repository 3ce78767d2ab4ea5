/** What is promised, and by which series it is held to it. */
export interface Slo {
  /** Of recorded series: `riskcluster:<name>:errors_ratio5m`. */
  name: string;
  /** Of the alert. */
  alert: string;
  title: string;
  /** The share that must be good. */
  objective: number;
  /** The promise in words. */
  promise: string;
  /** The share of a window that was bad; `$w` is the window. By job and instance where a process answers for itself. */
  errors: string;
}

/** Window pairs of the burn-rate alerts: a budget of 30 days burns at this multiple in both. */
export const burns = [
  { factor: 14.4, long: "1h", short: "5m", severity: "page" },
  { factor: 6, long: "6h", short: "30m", severity: "page" },
  { factor: 3, long: "1d", short: "2h", severity: "ticket" },
  { factor: 1, long: "3d", short: "6h", severity: "ticket" },
] as const;

export const windows = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"] as const;

/** States of now that the promises are counted from, once a rule interval: 1 while it is good. */
export const goods = [
  { record: "riskcluster:margin_fresh:bool", expr: "riskcluster_margin_age_seconds <= bool 5" },
  { record: "riskcluster:covered:bool", expr: "riskcluster_margin_coverage_ratio >= bool 1" },
  { record: "riskcluster:market_fresh:bool", expr: 'sum by (job, instance, underlying) (riskcluster_market_status{status=~"ok|degraded"})' },
  { record: "riskcluster:queue_prompt:bool", expr: "riskcluster_liquidation_tasks_oldest_age_seconds <= bool 60" },
];

export const slos: Slo[] = [
  { name: "margin_freshness", alert: "RiskClusterMarginFreshnessBurn", title: "Margin freshness", objective: 0.999, promise: "The oldest margin on a board is at most 5 s old, 99.9 % of the time.", errors: "1 - avg_over_time(riskcluster:margin_fresh:bool[$w])" },
  { name: "coverage", alert: "RiskClusterCoverageBurn", title: "Coverage", objective: 0.999, promise: "Every owner has a margin, 99.9 % of the time.", errors: "1 - avg_over_time(riskcluster:covered:bool[$w])" },
  { name: "oracle_freshness", alert: "RiskClusterOracleFreshnessBurn", title: "Oracle freshness", objective: 0.995, promise: "A market is neither stale nor halted, 99.5 % of the time, each underlying by itself.", errors: "1 - avg_over_time(riskcluster:market_fresh:bool[$w])" },
  { name: "order_availability", alert: "RiskClusterOrderAvailabilityBurn", title: "Pre-trade availability", objective: 0.999, promise: "99.9 % of order checks get a verdict that rests on a margin.", errors: 'sum by (job) (rate(riskcluster_order_check_duration_seconds_count{verdict="unavailable"}[$w])) / sum by (job) (rate(riskcluster_order_check_duration_seconds_count[$w]))' },
  { name: "order_latency", alert: "RiskClusterOrderLatencyBurn", title: "Pre-trade latency", objective: 0.99, promise: "99 % of order checks are answered within 50 ms.", errors: '1 - sum by (job) (rate(riskcluster_order_check_duration_seconds_bucket{le="0.05"}[$w])) / sum by (job) (rate(riskcluster_order_check_duration_seconds_count[$w]))' },
  { name: "queue_age", alert: "RiskClusterQueueAgeBurn", title: "Queue age", objective: 0.99, promise: "The oldest open liquidation task is at most 60 s old, 99 % of the time.", errors: "1 - avg_over_time(riskcluster:queue_prompt:bool[$w])" },
];

/** The recorded share of a window that was bad. */
export const errorsOf = (slo: Slo, window: string) => `riskcluster:${slo.name}:errors_ratio${window}`;
