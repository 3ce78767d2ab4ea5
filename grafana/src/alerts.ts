/** Series of a rule's unit test, as `promtool` writes them, and when the alert must be there and gone. */
export interface AlertTest {
  series: { series: string; values: string }[];
  /** Labels of what fires, beside `alertname` and `severity`. */
  labels: Record<string, string>;
  firesAt: string;
  resolvesAt: string;
}

export interface Alert {
  name: string;
  expr: string;
  for: string;
  severity: "page" | "ticket";
  summary: string;
  test: AlertTest;
}

const at = 'job="riskcluster",instance="a:8080"';
const here = { job: "riskcluster", instance: "a:8080" };
/** Good for 10 minutes, bad for 30, good again. */
const badSpell = (name: string, good: number, bad: number, labels = at) => ({ series: `${name}{${labels}}`, values: `${good}x10 ${bad}x30 ${good}x40` });
/** Rises by so much a minute while it is bad. */
const surge = (name: string, step: number, labels = at) => ({ series: `${name}{${labels}}`, values: `0+0x10 0+${step}x30 ${30 * step}+0x40` });
const spell = (series: AlertTest["series"], labels: Record<string, string> = here): AlertTest => ({ series, labels, firesAt: "35m", resolvesAt: "75m" });

export const alerts: Alert[] = [
  { name: "RiskClusterDown", expr: 'up{job=~"riskcluster.*"} == 0', for: "1m", severity: "page", summary: "A process does not answer the scrape.", test: spell([badSpell("up", 1, 0)]) },
  { name: "RiskClusterNotReady", expr: "riskcluster_health_ready == 0", for: "2m", severity: "page", summary: "A process runs and takes no requests.", test: spell([badSpell("riskcluster_health_ready", 1, 0)]) },
  {
    name: "RiskClusterMarketStale", expr: 'riskcluster_market_status{status="stale"} == 1', for: "1m", severity: "page", summary: "A market has no fresh price: no new risk and no liquidation on it.",
    test: spell([badSpell("riskcluster_market_status", 0, 1, `${at},underlying="BTC",status="stale"`)], { ...here, underlying: "BTC", status: "stale" }),
  },
  {
    name: "RiskClusterMarketSourcesFew", expr: 'riskcluster_market_status{status="degraded"} == 1', for: "10m", severity: "ticket", summary: "A market rests on fewer or less sure sources than wanted.",
    test: spell([badSpell("riskcluster_market_status", 0, 1, `${at},underlying="BTC",status="degraded"`)], { ...here, underlying: "BTC", status: "degraded" }),
  },
  {
    name: "RiskClusterNoTicksButReady",
    expr: 'riskcluster_health_ready == 1 and on (job, instance) sum by (job, instance) (rate(riskcluster_market_observations_total{outcome="taken"}[5m])) == 0 and on (job, instance) count by (job, instance) (riskcluster_market_age_seconds) > 0 unless on () sum(rate(riskcluster_market_observations_total{outcome="taken"}[5m])) > 0',
    for: "5m", severity: "page", summary: "Processes say that they are ready, and no market data comes in at any of them.",
    test: spell([
      { series: `riskcluster_health_ready{${at}}`, values: "1x80" },
      { series: `riskcluster_market_age_seconds{${at},underlying="BTC"}`, values: "1x80" },
      { series: `riskcluster_market_observations_total{${at},outcome="taken"}`, values: "0+60x10 600+0x30 600+60x40" },
    ]),
  },
  {
    name: "RiskClusterMarginOnStaleInput", expr: "max by (job, instance) (riskcluster_market_age_seconds) > 30 and on (job, instance) riskcluster_margin_age_seconds < 5 and on (job, instance) riskcluster_margin_owners_known > 0",
    for: "2m", severity: "page", summary: "Margins are made on time, and of prices that are not of now.",
    test: spell([badSpell("riskcluster_market_age_seconds", 1, 90, `${at},underlying="BTC"`), { series: `riskcluster_margin_age_seconds{${at}}`, values: "1x80" }, { series: `riskcluster_margin_owners_known{${at}}`, values: "7x80" }]),
  },
  { name: "RiskClusterCoverageBelowOne", expr: "riskcluster_margin_coverage_ratio < 1", for: "1m", severity: "page", summary: "An owner has no margin.", test: spell([badSpell("riskcluster_margin_coverage_ratio", 1, 0.5)]) },
  { name: "RiskClusterActorsMissing", expr: "riskcluster_actor_missing > 0", for: "1m", severity: "page", summary: "Actors could not be read back from the journal at the start.", test: spell([badSpell("riskcluster_actor_missing", 0, 2)]) },
  { name: "RiskClusterCyclesFail", expr: "rate(riskcluster_margin_cycle_failures_total[5m]) > 0", for: "1m", severity: "page", summary: "Margin cycles end with an exception.", test: spell([surge("riskcluster_margin_cycle_failures_total", 3)]) },
  {
    name: "RiskClusterParametersDisagree", expr: "count by (job) (count by (job, hash) (riskcluster_parameters_info == 1)) > 1", for: "2m", severity: "page", summary: "Processes margin by different parameters.",
    test: spell([{ series: `riskcluster_parameters_info{${at},hash="aa",version="1"}`, values: "1x80" }, { series: 'riskcluster_parameters_info{job="riskcluster",instance="b:8080",hash="bb",version="2"}', values: "0x10 1x30 0x40" }], { job: "riskcluster" }),
  },
  {
    name: "RiskClusterVersionsDiffer", expr: "count by (job) (count by (job, version) (riskcluster_build_info)) > 1", for: "30m", severity: "ticket", summary: "Processes run different versions for longer than an upgrade takes.",
    test: { series: [{ series: `riskcluster_build_info{${at},version="1.0.0"}`, values: "1x90" }, { series: 'riskcluster_build_info{job="riskcluster",instance="b:8080",version="1.1.0"}', values: "_x10 1x40 _x40" }], labels: { job: "riskcluster" }, firesAt: "45m", resolvesAt: "80m" },
  },
  {
    name: "RiskClusterClockOffset", expr: "riskcluster_market_clock_offset_seconds < -1 or riskcluster_market_clock_offset_seconds > 5", for: "5m", severity: "ticket", summary: "This machine's clock and the sources' are apart.",
    test: spell([badSpell("riskcluster_market_clock_offset_seconds", 0.1, -3, `${at},underlying="BTC"`)], { ...here, underlying: "BTC" }),
  },
  {
    name: "RiskClusterRestartFlapping", expr: "changes(riskcluster_process_start_time_seconds[30m]) >= 3", for: "0m", severity: "page", summary: "A process starts again and again.",
    test: spell([{ series: `riskcluster_process_start_time_seconds{${at}}`, values: "1000x20 2000x4 3000x4 4000x50" }]),
  },
  {
    name: "RiskClusterExceedancesAboveBound", expr: "riskcluster_backtest_exceedance_low_ratio > riskcluster_backtest_exceedance_expected_ratio", for: "0m", severity: "ticket", summary: "Losses exceed a margin more often than chance allows, by the last backtest.",
    test: spell([badSpell("riskcluster_backtest_exceedance_low_ratio", 0.001, 0.02, `${at},measure="initial margin"`), { series: `riskcluster_backtest_exceedance_expected_ratio{${at},measure="initial margin"}`, values: "0.01x80" }], { ...here, measure: "initial margin" }),
  },
  {
    name: "RiskClusterJournalSlow", expr: "histogram_quantile(0.99, sum by (job, instance, le) (rate(riskcluster_journal_append_duration_seconds_bucket[5m]))) > 0.5", for: "2m", severity: "page", summary: "The slowest hundredth of what is written takes more than half a second to be durable.",
    test: spell([
      { series: `riskcluster_journal_append_duration_seconds_bucket{${at},le="0.01"}`, values: "0+100x10 1000+0x30 1000+100x40" },
      { series: `riskcluster_journal_append_duration_seconds_bucket{${at},le="1"}`, values: "0+100x80" },
      { series: `riskcluster_journal_append_duration_seconds_bucket{${at},le="+Inf"}`, values: "0+100x80" },
    ]),
  },
  { name: "RiskClusterJournalFails", expr: "rate(riskcluster_journal_failures_total[5m]) > 0", for: "1m", severity: "page", summary: "Commits fail.", test: spell([surge("riskcluster_journal_failures_total", 3)]) },
  {
    name: "RiskClusterJournalStalled", expr: "riskcluster_journal_queue_length > 0 and on (job, instance) rate(riskcluster_journal_commit_duration_seconds_count[2m]) == 0", for: "1m", severity: "page", summary: "Writes wait and none becomes durable.",
    test: spell([badSpell("riskcluster_journal_queue_length", 0, 5), { series: `riskcluster_journal_commit_duration_seconds_count{${at}}`, values: "0+60x10 600+0x30 600+60x40" }]),
  },
  { name: "RiskClusterFenced", expr: "rate(riskcluster_journal_fenced_total[15m]) > 0.1", for: "5m", severity: "ticket", summary: "Processes go on taking streams away from each other.", test: spell([surge("riskcluster_journal_fenced_total", 30)]) },
  { name: "RiskClusterPoisonings", expr: "rate(riskcluster_actor_poisonings_total[15m]) > 0.05", for: "5m", severity: "ticket", summary: "Actors give up their memory again and again.", test: spell([surge("riskcluster_actor_poisonings_total", 30)]) },
  { name: "RiskClusterOutboxLag", expr: "riskcluster_outbox_lag_seconds > 60", for: "5m", severity: "ticket", summary: "An effect has waited for its target for more than a minute.", test: spell([badSpell("riskcluster_outbox_lag_seconds", 0, 300)]) },
  { name: "RiskClusterShortfall", expr: "riskcluster_unwind_shortfall_usd > 0", for: "1m", severity: "page", summary: "A loss is not covered by any stage of the waterfall yet.", test: spell([badSpell("riskcluster_unwind_shortfall_usd", 0, 5000)]) },
  {
    name: "RiskClusterUnwindStopped", expr: 'riskcluster_unwind_open{status="stopped"} > 0', for: "2m", severity: "page", summary: "An unwind has stopped: people decide.",
    test: spell([badSpell("riskcluster_unwind_open", 0, 1, `${at},status="stopped"`)], { ...here, status: "stopped" }),
  },
];
