import { of, orZero, orZeroBySilo, quantile, rate, type Board, type Panel } from "./board.js";
import { errorsOf, slos } from "./slos.js";

const events = (kind: string, event: string) => orZero(`sum(${rate("riskcluster_actor_events_total", `kind="${kind}",event="${event}"`)})`);
const perSecond = "ops";

const sloPanels: Panel[] = slos.map((slo) => ({
  title: `${slo.title}: budget burnt`,
  description: `${slo.promise} How many times faster than allowed the budget of 30 days burns; 1 uses it up exactly. No order, no error.`,
  unit: "none",
  queries: (["5m", "1h", "6h"] as const).map((window): [string, string] => [`(max(${errorsOf(slo, window)} >= 0) or vector(0)) / ${Number((1 - slo.objective).toPrecision(6))}`, window]),
}));

const overview: Board = {
  uid: "riskcluster-overview",
  title: "RiskCluster / Overview and SLOs",
  description: "Whether the promises are kept, and the first look at what is not.",
  rows: [
    {
      title: "Now",
      panels: [
        { title: "Processes ready", description: "Processes that say that they take requests, and those that are scraped.", unit: "none", stat: true, queries: [[`sum(${of("riskcluster_health_ready")})`, "ready"], [`count(${of("riskcluster_build_info")})`, "all"]] },
        { title: "Conditions of being ready", description: "1 while journal, market and coverage hold; of the worst process.", unit: "none", queries: [[`min by (condition) (${of("riskcluster_health_condition")})`, "{{condition}}"]] },
        { title: "Coverage", description: "Owners margined over owners known; anything below 1 is an alert.", unit: "percentunit", stat: true, queries: [[`min(${of("riskcluster_margin_coverage_ratio")})`, "coverage"]] },
        { title: "Age of the oldest margin", description: "How long ago the oldest margin on a board was true.", unit: "s", queries: [[`max by (instance) (${of("riskcluster_margin_age_seconds")})`, "{{instance}}"]] },
        { title: "Age of markets", description: "How long ago a quorum of sources saw each market.", unit: "s", queries: [[`max by (underlying) (${of("riskcluster_market_age_seconds", 'underlying=~"$underlying"')})`, "{{underlying}}"]] },
        { title: "Open liquidations", description: "Tasks that keepers can still trade, and unwinds that go on.", unit: "none", queries: [[`sum(${of("riskcluster_liquidation_tasks_open")})`, "tasks"], [`sum(${of("riskcluster_unwind_open")})`, "unwinds"]] },
      ],
    },
    { title: "Budgets", panels: sloPanels },
  ],
};

const margin: Board = {
  uid: "riskcluster-margin",
  title: "RiskCluster / Margin engine",
  description: "Margin cycles: how long, how many, whom they margin and what they find.",
  rows: [
    {
      title: "Cycles",
      panels: [
        { title: "Duration of a cycle", description: "From taking over what came in to the last margin and crossing.", unit: "s", queries: [[quantile(0.5, "riskcluster_margin_cycle_duration_seconds"), "p50"], [quantile(0.99, "riskcluster_margin_cycle_duration_seconds"), "p99"]] },
        { title: "Cycles", description: "Cycles a second; one at least for every tick and every change of an account.", unit: perSecond, queries: [[`sum by (instance) (${rate("riskcluster_margin_cycle_duration_seconds_count")})`, "{{instance}}"]] },
        { title: "Failed cycles", description: "Cycles that ended with an exception; the next begins anew.", unit: perSecond, queries: [[orZero(`sum(${rate("riskcluster_margin_cycle_failures_total")})`), "failed"]] },
      ],
    },
    {
      title: "Owners",
      panels: [
        { title: "Owners by state", description: "Where the equity of those who have a margin stands against their requirements.", unit: "none", queries: [[`sum by (state) (${of("riskcluster_margin_owners")})`, "{{state}}"]] },
        { title: "Owners known and without a margin", description: "All owners on the boards, and those whom no cycle could margin.", unit: "none", queries: [[`sum(${of("riskcluster_margin_owners_known")})`, "known"], [`sum(${of("riskcluster_margin_owners_known")}) - sum(${of("riskcluster_margin_owners")})`, "without a margin"]] },
        { title: "Coverage", description: "Owners margined over owners known, by process.", unit: "percentunit", queries: [[`min by (instance) (${of("riskcluster_margin_coverage_ratio")})`, "{{instance}}"]] },
        { title: "Crossings", description: "Owners reported because their state is not the one last told.", unit: perSecond, queries: [[`sum(${rate("riskcluster_margin_crossings_total")})`, "crossings"]] },
        { title: "Confirmed in double", description: "Portfolios near enough to a line to be computed again in double.", unit: perSecond, queries: [[`sum(${rate("riskcluster_margin_confirmed_total")})`, "confirmed"]] },
        { title: "Parameters in force", description: "Version of the parameters that each process margins by, and their hash.", unit: "none", queries: [[`max by (instance, version, hash) (${of("riskcluster_parameters_info")} == 1)`, "{{instance}}: {{version}} {{hash}}"]] },
      ],
    },
  ],
};

const market = 'underlying=~"$underlying"';
const oracle: Board = {
  uid: "riskcluster-oracle",
  title: "RiskCluster / Oracle and market data",
  description: "What sources say, how well they agree and how old it is.",
  rows: [
    {
      title: "Markets",
      panels: [
        { title: "Age", description: "How long ago a quorum of sources saw the market.", unit: "s", queries: [[`max by (underlying) (${of("riskcluster_market_age_seconds", market)})`, "{{underlying}}"]] },
        { title: "Status", description: "Which status each market has.", unit: "none", queries: [[`max by (underlying, status) (${of("riskcluster_market_status", market)} == 1)`, "{{underlying}} {{status}}"]] },
        { title: "Sources that count", description: "Sources whose price is in the market's; none when it is stale.", unit: "none", queries: [[`min by (underlying) (${of("riskcluster_market_sources", market)})`, "{{underlying}}"]] },
        { title: "Deviation", description: "The farthest source that counts from the price agreed on, as a share of it.", unit: "percentunit", queries: [[`max by (underlying) (${of("riskcluster_market_deviation_ratio", market)})`, "{{underlying}}"]] },
        { title: "Clock offset", description: "Own clock less the publish time of the newest observation; below 0 the source's clock is ahead.", unit: "s", queries: [[`max by (underlying) (${of("riskcluster_market_clock_offset_seconds", market)})`, "{{underlying}}"]] },
      ],
    },
    {
      title: "Observations",
      panels: [
        { title: "Observations taken", description: "Observations that sources sent to the API and that were taken.", unit: perSecond, queries: [[`sum by (instance) (${rate("riskcluster_market_observations_total", 'outcome="taken"')})`, "{{instance}}"]] },
        { title: "Observations refused", description: "By reason: stale, too far off, out of order.", unit: perSecond, queries: [[orZero(`sum by (reason) (${rate("riskcluster_market_observations_total", 'outcome="refused"')})`), "{{reason}}"]] },
        { title: "Snapshots", description: "Prices that sources agreed on.", unit: perSecond, queries: [[events("MarketData", "SnapshotPublished"), "published"]] },
        { title: "Breakers, halts and suspensions", description: "Circuit breakers that tripped, markets that people halted, sources that deviated too often.", unit: perSecond, queries: [[events("MarketData", "BreakerTripped"), "breakers"], [events("MarketData", "Halted"), "halts"], [events("MarketData", "SourceSuspended"), "suspensions"]] },
      ],
    },
  ],
};

const liquidation: Board = {
  uid: "riskcluster-liquidation",
  title: "RiskCluster / Liquidation queue",
  description: "Tasks, claims and fills; unwinds over venues and what they leave uncovered.",
  rows: [
    {
      title: "Queues",
      panels: [
        { title: "Open tasks", description: "Tasks in which something can still be traded.", unit: "none", queries: [[`sum(${of("riskcluster_liquidation_tasks_open")})`, "open"]] },
        { title: "Oldest task", description: "Age of the oldest open task; 0 when there is none.", unit: "s", queries: [[`max(${of("riskcluster_liquidation_tasks_oldest_age_seconds")})`, "oldest"]] },
        { title: "Tasks in and out", description: "Tasks that came, and those that ended.", unit: perSecond, queries: [[events("LiquidationQueue", "TaskEnqueued"), "enqueued"], [events("LiquidationQueue", "TaskEnded"), "ended"]] },
        { title: "Claims and fills", description: "What keepers claimed and traded.", unit: perSecond, queries: [[events("LiquidationQueue", "TaskClaimed"), "claims"], [events("LiquidationQueue", "FillTaken"), "fills"]] },
        { title: "Claims that ended", description: "Claims given back, overtaken or expired; each brings its task back to all keepers.", unit: perSecond, queries: [[events("LiquidationQueue", "ClaimEnded"), "ended"]] },
        { title: "Halts", description: "Queues that people have stopped.", unit: perSecond, queries: [[events("LiquidationQueue", "QueueHalted"), "halted"], [events("LiquidationQueue", "QueueResumed"), "resumed"]] },
      ],
    },
    {
      title: "Unwinds",
      panels: [
        { title: "Unwinds by status", description: "Unwinds that go on; stopped ones wait for people.", unit: "none", queries: [[`sum by (status) (${of("riskcluster_unwind_open")})`, "{{status}}"]] },
        { title: "Begun and ended", description: "Unwinds that began and that ended, recovered or not.", unit: perSecond, queries: [[events("Unwind", "UnwindStarted"), "begun"], [events("Unwind", "UnwindEnded"), "ended"]] },
        { title: "Shortfall", description: "What no stage of the waterfall has covered yet.", unit: "currencyUSD", queries: [[`sum(${of("riskcluster_unwind_shortfall_usd")})`, "open"]] },
      ],
    },
  ],
};

const risk: Board = {
  uid: "riskcluster-risk",
  title: "RiskCluster / Risk",
  description: "How owners stand, how the model does against history, and what governance changes.",
  rows: [
    {
      title: "Owners",
      panels: [
        { title: "Owners in trouble", description: "Owners below a line, by which.", unit: "none", queries: [[`sum by (state) (${of("riskcluster_margin_owners", 'state!="healthy"')})`, "{{state}}"]] },
        { title: "Share of owners in trouble", description: "Owners below initial margin over all that have a margin.", unit: "percentunit", queries: [[`sum(${of("riskcluster_margin_owners", 'state!="healthy"')}) / clamp_min(sum(${of("riskcluster_margin_owners")}), 1)`, "in trouble"]] },
        { title: "Margin on stale input", description: "Age of the oldest market where margins are younger: what margins rest on.", unit: "s", queries: [[`max by (instance) (${of("riskcluster_market_age_seconds")}) - on (instance) max by (instance) (${of("riskcluster_margin_age_seconds")})`, "{{instance}}"]] },
      ],
    },
    {
      title: "Model",
      panels: [
        { title: "Exceedances against chance", description: "Of the last backtest of the model in force, by measure: the lower binomial bound of the share of days that exceeded it, less the share that should; above 0 is an alert. 0 before the first backtest.", unit: "percentunit", queries: [[`(max by (measure) (${of("riskcluster_backtest_exceedance_low_ratio")}) - on (measure) max by (measure) (${of("riskcluster_backtest_exceedance_expected_ratio")})) or vector(0)`, "{{measure}}"]] },
        { title: "Parameters in force", description: "How many different parameters processes margin by; more than 1 is an alert.", unit: "none", stat: true, queries: [[`count(count by (hash) (${of("riskcluster_parameters_info")} == 1))`, "hashes"]] },
        { title: "Governance", description: "Proposals, approvals and activations of parameters.", unit: perSecond, queries: [[events("RiskParameters", "Proposed"), "proposed"], [events("RiskParameters", "ApprovalGiven"), "approved"], [events("RiskParameters", "Activated"), "activated"]] },
        { title: "Reservations", description: "Margin taken by orders, and orders whose time was over.", unit: perSecond, queries: [[events("Account", "ReservationMade"), "made"], [events("Account", "ReservationsExpired"), "expired"]] },
      ],
    },
  ],
};

const api: Board = {
  uid: "riskcluster-api",
  title: "RiskCluster / API",
  description: "Requests, order checks, quotas, credentials and streams.",
  rows: [
    {
      title: "Requests",
      panels: [
        { title: "Requests by route", description: "Requests a second by template of the route.", unit: "reqps", queries: [[`sum by (http_route) (${rate("http_server_request_duration_seconds_count")})`, "{{http_route}}"]] },
        { title: "Requests by code", description: "Requests a second by status.", unit: "reqps", queries: [[`sum by (http_response_status_code) (${rate("http_server_request_duration_seconds_count")})`, "{{http_response_status_code}}"]] },
        { title: "Latency by route", description: "The slowest hundredth of each route.", unit: "s", queries: [[quantile(0.99, "http_server_request_duration_seconds", "http_route"), "{{http_route}}"]] },
        { title: "Server errors", description: "Share of requests that were answered with 5xx.", unit: "percentunit", queries: [[`(sum(${rate("http_server_request_duration_seconds_count", 'http_response_status_code=~"5.."')}) or vector(0)) / sum(${rate("http_server_request_duration_seconds_count")})`, "5xx"]] },
      ],
    },
    {
      title: "Before an order",
      panels: [
        { title: "Latency of order checks", description: "From an order's question to its verdict.", unit: "s", queries: [[quantile(0.5, "riskcluster_order_check_duration_seconds"), "p50"], [quantile(0.99, "riskcluster_order_check_duration_seconds"), "p99"]] },
        { title: "Verdicts", description: "Accepted, refused, and those where no margin could tell.", unit: perSecond, queries: [[`sum by (verdict) (${rate("riskcluster_order_check_duration_seconds_count")})`, "{{verdict}}"]] },
        { title: "Refusals by reason", description: "Why orders were told no.", unit: perSecond, queries: [[orZero(`sum by (reason) (${rate("riskcluster_order_refusals_total")})`), "{{reason}}"]] },
      ],
    },
    {
      title: "Callers",
      panels: [
        { title: "Over the quota", description: "Requests refused for a quota, a key's or an address's.", unit: "reqps", queries: [[orZero(`sum by (bucket) (${rate("riskcluster_api_quota_refusals_total")})`), "{{bucket}}"]] },
        { title: "Credentials refused", description: "By reason; a wave of wrong signatures is somebody trying.", unit: "reqps", queries: [[orZero(`sum by (reason) (${rate("riskcluster_api_auth_failures_total")})`), "{{reason}}"]] },
        { title: "Questions that wait", description: "Questions that take processor time and wait for their turn, and those refused because too many did.", unit: "none", queries: [[`sum(${of("riskcluster_read_lane_waiting")})`, "waiting"], [orZero(`sum(${rate("riskcluster_read_lane_refusals_total")})`), "refused a second"]] },
        { title: "Subscribers", description: "Who hears streams.", unit: "none", queries: [[`sum by (instance) (${of("riskcluster_stream_subscribers")})`, "{{instance}}"]] },
        { title: "Subscribers dropped", description: "By reason; slow ones are disconnected rather than waited for.", unit: perSecond, queries: [[orZero(`sum by (reason) (${rate("riskcluster_stream_drops_total")})`), "{{reason}}"]] },
      ],
    },
  ],
};

const clusterOnly = " Of the cluster engine: an embedded process has no such series, and the panel is empty there.";
const cluster: Board = {
  uid: "riskcluster-cluster",
  title: "RiskCluster / Cluster",
  description: "Processes and their actors; below, what Orleans tells of its silos where the engine is the cluster's.",
  rows: [
    {
      title: "Processes",
      panels: [
        { title: "Versions", description: "What each process runs.", unit: "none", queries: [[`max by (instance, version, engine) (${of("riskcluster_build_info")})`, "{{instance}}: {{version}} {{engine}}"]] },
        { title: "Uptime", description: "How long each process runs; a fall to 0 is a restart.", unit: "s", queries: [[`time() - max by (instance) (${of("riskcluster_process_start_time_seconds")})`, "{{instance}}"]] },
        { title: "Actors in memory", description: "Actors that are active, by process.", unit: "none", queries: [[`sum by (instance) (${of("riskcluster_actor_active")})`, "{{instance}}"]] },
        { title: "Turns", description: "Messages answered, by kind of actor.", unit: perSecond, queries: [[`sum by (kind) (${rate("riskcluster_actor_turns_total")})`, "{{kind}}"]] },
        { title: "Actors come and gone", description: "Activations, and actors put to rest or whose memory was given up.", unit: perSecond, queries: [[`sum(${rate("riskcluster_actor_activations_total")})`, "activations"], [orZero(`sum(${rate("riskcluster_actor_passivations_total")})`), "passivations"], [orZero(`sum(${rate("riskcluster_actor_poisonings_total")})`), "poisonings"]] },
        { title: "Mailboxes", description: "Messages that wait, and those refused because a mailbox was full.", unit: "none", queries: [[`sum(${of("riskcluster_actor_mailbox_depth")})`, "waiting"], [orZero(`sum(${rate("riskcluster_actor_overflows_total")})`), "refused a second"]] },
        { title: "Outbox", description: "How long the effect has waited that has waited longest, by process.", unit: "s", queries: [[`max by (instance) (${of("riskcluster_outbox_lag_seconds")})`, "{{instance}}"]] },
        { title: "Effects", description: "Effects that wait in memory, and those that had to be told again.", unit: "none", queries: [[`sum(${of("riskcluster_outbox_held")})`, "waiting"], [orZero(`sum(${rate("riskcluster_outbox_redeliveries_total")})`), "told again a second"]] },
        { title: "Actors missing", description: "Actors that the journal should have brought back and could not.", unit: "none", queries: [[`sum by (instance) (${of("riskcluster_actor_missing")})`, "{{instance}}"]] },
      ],
    },
    {
      title: "Silos",
      panels: [
        { title: "Grain activations", description: `Grains in memory.${clusterOnly}`, unit: "none", queries: [[`sum by (instance) (${of("orleans_catalog_activations")})`, "{{instance}}"]] },
        { title: "Pings missed", description: `Pings between silos without a reply; the first sign that one is lost.${clusterOnly}`, unit: perSecond, queries: [[orZeroBySilo(`sum by (instance) (${rate("orleans_messaging_pings_reply_missed_total")})`), "{{instance}}"]] },
        { title: "Messages that failed", description: `Messages between silos that could not be sent.${clusterOnly}`, unit: perSecond, queries: [[orZeroBySilo(`sum by (instance) (${rate("orleans_messaging_sent_failed_total")})`), "{{instance}}"]] },
        { title: "Requests timed out", description: `Calls of grains without an answer in time.${clusterOnly}`, unit: perSecond, queries: [[orZeroBySilo(`sum by (instance) (${rate("orleans_app_requests_timedout_total")})`), "{{instance}}"]] },
        { title: "Long turns", description: `Turns of grains that took too long.${clusterOnly}`, unit: perSecond, queries: [[orZeroBySilo(`sum by (instance) (${rate("orleans_scheduler_long_running_turns_total")})`), "{{instance}}"]] },
      ],
    },
  ],
};

const runtime: Board = {
  uid: "riskcluster-runtime",
  title: "RiskCluster / Runtime and database",
  description: "The journal and its database, and the .NET runtime under it all.",
  rows: [
    {
      title: "Journal",
      panels: [
        { title: "Append latency", description: "From an append's coming to what became of it.", unit: "s", queries: [[quantile(0.5, "riskcluster_journal_append_duration_seconds"), "p50"], [quantile(0.99, "riskcluster_journal_append_duration_seconds"), "p99"]] },
        { title: "Commit latency", description: "One transaction of the database.", unit: "s", queries: [[quantile(0.5, "riskcluster_journal_commit_duration_seconds"), "p50"], [quantile(0.99, "riskcluster_journal_commit_duration_seconds"), "p99"]] },
        { title: "Commits and writes", description: "Transactions, and the writes in them.", unit: perSecond, queries: [[`sum(${rate("riskcluster_journal_commit_duration_seconds_count")})`, "commits"], [`sum(${rate("riskcluster_journal_batch_size_sum")})`, "writes"]] },
        { title: "Writes a commit", description: "How many writes share a transaction.", unit: "none", queries: [[quantile(0.5, "riskcluster_journal_batch_size"), "p50"], [quantile(0.99, "riskcluster_journal_batch_size"), "p99"]] },
        { title: "Queue", description: "Writes that wait for a commit.", unit: "none", queries: [[`max by (instance) (${of("riskcluster_journal_queue_length")})`, "{{instance}}"]] },
        { title: "Failures and fencing", description: "Commits that failed, and appends refused because another process writes the stream.", unit: perSecond, queries: [[orZero(`sum(${rate("riskcluster_journal_failures_total")})`), "failed"], [orZero(`sum(${rate("riskcluster_journal_fenced_total")})`), "fenced"]] },
      ],
    },
    {
      title: "Runtime",
      panels: [
        { title: "Processor", description: "Processor seconds a second, of the system and of our own.", unit: "none", queries: [[`sum by (instance, cpu_mode) (${rate("dotnet_process_cpu_time_seconds_total")})`, "{{instance}} {{cpu_mode}}"]] },
        { title: "Memory", description: "The working set, and the heap after the last collection.", unit: "bytes", queries: [[`sum by (instance) (${of("dotnet_process_memory_working_set_bytes")})`, "{{instance}} working set"], [`sum by (instance) (${of("dotnet_gc_last_collection_heap_size_bytes")})`, "{{instance}} heap"]] },
        { title: "Pauses", description: "Share of time in which collections stop the process.", unit: "percentunit", queries: [[`sum by (instance) (${rate("dotnet_gc_pause_time_seconds_total")})`, "{{instance}}"]] },
        { title: "Allocation", description: "Bytes allocated a second.", unit: "Bps", queries: [[`sum by (instance) (${rate("dotnet_gc_heap_total_allocated_bytes_total")})`, "{{instance}}"]] },
        { title: "Collections", description: "Collections a second by generation.", unit: perSecond, queries: [[`sum by (gc_heap_generation) (${rate("dotnet_gc_collections_total")})`, "{{gc_heap_generation}}"]] },
        { title: "Thread pool", description: "Work items done and locks contended a second.", unit: perSecond, queries: [[`sum(${rate("dotnet_thread_pool_work_item_count_total")})`, "work items"], [`sum(${rate("dotnet_monitor_lock_contentions_total")})`, "contentions"]] },
        { title: "Connections", description: "Open connections of the server.", unit: "none", queries: [[`sum by (instance) (${of("kestrel_active_connections")})`, "{{instance}}"]] },
      ],
    },
  ],
};

/** All dashboards. */
export const boards: Board[] = [overview, margin, oracle, liquidation, risk, api, cluster, runtime];
