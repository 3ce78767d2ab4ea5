/** The bodies of the API as the server writes them. A decimal is a string, a time unix milliseconds; a field that has no value is left out. */

/** A decimal number as text: never converted where its last digit is shown. */
export type Decimal = string;

export interface Page<T> {
  items: T[];
  next_cursor?: string;
}

export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  code: string;
  reason: string;
  detail: string;
  request_id: string;
  retryable: boolean;
  param?: string;
  retry_after_ms?: number;
}

export interface VersionReport {
  version: string;
  audience: string;
  engine: string;
  model: string;
  server_time: number;
}

export interface StreamEvent {
  channel: string;
  type: "snapshot" | "delta" | "heartbeat" | "closed";
  sequence: number;
  cursor: string;
  timestamp: number;
  data?: unknown;
}

// Margins

export type MarginStatus = "ok" | "degraded" | "stale" | "halted";
export type PortfolioCondition = "healthy" | "restricted" | "liquidating" | "bankrupt";

export interface AsOf {
  market_seq: number;
  position_seq: number;
  parameters_version: number;
  model_version: string;
  timestamp: number;
}

export interface MarginSummary {
  portfolio: string;
  status: MarginStatus;
  state?: PortfolioCondition;
  equity?: Decimal;
  initial_margin?: Decimal;
  maintenance_margin?: Decimal;
  initial_margin_excess?: Decimal;
  maintenance_margin_excess?: Decimal;
  unavailable?: string;
  as_of: AsOf;
}

export interface Greeks {
  underlying: string;
  delta: number;
  gamma: number;
  vega: number;
  theta: number;
}

export interface PartMargin {
  name: string;
  allocated?: Decimal;
  initial_margin: Decimal;
  maintenance_margin: Decimal;
  equity?: Decimal;
}

export interface MarginReport {
  margin: MarginSummary;
  owner: string;
  stress_loss?: Decimal;
  worst_scenario?: string;
  value_at_risk?: Decimal;
  expected_shortfall?: Decimal;
  contingencies?: Decimal;
  unwind_cost?: Decimal;
  reserved: Decimal;
  gross_notional?: Decimal;
  greeks: Greeks[];
  by_underlying: PartMargin[];
  by_venue: PartMargin[];
  baselines?: { fixed_percentage: Decimal; delta_based: Decimal; standalone_sum: Decimal };
  netting_benefit?: Decimal;
  netting_benefit_share?: Decimal;
  risk_units?: { units: Decimal; requirement_per_unit?: Decimal; version: string };
}

export interface HeatmapDocument {
  portfolio: string;
  price_moves: number[];
  vol_moves: number[];
  pnl: number[][];
  as_of: AsOf;
}

export interface PositionEntry {
  instrument: string;
  size: Decimal;
  average_price?: Decimal;
}

export interface CollateralEntry {
  asset: string;
  amount: Decimal;
  chain?: string;
}

export interface MarketOverride {
  underlying: string;
  price_move: Decimal;
  vol_move: Decimal;
}

export interface MarginSimulation {
  account?: string;
  owner?: string;
  add_positions: boolean;
  simulated_position_changes?: PositionEntry[];
  simulated_collateral_changes?: CollateralEntry[];
  cash_change: Decimal;
  overrides?: MarketOverride[];
}

export interface SimulatedMargin {
  pre_equity: Decimal;
  pre_initial_margin: Decimal;
  pre_maintenance_margin: Decimal;
  pre_initial_margin_excess: Decimal;
  pre_maintenance_margin_excess: Decimal;
  pre_state: PortfolioCondition;
  post_equity: Decimal;
  post_initial_margin: Decimal;
  post_maintenance_margin: Decimal;
  post_initial_margin_excess: Decimal;
  post_maintenance_margin_excess: Decimal;
  post_state: PortfolioCondition;
  components: { name: string; pre: Decimal; post: Decimal }[];
  is_valid_trade: boolean;
  reasons: string[];
  status: MarginStatus;
  as_of: AsOf;
}

// Portfolios and accounts

export interface PortfolioRow {
  owner: string;
  accounts: number;
  venues: string[];
  margin: MarginSummary;
  unwind_status?: string;
}

export interface AccountDocument {
  account: string;
  owner: string;
  epoch: number;
  last_sequence: number;
  has_gap: boolean;
  positions: PositionEntry[];
  cash_usd: Decimal;
  collateral: CollateralEntry[];
  reserved: Decimal;
  position_seq: number;
}

// Liquidations

export interface LiquidationDocument {
  id: string;
  venue: string;
  owner: string;
  account: string;
  instrument: string;
  mode: "order" | "dutch" | "sealed";
  status: string;
  quantity: Decimal;
  filled_quantity: Decimal;
  mark_price: Decimal;
  limit_price: Decimal;
  opened_at: number;
  expires_at: number;
  keeper?: string;
  lease_expires_at?: number;
}

export interface UnwindLegDocument {
  leg_id: number;
  step: number;
  account: string;
  instrument: string;
  quantity: Decimal;
  filled_quantity: Decimal;
  status: string;
}

export interface UnwindDocument {
  owner: string;
  unwind_id: number;
  status: string;
  reason?: string;
  started_at: number;
  requirement: Decimal;
  spent_cost: Decimal;
  best_possible_cost?: Decimal;
  issued_steps: number;
  steps: number;
  legs: UnwindLegDocument[];
}

// Markets

export interface MarketDocument {
  underlying: string;
  version: number;
  status: MarginStatus;
  /** Why liquidation waits; "none" when it does not. */
  hold: string;
  as_of: number;
  index_price: Decimal;
  twap_price?: Decimal;
  perpetual_price: Decimal;
  funding_8h: Decimal;
  confidence: Decimal;
}

export interface OracleSource {
  source: string;
  standing: string;
  weight: Decimal;
  last_sequence: number;
  strikes: number;
  index_price?: Decimal;
  deviation_share?: Decimal;
  age_ms?: number;
}

export interface OracleStatus {
  underlying: string;
  status: MarginStatus;
  hold: string;
  halted_by?: string;
  halt_reason?: string;
  version: number;
  age_ms?: number;
  min_sources: number;
  wanted_sources: number;
  sources: OracleSource[];
}

// Parameters

export interface ParametersDocument {
  model: string;
  version: number;
  hash: string;
  document: unknown;
  governors: string[];
  threshold: number;
  timelock_ms: number;
  frozen_by?: string;
}

export interface ProposedChange {
  path: string;
  from?: string;
  to?: string;
  effect: "tightens" | "loosens" | "neutral";
}

export interface ImpactRow {
  owner: string;
  initial_margin_before: Decimal;
  initial_margin_after: Decimal;
  maintenance_excess_after: Decimal;
}

export interface ImpactDocument {
  market_seq: number;
  owners: number;
  newly_below_maintenance: number;
  initial_margin_before: Decimal;
  initial_margin_after: Decimal;
  worst_owners: ImpactRow[];
  unmargined: number;
}

export interface ProposalDocument {
  number: number;
  status: string;
  hash: string;
  base_hash: string;
  proposer: string;
  proposed_at: number;
  expires_at: number;
  loosens: boolean;
  due_at?: number;
  changes: ProposedChange[];
  approvals: string[];
  approvals_needed: number;
  objectors: string[];
  impact?: ImpactDocument;
}

// Operations

export interface OperationDocument {
  id: string;
  kind: "backtest" | "contagion_run";
  status: "pending" | "running" | "done" | "failed" | "cancelled";
  progress: number;
  started_at: number;
  finished_at?: number;
  result?: unknown;
  problem?: ProblemDocument;
}

// Explain: floats that read back to the same bits

export interface WaterfallStep {
  name: string;
  usd: number;
  rule: string;
}

export interface CollateralValue {
  name: string;
  gross_usd: number;
  steps: { rule: string; name: string; haircut?: number; taken_usd: number; left_usd: number }[];
  counted_usd: number;
}

export interface ExplainLot {
  instrument: string;
  size: number;
  value_usd: number;
  worst_scenario_pnl_usd: number;
  initial_margin_share_usd: number;
}

export interface ExplainDocument {
  report?: MarginReport;
  waterfall: WaterfallStep[];
  binding_scenarios: { scenario: number; name: string; weight: number; pnl_usd: number }[];
  equity_parts: { cash_usd: number; mark_value_usd: number; unrealised_profit?: CollateralValue; collateral: CollateralValue[] };
  lots: ExplainLot[];
  scenarios: { name: string; kind: string; pnl_usd: number }[];
  inputs?: { instruments: { instrument: string; unit_usd: number; delta_coin_per_unit: number; vega_usd_per_unit: number }[] };
}
