import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDesk, type Desk } from "./desk";
import { ageless, barriers, cutFigures, overflow, overlaps } from "./looks";

const pages: [string, string][] = [
  ["#/portfolios", "table tbody tr[aria-rowindex]"],
  ["#/portfolios/polaris", "#heatmap [data-drawn]"],
  ["#/accounts/atlas/gapped", "#heatmap [data-drawn]"],
  ["#/what-if?portfolio=polaris", "#result table"],
  ["#/liquidations", ".panels table"],
  ["#/oracles", "#oracle-ETH table"],
  ["#/governance", "#proposal-8 table"],
  ["#/runs", "#start-backtest"],
];

describe.each([
  [1280, 800, "dark"],
  [1920, 1080, "light"],
  [390, 844, "light"],
] as const)("at %i x %i, %s", (width, height, scheme) => {
  let desk: Desk;
  beforeAll(async () => void (desk = await openDesk({ width, height, scheme })));
  afterAll(() => desk.close());

  it.each(pages)("%s is whole: no error, nothing over anything else, nothing beyond the edge, no figure cut off, no barrier, no figure without its age", async (hash, ready) => {
    await desk.go(hash);
    await desk.page.waitForSelector(ready);
    await desk.page.waitForTimeout(700);
    expect(await overflow(desk.page)).toBeLessThanOrEqual(0);
    expect(await overlaps(desk.page)).toEqual([]);
    expect(await cutFigures(desk.page)).toEqual([]);
    expect(await ageless(desk.page)).toEqual([]);
    expect(await barriers(desk.page)).toEqual([]);
    expect(desk.errors).toEqual([]);
  });

  it("shows the theme that the system asks for, and the other on request, and remembers it", async () => {
    await desk.go("#/portfolios");
    const theme = (): Promise<string | undefined> => desk.page.evaluate(() => document.documentElement.dataset["theme"]);
    expect(await theme()).toBe(scheme);
    await desk.page.keyboard.press("t");
    expect(await theme()).not.toBe(scheme);
    await desk.page.reload();
    await desk.page.waitForSelector("h1");
    expect(await theme()).not.toBe(scheme);
    await desk.page.keyboard.press("t");
  });
});
