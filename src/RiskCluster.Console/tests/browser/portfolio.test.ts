import { afterAll, beforeAll, expect, it } from "vitest";
import { openDesk, until, type Desk } from "./desk";
import { coloursOf } from "./looks";

let desk: Desk;
beforeAll(async () => void (desk = await openDesk()));
afterAll(() => desk.close());

it("draws heatmap, waterfall and history", async () => {
  await desk.go("#/accounts/atlas/gapped");
  for (const [panel, least] of [["#heatmap", 60], ["#waterfall", 20], ["#history", 8]] as const) {
    await desk.page.waitForSelector(`${panel} [data-drawn]`);
    await until(() => coloursOf(desk.page, `${panel} canvas`), (count) => count > least, `${panel} shows something`);
  }
  expect(await desk.page.getAttribute("#heatmap [role=img]", "aria-label")).toMatch(/^Profit and loss .* Worst: −/);
});

it("shows the same figures as tables", async () => {
  await desk.page.click("#heatmap button:has-text('Table')");
  expect(await desk.page.$$eval("#heatmap tbody tr", (rows) => rows.map((row) => row.children.length))).toEqual([12, 12, 12, 12, 12, 12]);
  await desk.page.click("#waterfall button:has-text('Table')");
  expect(await desk.page.innerText("#waterfall table")).toContain("max(stress_loss, expected_shortfall)");
});

it("shows Greeks by underlying and expiry, collateral with its haircuts, what binds, and positions", async () => {
  expect(await desk.page.$$eval("#greeks tbody tr td:first-child", (all) => all.map((cell) => cell.textContent))).toEqual(["BTC", "27FEB26", "27MAR26", "perpetual, spot", "ETH", "27FEB26", "26JUN26", "perpetual, spot"]);
  expect(await desk.page.innerText("#collateral")).toMatch(/USDC\s+250,000.0000\s+arbitrum/);
  expect(await desk.page.innerText("#collateral")).toContain("liquidity cap: −18,204");
  expect(await desk.page.innerText("#explain")).toContain("▶");
  expect(await desk.page.innerText("#positions")).toContain("74,180.50");
});

it("says what is wrong with the account and where it nets", async () => {
  expect(await desk.page.innerText(".page-head")).toContain("Updates of this account are missing");
  await desk.page.click("text=nets with >> a");
  await desk.page.waitForSelector("h1:text-is('polaris')");
});

it("shows the unwind of an owner that is being liquidated", async () => {
  await desk.go("#/portfolios/gacrux-0018");
  await desk.page.waitForSelector("h2:has-text('Unwind 3 of gacrux-0018')");
});

it("says so when there is no figure, and when there is no such owner", async () => {
  await desk.go("#/portfolios/gacrux-0042");
  await desk.page.waitForSelector("[role=alert]:has-text('the market of BTC is halted')");
  await desk.go("#/portfolios/nobody");
  await desk.page.waitForSelector("[role=alert]:has-text(\"'nobody' holds nothing that is margined\")");
  expect(desk.errors.filter((error) => !error.includes("404"))).toEqual([]);
});
