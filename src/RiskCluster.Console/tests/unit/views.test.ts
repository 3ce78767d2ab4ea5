import { describe, expect, it } from "vitest";
import type { ExplainDocument } from "../../src/api/types";
import { heatmapInWords } from "../../src/charts/heatmap";
import { waterfallBars } from "../../src/charts/waterfall";
import { greeksLines, perpetual } from "../../src/views/greeks";
import { valueAt } from "../../src/views/ProposeForm";
import { emptyDraft, shareOf, simulationOf } from "../../src/views/whatIfDraft";

const step = (name: string, usd: number) => ({ name, usd, rule: "" });

describe("the waterfall", () => {
  it("stacks what is charged beside the scan, up to the requirement", () => {
    const bars = waterfallBars([step("stress_loss", 60), step("expected_shortfall", 50), step("scan", 60), step("basis", 30), step("roll", 0), step("naked_short", 10), step("initial_margin", 100), step("maintenance_margin", 70)]);
    expect(bars).toEqual([
      { name: "scan", from: 0, to: 60, kind: "part" },
      { name: "basis", from: 60, to: 90, kind: "part" },
      { name: "naked_short", from: 90, to: 100, kind: "part" },
      { name: "initial_margin", from: 0, to: 100, kind: "total" },
      { name: "maintenance_margin", from: 0, to: 70, kind: "total" },
    ]);
  });
  it("shows the model's factor as a step of its own", () => {
    expect(waterfallBars([step("scan", 100), step("initial_margin", 125)]).map((bar) => [bar.name, bar.from, bar.to])).toEqual([["scan", 0, 100], ["factor", 100, 125], ["initial_margin", 0, 125]]);
  });
  it("joins what is too small to be seen, without losing a cent", () => {
    const bars = waterfallBars([step("scan", 9_999), step("walk", 0.4), step("spread", 0.6), step("initial_margin", 10_000)]);
    expect(bars.map((bar) => [bar.name, bar.from, bar.to])).toEqual([["scan", 0, 9_999], ["2 smaller ones", 9_999, 10_000], ["initial_margin", 0, 10_000]]);
  });
});

describe("Greeks", () => {
  const explain = {
    lots: [{ instrument: "BTC-27MAR26-70000-P", size: -300 }, { instrument: "BTC-27FEB26-80000-C", size: 40 }, { instrument: "BTC-PERPETUAL", size: 10 }, { instrument: "ETH-27FEB26-2200-P", size: 5 }],
    inputs: { instruments: [
      { instrument: "BTC-27MAR26-70000-P", unit_usd: 1, delta_coin_per_unit: -0.5, vega_usd_per_unit: 10_000 },
      { instrument: "BTC-27FEB26-80000-C", unit_usd: 1, delta_coin_per_unit: 0.25, vega_usd_per_unit: 5_000 },
      { instrument: "BTC-PERPETUAL", unit_usd: 1, delta_coin_per_unit: 1, vega_usd_per_unit: 0 },
    ] },
  } as unknown as ExplainDocument;
  it("stand by underlying, then by expiry in time, vega by the point", () => {
    const lines = greeksLines([{ underlying: "BTC", delta: 170, gamma: 1, vega: -28_000, theta: 2 }], explain);
    expect(lines.map((line) => [line.expiry, line.delta, line.vega])).toEqual([[undefined, 170, -28_000], ["27FEB26", 10, 2_000], ["27MAR26", 150, -30_000], [perpetual, 10, 0]]);
  });
  it("stand by underlying alone while there is no explanation", () => {
    expect(greeksLines([{ underlying: "ETH", delta: 1, gamma: 1, vega: 1, theta: 1 }], undefined).length).toBe(1);
  });
});

describe("what if", () => {
  it("writes shares of percent exactly", () => expect([7, -7, 0, 150, -80].map(shareOf)).toEqual(["0.07", "-0.07", "0.00", "1.50", "-0.80"]));
  it("sends only what was filled in", () => {
    const { body, faults } = simulationOf("atlas/main", { ...emptyDraft, lines: [{ instrument: " BTC-PERPETUAL ", size: "-1.5" }, { instrument: "", size: "" }], cash: "-100", markets: [{ underlying: "BTC", pricePercent: -10, volPercent: 0 }, { underlying: "ETH", pricePercent: 0, volPercent: 0 }] });
    expect(faults).toEqual([]);
    expect(body).toEqual({ account: "atlas/main", add_positions: true, simulated_position_changes: [{ instrument: "BTC-PERPETUAL", size: "-1.5" }], cash_change: "-100", overrides: [{ underlying: "BTC", price_move: "-0.10", vol_move: "0.00" }] });
  });
  it("asks about an owner, or about nothing held", () => {
    expect(simulationOf("polaris", emptyDraft).body.owner).toBe("polaris");
    expect(Object.keys(simulationOf("", emptyDraft).body)).toEqual(["add_positions", "simulated_position_changes", "cash_change"]);
  });
  it.each([
    [{ lines: [{ instrument: "", size: "1" }] }, "line 1"],
    [{ lines: [{ instrument: "X", size: "ten" }] }, "X"],
    [{ lines: [{ instrument: "X", size: "0" }] }, "X"],
    [{ cash: "1e6" }, "cash"],
    [{ collateral: [{ asset: "ETH", amount: "" }] }, "collateral"],
  ])("names the field that is wrong: %j", (change, field) => expect(simulationOf("", { ...emptyDraft, ...change }).faults.map((fault) => fault.field)).toEqual([field]));
});

it("a heatmap says its worst cell", () => {
  const as_of = { market_seq: 1, position_seq: 1, parameters_version: 1, model_version: "m", timestamp: 1 };
  expect(heatmapInWords({ portfolio: "p", price_moves: [-0.1, 0.1], vol_moves: [0, 0.5], pnl: [[-10, 5], [-2_500, 3]], as_of })).toContain("−2.50k USD at price −10 %, volatility +50 %");
});

it("a path finds its value in a document", () => {
  expect(valueAt({ a: [{ b: 3 }] }, "a.0.b")).toBe(3);
  expect(valueAt({ a: 1 }, "a.b.c")).toBeUndefined();
});
