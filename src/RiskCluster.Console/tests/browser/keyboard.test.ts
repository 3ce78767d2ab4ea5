import { afterAll, beforeAll, expect, it } from "vitest";
import { openDesk, type Desk } from "./desk";
import { barriers } from "./looks";

let desk: Desk;
beforeAll(async () => void (desk = await openDesk()));
afterAll(() => desk.close());

const focus = (): Promise<string> => desk.page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");

it("begins with a link to the content", async () => {
  await desk.go("#/portfolios");
  await desk.page.keyboard.press("Tab");
  expect(await focus()).toBe("To the content");
  await desk.page.keyboard.press("Enter");
  expect(await desk.page.evaluate(() => document.activeElement?.id)).toBe("main");
});

it("shows where the focus is, on everything that can have it", async () => {
  await desk.go("#/governance");
  await desk.page.waitForSelector("#proposal-8");
  for (let i = 0; i < 40; i++) {
    await desk.page.keyboard.press("Tab");
    const ring = await desk.page.evaluate(() => {
      const element = document.activeElement!;
      return element === document.body || element.id === "main" || parseFloat(getComputedStyle(element).outlineWidth) >= 1 ? "" : element.outerHTML.slice(0, 120);
    });
    expect(ring).toBe("");
  }
});

it.each([["p", "Portfolio board"], ["w", "What if"], ["l", "Liquidations"], ["o", "Oracles"], ["g", "Governance"], ["r", "Runs"]])("goes by g %s to %s", async (key, title) => {
  await desk.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await desk.page.keyboard.press("g");
  await desk.page.keyboard.press(key);
  await desk.page.waitForSelector(`h1:text-is('${title}')`, { state: "attached" });
});

it("goes anywhere by name, and gives the focus back", async () => {
  await desk.page.keyboard.press("Control+k");
  await desk.page.waitForSelector("dialog[open]");
  expect(await barriers(desk.page)).toEqual([]);
  await desk.page.keyboard.type("polar");
  await desk.page.waitForSelector("[role=option]:has-text('polaris')");
  await desk.page.keyboard.press("Enter");
  await desk.page.waitForSelector("h1:text-is('polaris')");
  await desk.page.keyboard.press("Control+k");
  await desk.page.keyboard.type("atlas/gapped");
  await desk.page.waitForSelector("[role=option]:has-text('atlas/gapped')");
  await desk.page.keyboard.press("Enter");
  await desk.page.waitForSelector("h1:text-is('atlas/gapped')");
  await desk.page.keyboard.press("Control+k");
  await desk.page.waitForSelector("dialog[open]");
  await desk.page.keyboard.press("Escape");
  await desk.page.waitForSelector("dialog", { state: "detached" });
});

it("lists its keys by ?", async () => {
  await desk.page.keyboard.press("?");
  await desk.page.waitForSelector("dialog[open] h2:text-is('Keys')");
  expect(await barriers(desk.page)).toEqual([]);
  await desk.page.keyboard.press("Enter");
  await desk.page.waitForSelector("dialog", { state: "detached" });
  expect(desk.errors).toEqual([]);
});

it("leaves letters to who writes", async () => {
  await desk.go("#/portfolios");
  await desk.page.keyboard.press("/");
  await desk.page.keyboard.type("tgp?");
  expect(await desk.page.inputValue("input[type=search]")).toBe("tgp?");
  expect(await desk.page.isVisible("dialog")).toBe(false);
});
