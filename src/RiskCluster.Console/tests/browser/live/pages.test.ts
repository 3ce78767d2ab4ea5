import { afterAll, beforeAll, expect, it } from "vitest";
import { openDesk, until, type Desk } from "../desk";
import { ageless, barriers, cutFigures, overflow } from "../looks";

let desk: Desk;
beforeAll(async () => void (desk = await openDesk()));
afterAll(() => desk.close());

const whole = async (): Promise<void> => {
  expect(desk.errors).toEqual([]);
  expect(await overflow(desk.page)).toBeLessThanOrEqual(0);
  expect(await cutFigures(desk.page)).toEqual([]);
  expect(await ageless(desk.page)).toEqual([]);
  expect(await barriers(desk.page)).toEqual([]);
};

it("shows every portfolio, live", async () => {
  await desk.go("#/portfolios");
  await desk.page.waitForSelector("td:has-text('olga')");
  await desk.page.waitForSelector("td:has-text('deribit/pia')");
  await desk.page.waitForSelector(".stream-live");
  const excess = (): Promise<string> => desk.page.innerText("tr:has-text('olga') td:nth-child(3)");
  const before = await excess();
  await until(excess, (now) => now !== before, "the excess has changed");
  await whole();
});

it.each([["#/portfolios/olga"], ["#/accounts/deribit/olga-1"], ["#/accounts/deribit/pia"]])("explains %s", async (hash) => {
  await desk.go(hash);
  await desk.page.waitForSelector("#heatmap [data-drawn]");
  await desk.page.waitForSelector("#waterfall [data-drawn]");
  expect(await desk.page.innerText("#greeks")).toContain("BTC");
  expect(await desk.page.innerText("#positions")).toContain("BTC_USDC-PERPETUAL");
  const delta = await desk.page.$$eval("#greeks tbody tr", (rows) => rows.map((row) => Number(row.children[1]!.textContent!.replaceAll(",", "").replace("−", "-"))));
  // The expiries add up to the underlying.
  expect(delta.slice(1).reduce((sum, part) => sum + part, 0)).toBeCloseTo(delta[0]!, 2);
  await whole();
});

it("asks what a change would do", async () => {
  await desk.go("#/what-if?portfolio=olga");
  await desk.page.waitForSelector("#result table");
  await desk.page.fill("[aria-label='Instrument of line 1']", "BTC_USDC-PERPETUAL");
  await desk.page.fill("[aria-label='Size of line 1']", "-1000");
  await desk.page.waitForSelector("#result :text('Not allowed')");
  await desk.page.focus("[aria-label='Price of BTC']");
  await desk.page.keyboard.press("ArrowLeft");
  await desk.page.waitForTimeout(1_000);
  await whole();
});

it("shows no liquidation where there is none", async () => {
  await desk.go("#/liquidations");
  await desk.page.waitForSelector("td:has-text('Nothing is being liquidated.')");
  await whole();
});

it("shows sources with their ages", async () => {
  await desk.go("#/oracles");
  await desk.page.waitForSelector("#oracle-BTC td:text-is('s4')");
  const price = (): Promise<string> => desk.page.innerText("#oracle-BTC .oracle-price");
  const before = await price();
  await until(price, (now) => now !== before, "the price has changed");
  await whole();
});

it("proposes a change, and shows what it does to the live book", async () => {
  await desk.go("#/governance");
  await desk.page.waitForSelector("#active");
  await desk.page.fill("[aria-label='Path 1']", "grid.vol_up");
  await until(() => desk.page.getAttribute("[aria-label='New value 1']", "placeholder"), (text) => text !== "new value", "the value in force is shown");
  await desk.page.fill("[aria-label='New value 1']", "0.6");
  await desk.page.click("#propose button:text-is('Propose')");
  await desk.page.waitForSelector("[id^=proposal-] ins:has-text('0.6')");
  await desk.page.waitForSelector(":text('Nobody approves his own proposal')");
  await until(() => desk.page.innerText("[id^=proposal-]"), (text) => text.includes("What it does to the live book"), "the run on the live book is there");
  await whole();
});

it("runs contagion to its result", async () => {
  await desk.go("#/runs");
  await desk.page.fill("#start-contagion input >> nth=0", "coins fall by a third");
  await until(() => desk.page.isEnabled("button:text-is('Run contagion')"), (enabled) => enabled, "the markets are known");
  await desk.page.click("text=Run contagion");
  await desk.page.waitForSelector("[id^=run-] .chip:has-text('Done')");
  await whole();
});

it("takes the operator's key, which signs", async () => {
  await desk.page.click("text=sign out");
  await desk.page.click("text=API key");
  await desk.page.fill("label:has-text('Key id') input", process.env["CONSOLE_KEY"] ?? "");
  await desk.page.fill("label:has-text('Secret') input", process.env["CONSOLE_SECRET"] ?? "");
  await desk.page.keyboard.press("Enter");
  await desk.page.waitForSelector(".top");
  await desk.go("#/governance");
  await desk.page.waitForSelector("#active");
});
