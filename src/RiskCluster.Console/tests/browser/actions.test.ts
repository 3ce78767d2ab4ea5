import { afterAll, beforeAll, expect, it } from "vitest";
import { openDesk, until, type Desk } from "./desk";

let desk: Desk;
beforeAll(async () => void (desk = await openDesk()));
afterAll(() => desk.close());

it("asks what a change would do, as it is typed, and shows why it is refused", async () => {
  await desk.go("#/what-if?portfolio=polaris");
  await desk.page.waitForSelector("#result :text('Allowed')");
  await desk.page.fill("[aria-label='Instrument of line 1']", "BTC-27MAR26-70000-P");
  await desk.page.waitForSelector(".faults:has-text('BTC-27MAR26-70000-P has a size')");
  await desk.page.fill("[aria-label='Size of line 1']", "-9000");
  await desk.page.waitForSelector("#result :text('Not allowed')");
  expect(await desk.page.innerText("#result")).toContain("Equity below initial margin");
  await desk.page.fill("[aria-label='Instrument of line 1']", "DOGE-PERPETUAL");
  await desk.page.waitForSelector("#result [role=alert]:has-text('listed nowhere')");
  expect(desk.errors.filter((error) => !error.includes("422"))).toEqual([]);
  desk.errors.length = 0;
});

it("tries markets by keyboard", async () => {
  await desk.page.fill("[aria-label='Instrument of line 1']", "");
  await desk.page.fill("[aria-label='Size of line 1']", "");
  await desk.page.focus("[aria-label='Price of BTC']");
  for (let i = 0; i < 5; i++) await desk.page.keyboard.press("ArrowLeft");
  expect(await desk.page.getAttribute("[aria-label='Price of BTC']", "aria-valuetext")).toBe("−5 %");
  await until(() => desk.page.innerText("#result tbody tr:first-child td:last-child"), (text) => text.startsWith("−"), "equity falls");
});

it("approves exactly the text that was read, and objects with a reason", async () => {
  await desk.go("#/governance");
  await desk.page.waitForSelector("#proposal-8 :text('newly below maintenance') >> visible=true");
  expect(await desk.page.isDisabled("#proposal-8 button:text-is('Approve')")).toBe(true);
  await desk.page.check("#proposal-8 input[type=checkbox]");
  await desk.page.click("#proposal-8 button:text-is('Approve')");
  await desk.page.waitForSelector("#proposal-8 :text('ada, hypatia')");
  await desk.page.fill("#proposal-9 input", "too loose for the weekend");
  await desk.page.click("#proposal-9 button:text-is('Reject')");
  await until(() => desk.page.innerText("#proposal-9"), (text) => /Against\s+hypatia/.test(text), "hypatia is against it");
});

it("proposes a value by its path, showing what is in force", async () => {
  await desk.page.fill("[aria-label='Path 1']", "grid.vol_up");
  expect(await desk.page.getAttribute("[aria-label='New value 1']", "placeholder")).toBe("0.45");
  await desk.page.fill("[aria-label='New value 1']", "half");
  expect(await desk.page.isDisabled("#propose button:text-is('Propose')")).toBe(true);
  await desk.page.fill("[aria-label='New value 1']", "0.5");
  await desk.page.click("#propose button:text-is('Propose')");
  await desk.page.waitForSelector("[id^=proposal-] ins:has-text('0.5')");
  await desk.page.waitForSelector(":text('Nobody approves his own proposal')");
});

it("runs a backtest to its result, and contagion", async () => {
  await desk.go("#/runs");
  await desk.page.click("text=Run a backtest");
  await desk.page.waitForSelector("progress");
  await desk.page.waitForSelector("td:text-is('short strangle')");
  expect(await desk.page.innerText("[id^=run-backtest]")).toContain("18,231.77");
  expect(await desk.page.isDisabled("button:text-is('Run contagion')")).toBe(true);
  await desk.page.fill("#start-contagion input >> nth=0", "coins fall by a third");
  await desk.page.click("text=Run contagion");
  await desk.page.waitForSelector("[id^=run-contagion_run]");
  await desk.page.reload();
  await desk.page.waitForSelector("[id^=run-backtest] td:text-is('short strangle')");
  expect(desk.errors).toEqual([]);
});

it("shows tasks at work, filters them, and leads to their owners", async () => {
  await desk.go("#/liquidations");
  await desk.page.waitForSelector("[role=status]:has-text('20 tasks')");
  await desk.page.click("text=All");
  await desk.page.waitForSelector("[role=status]:has-text('36 tasks')");
  await desk.page.keyboard.press("/");
  await desk.page.keyboard.type("keeper-1");
  await until(() => desk.page.$$eval("tbody tr[aria-rowindex]", (rows) => rows.length), (count) => count > 0 && count < 10, "few tasks are left");
  await desk.page.keyboard.press("Tab");
  await desk.page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await desk.page.keyboard.press("j");
  await desk.page.keyboard.press("o");
  await desk.page.waitForSelector("h1:text-is('mizar-0022')");
});
