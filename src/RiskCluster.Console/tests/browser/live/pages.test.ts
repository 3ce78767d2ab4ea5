import { afterAll, beforeAll, expect, it } from "vitest";
import { openDesk, until, type Desk } from "../desk";
import { ageless, barriers, cutFigures, overflow, overlaps } from "../looks";

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
  await desk.page.waitForSelector("tr:has-text('quinn'):has-text('Healthy')");
  await desk.page.waitForSelector("tr:has-text('rita') .chip:has-text('Liquidating')");
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

/** The cells of a table as text, a row a list. */
const cells = (selector: string): Promise<string[][]> => desk.page.$$eval(`${selector} tbody tr`, (rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent!)));
const figure = (text: string | undefined): number => Number(text?.replaceAll(",", "").replace("−", "-"));

it("shows options on two venues with their Greeks by expiry", async () => {
  await desk.go("#/portfolios/quinn");
  await desk.page.waitForSelector("#heatmap [data-drawn]");
  const [near, far] = (process.env["CONSOLE_EXPIRIES"] ?? "").split(",") as [string, string];
  await desk.page.waitForSelector(`#greeks td:has-text('${far}')`);
  const greeks = await cells("#greeks");
  expect(greeks.map((row) => row[0])).toEqual(["BTC", near, far, "perpetual, spot", "ETH", far]);
  // Delta and vega of the expiries add up to those of the underlying, which may be of a newer tick.
  for (const [total, parts] of [[greeks[0]!, greeks.slice(1, 4)], [greeks[4]!, greeks.slice(5)]] as const)
    for (const column of [1, 3]) {
      const sum = parts.reduce((before, part) => before + figure(part[column]), 0);
      expect(Math.abs(sum - figure(total[column])), `${total[0]}, column ${column}: ${JSON.stringify(greeks)}`).toBeLessThan(0.05 * Math.abs(sum));
    }
  // Short options on balance: time pays, volatility costs.
  expect([figure(greeks[0]![2]) < 0, figure(greeks[0]![3]) < 0, figure(greeks[0]![4]) > 0]).toEqual([true, true, true]);
  const positions = await cells("#positions");
  expect(positions.map((row) => `${row[0]} ${row[1]}`).sort()).toEqual([`BTC_USDC-${far}-80000-C −4`, `BTC_USDC-${near}-60000-P 8`, `BTC_USDC-${near}-70000-C −6`, "BTC_USDC-PERPETUAL 2", `ETH_USDC-${far}-1600-P −40`].sort());
  expect((await cells("#parts")).map((row) => row[0])).toEqual(["deribit", "derive", "BTC", "ETH"]);
  await whole();
});

it("shows pledged coins with what is taken off them, and what counts nothing", async () => {
  await desk.go("#/accounts/deribit/quinn-1");
  await desk.page.waitForSelector("[aria-label='What counts'] tbody tr");
  await desk.page.waitForSelector("[aria-label='Collateral held'] tbody tr");
  expect(await cells("[aria-label='Collateral held']")).toEqual([["ETH", "45.0000", "arbitrum"], ["USDC", "75,000.0000", "arbitrum"], ["stETHcounts nothing: it has no price", "12.0000", "arbitrum"]]);
  const counted = await cells("[aria-label='What counts']");
  expect(counted.map((row) => row[0])).toEqual(["ETH at deribit on arbitrum", "USDC at deribit on arbitrum", "Unrealised profit"]);
  expect(counted[0]![2]).toMatch(/haircut tier major 10\.0 %: −.*bridges arbitrum > ethereum/);
  // About nine tenths of 45 ETH; a stablecoin nearly in full.
  expect(figure(counted[0]![3])).toBeGreaterThan(45 * 1_900 * 0.88);
  expect(figure(counted[0]![3])).toBeLessThan(45 * 1_900 * 0.91);
  expect(figure(counted[1]![3])).toBeGreaterThan(70_000);
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

it("asks what options and coins would do", async () => {
  await desk.go("#/what-if?portfolio=quinn");
  await desk.page.waitForSelector("#result table");
  const far = (process.env["CONSOLE_EXPIRIES"] ?? "").split(",")[1]!;
  await desk.page.fill("[aria-label='Instrument of line 1']", `BTC_USDC-${far}-80000-C`);
  await desk.page.fill("[aria-label='Size of line 1']", "4");
  await desk.page.click("text=Add collateral");
  await desk.page.fill("[aria-label='Asset 1']", "ETH");
  await desk.page.fill("[aria-label='Amount of asset 1']", "10");
  await until(async () => (await cells("[aria-label='Before and after']")).map((row) => figure(row[3])), ([equity, initial]) => equity! > 10_000 && initial! < -10_000, "ten ETH are more equity, and calls that are bought back less margin");
  await whole();
});

it.each([[1280], [390]])("shows an unwind at work, its task, its keeper and its leg, %i pixels wide", async (width) => {
  await desk.page.setViewportSize({ width, height: 844 });
  await desk.go("#/portfolios?show=unwinding");
  await desk.page.waitForSelector("td:has-text('rita')");
  expect(await desk.page.innerText(".toolbar-count")).toContain("1 of 4");
  await desk.go("#/liquidations");
  const task = "[role=grid] tbody tr:has-text('rita')";
  await desk.page.waitForSelector(`${task}:has-text('Partially filled')`);
  if (width > 1000) {
    expect(await desk.page.innerText("[role=grid] thead")).toMatch(/Keeper\s+Lease/);
    await desk.page.waitForSelector(`${task}:has-text('kim')`);
  }
  await desk.page.waitForSelector("#unwind-rita .chip:has-text('Running')");
  const leg = async (): Promise<string[]> => (await cells("#unwind-rita"))[0]!;
  const [, , account, instrument, quantity, filled] = await until(leg, (now) => figure(now[5]) < 0, "the keeper has traded");
  expect([account, instrument]).toEqual(["deribit/rita-1", "BTC_USDC-PERPETUAL"]);
  expect(figure(quantity)).toBeLessThan(figure(filled));
  expect(await overlaps(desk.page)).toEqual([]);
  await whole();
  // Read again every few seconds: once is enough.
  if (width > 1000) await until(leg, (now) => figure(now[5]) < figure(filled), "the keeper has traded more");
  await desk.go("#/portfolios/rita");
  await desk.page.waitForSelector("#unwind-rita");
  await desk.page.waitForSelector("#heatmap [data-drawn]");
  await whole();
  await desk.page.setViewportSize({ width: 1280, height: 800 });
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
  await desk.page.setViewportSize({ width: 1280, height: 800 });
  await desk.go("#/runs");
  await desk.page.fill("#start-contagion input >> nth=0", "coins fall by a third");
  await until(() => desk.page.isEnabled("button:text-is('Run contagion')"), (enabled) => enabled, "the markets are known");
  await desk.page.click("text=Run contagion");
  await desk.page.waitForSelector("[id^=run-] .chip:has-text('Done')");
  await whole();
  await desk.page.setViewportSize({ width: 390, height: 844 });
  expect(await overflow(desk.page)).toBeLessThanOrEqual(0);
  await desk.page.setViewportSize({ width: 1280, height: 800 });
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
