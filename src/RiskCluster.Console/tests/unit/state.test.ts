import { describe, expect, it } from "vitest";
import type { PortfolioRow } from "../../src/api/types";
import { mergeData } from "../../src/state/merge";
import { parseRoute, portfolioLink } from "../../src/state/route";
import { rowWindow, scrollToShow } from "../../src/ui/window";
import { fitting, type Column } from "../../src/ui/DataTable";
import { byExcess, filterRows, overlay, totalsOf, usage } from "../../src/views/boardRows";

const row = (owner: string, excess: string | undefined, timestamp = 1): PortfolioRow => ({
  owner,
  accounts: 1,
  venues: ["atlas"],
  margin: {
    portfolio: owner,
    status: "ok",
    ...(excess === undefined ? {} : { equity: "100", initial_margin: "90", maintenance_margin: "80", initial_margin_excess: "10", maintenance_margin_excess: excess }),
    as_of: { market_seq: 1, position_seq: 1, parameters_version: 1, model_version: "m", timestamp },
  },
});

describe("channels", () => {
  it("replace a document", () => expect(mergeData("portfolio.a", { a: 1 }, { b: 2 })).toEqual({ b: 2 }));
  it("replace, add and take away lines by their key", () => {
    const first = mergeData("liquidations", undefined, { items: [{ id: "1", status: "open" }, { id: "2", status: "open" }, { id: "3", status: "open" }] });
    expect(mergeData("liquidations", first, { items: [{ id: "2", status: "claimed" }, { id: "4", status: "open" }], removed: ["1"] })).toEqual([{ id: "2", status: "claimed" }, { id: "3", status: "open" }, { id: "4", status: "open" }]);
  });
});

describe("the board", () => {
  it("puts the least excess first, and what has no figure before everything", () => {
    expect([row("c", "5"), row("a", "-2"), row("b", undefined)].sort(byExcess).map((item) => item.owner)).toEqual(["b", "a", "c"]);
  });
  it("shows what is newer, of the stream and of the list", () => {
    const rows = overlay([row("a", "1", 5), row("b", "2", 5)], [row("a", "7", 6), row("b", "9", 4), row("c", "3", 6)])!;
    expect(rows.map((item) => [item.owner, item.margin.maintenance_margin_excess])).toEqual([["a", "7"], ["b", "2"], ["c", "3"]]);
  });
  it("filters by every word, in owners and venues", () => {
    const rows = [row("polaris", "1"), row("mizar", "-1")];
    expect(filterRows(rows, "POL atl", "all").map((item) => item.owner)).toEqual(["polaris"]);
    expect(filterRows(rows, "", "below").map((item) => item.owner)).toEqual(["mizar"]);
    expect(filterRows(rows, "", "untrusted")).toEqual([]);
  });
  it("adds up exactly and knows the oldest figure", () => {
    const totals = totalsOf([row("a", "1", 7), row("b", "-1", 3)]);
    expect([totals.owners, totals.below, totals.equity, totals.initial, totals.oldest]).toEqual([2, 1, "200", "180", 3]);
  });
  it("measures use of equity", () => {
    expect(usage(row("a", "20").margin)).toBe(0.8);
    expect(usage({ ...row("a", "1").margin, equity: "-1" })).toBe(Infinity);
    expect(usage(row("a", undefined).margin)).toBeNaN();
  });
});

describe("routes", () => {
  it("are read with their query", () => {
    const route = parseRoute("#/accounts/atlas/a%2Fb?q=x%20y");
    expect(route.parts).toEqual(["accounts", "atlas", "a/b"]);
    expect(route.query.get("q")).toBe("x y");
  });
  it("lead to owners and accounts", () => {
    expect(portfolioLink("a b")).toBe("#/portfolios/a%20b");
    expect(portfolioLink("atlas/main")).toBe("#/accounts/atlas/main");
  });
  it("do not break on a percent sign", () => expect(parseRoute("#/portfolios/100%").parts).toEqual(["portfolios", "100%"]));
});

describe("long tables", () => {
  it("make only the rows in sight", () => {
    expect(rowWindow(0, 320, 32, 1200)).toEqual({ first: 0, end: 18 });
    expect(rowWindow(32 * 600, 320, 32, 1200)).toEqual({ first: 592, end: 618 });
    expect(rowWindow(0, 320, 32, 0)).toEqual({ first: 0, end: 0 });
    expect(rowWindow(1e6, 320, 32, 5)).toEqual({ first: 4, end: 5 });
  });
  it("scroll only when the row is out of sight", () => {
    expect(scrollToShow(3, 0, 320, 32, 34)).toBeUndefined();
    expect(scrollToShow(20, 0, 320, 32, 34)).toBe(20 * 32 + 32 + 34 - 320);
    expect(scrollToShow(2, 320, 320, 32, 34)).toBe(64);
  });
  it("leave columns out by rank where it is narrow, never those of rank 0", () => {
    const columns = [{ key: "a", width: 100 }, { key: "b", width: 100, rank: 2 }, { key: "c", width: 100, rank: 1 }, { key: "d", width: 100, phoneWidth: 40 }].map((column): Column<unknown> => ({ title: "", render: () => null, ...column }));
    const keys = (width: number): string => fitting(columns, width).map((column) => column.key).join("");
    expect([keys(900), keys(640), keys(480), keys(300), keys(50)]).toEqual(["abcd", "abcd", "abcd", "acd", "ad"]);
  });
});
