import { afterEach, beforeEach, expect, it } from "vitest";
import { openDesk, type Desk } from "./desk";
import { barriers, overflow } from "./looks";

let desk: Desk;
beforeEach(async () => void (desk = await openDesk({ signedIn: false })));
afterEach(() => desk.close());

const stored = (): Promise<[string[], string[]]> => desk.page.evaluate(() => [Object.keys(sessionStorage), Object.keys(localStorage)] as [string[], string[]]);

it("asks who is there, without barriers, at every width", async () => {
  await desk.go("");
  expect(await barriers(desk.page)).toEqual([]);
  await desk.page.setViewportSize({ width: 390, height: 700 });
  expect(await overflow(desk.page)).toBeLessThanOrEqual(0);
  expect(await desk.page.isVisible("table")).toBe(false);
});

it("takes a token, keeps it in this tab alone, and forgets it on signing out", async () => {
  await desk.go("#/governance");
  await desk.page.fill("textarea", `Bearer ${process.env["CONSOLE_TOKEN"]}`);
  await desk.page.click("button:text-is('Sign in')");
  await desk.page.waitForSelector("h1:text-is('Governance')");
  expect(await stored()).toEqual([["riskcluster.credentials"], []]);
  await desk.page.click("text=sign out");
  await desk.page.waitForSelector("textarea");
  expect(await stored()).toEqual([[], []]);
  expect(desk.errors).toEqual([]);
});

it("signs with an API key: reads, streams and questions", async () => {
  await desk.go("#/what-if?portfolio=polaris");
  await desk.page.click("text=API key");
  await desk.page.fill("label:has-text('Key id') input", process.env["CONSOLE_KEY"] ?? "");
  await desk.page.fill("label:has-text('Secret') input", process.env["CONSOLE_SECRET"] ?? "");
  await desk.page.keyboard.press("Enter");
  await desk.page.waitForSelector(".stream-live");
  await desk.page.waitForSelector("#result table");
  expect(desk.errors).toEqual([]);
});

it("says what is wrong with what was entered", async () => {
  await desk.go("");
  await desk.page.fill("textarea", "nonsense");
  await desk.page.click("button:text-is('Sign in')");
  await desk.page.waitForSelector("[role=alert]:has-text('three parts')");
  const [header, claims] = (process.env["CONSOLE_TOKEN"] ?? "").split(".");
  await desk.page.fill("textarea", `${header}.${claims}.forged`);
  await desk.page.click("button:text-is('Sign in')");
  await desk.page.waitForSelector("[role=alert]:has-text('the credentials prove nobody')");
  await desk.page.click("text=API key");
  await desk.page.fill("label:has-text('Key id') input", process.env["CONSOLE_KEY"] ?? "");
  await desk.page.fill("label:has-text('Secret') input", "x".repeat(43));
  await desk.page.click("button:text-is('Sign in')");
  await desk.page.waitForSelector("[role=alert]:has-text('the credentials prove nobody')");
  expect((await stored())[0]).toEqual([]);
});
