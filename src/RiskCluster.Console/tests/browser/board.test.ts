import { afterAll, beforeAll, expect, it } from "vitest";
import { openDesk, until, type Desk } from "./desk";

let desk: Desk;
beforeAll(async () => void (desk = await openDesk()));
afterAll(() => desk.close());

const cells = (column: number): Promise<string[]> => desk.page.$$eval("table tbody tr[aria-rowindex]", (rows, index) => rows.map((row) => (row as HTMLTableRowElement).cells[index]!.innerText.trim()), column);
const amount = (text: string): number => (text === "–" ? -Infinity : Number(text.replaceAll(",", "").replace("−", "-")));
const open = async (hash: string): Promise<void> => {
  await desk.go(hash);
  await until(() => desk.page.getAttribute("table", "aria-rowcount"), (count) => Number(count) > 1, "rows are there");
};

it("shows all 1,200 owners, the least maintenance excess first, with few elements", async () => {
  await open("#/portfolios");
  await until(() => desk.page.getAttribute("table", "aria-rowcount"), (count) => count === "1201", "all pages have been read");
  const excesses = (await cells(2)).map(amount);
  expect(excesses).toEqual([...excesses].sort((a, b) => a - b));
  expect(excesses.length).toBeLessThan(60);
  expect(await desk.page.innerText("table tbody tr[aria-rowindex='2'] td")).toBe("gacrux-0042");
});

it("moves by j and k, and opens by Enter", async () => {
  await open("#/portfolios?q=polaris");
  await desk.page.keyboard.press("j");
  expect(await desk.page.evaluate(() => document.activeElement!.getAttribute("aria-selected"))).toBe("true");
  await desk.page.keyboard.press("Enter");
  await desk.page.waitForSelector("h1:has-text('polaris')");
  expect(new URL(desk.page.url()).hash).toBe("#/portfolios/polaris");
});

it("goes to the end and back by End and Home, and keeps the row in sight", async () => {
  await open("#/portfolios?sort=owner");
  await until(() => desk.page.getAttribute("table", "aria-rowcount"), (count) => count === "1201", "all pages have been read");
  await desk.page.keyboard.press("j");
  await desk.page.keyboard.press("End");
  await desk.page.waitForSelector("tr[aria-rowindex='1201'][aria-selected=true]");
  expect(await desk.page.evaluate(() => {
    const row = document.activeElement!.getBoundingClientRect();
    const box = document.querySelector(".grid-box")!.getBoundingClientRect();
    return row.top >= box.top && row.bottom <= box.bottom + 1;
  })).toBe(true);
  await desk.page.keyboard.press("k");
  await desk.page.waitForSelector("tr[aria-rowindex='1200'][aria-selected=true]");
  await desk.page.keyboard.press("Home");
  await desk.page.waitForSelector("tr[aria-rowindex='2'][aria-selected=true]");
});

it("filters by / and says how many fit; the link keeps the filter", async () => {
  await open("#/portfolios");
  await desk.page.keyboard.press("/");
  await desk.page.keyboard.type("mizar");
  await desk.page.waitForSelector("[role=status]:has-text('100 of 1200')");
  expect((await cells(0)).every((owner) => owner.startsWith("mizar"))).toBe(true);
  expect(desk.page.url()).toContain("q=mizar");
  await desk.page.keyboard.press("Escape");
  await desk.page.waitForSelector("[role=status]:has-text('1200 owners')");
  await desk.page.click("text=Below maintenance >> nth=1");
  await until(() => cells(2), (values) => values.length > 0 && values.every((value) => value.startsWith("−")), "only those below maintenance are left");
});

it("sorts by its headers, both ways", async () => {
  await open("#/portfolios");
  await desk.page.click("th button:has-text('Owner')");
  expect(await desk.page.getAttribute("th:has-text('Owner')", "aria-sort")).toBe("ascending");
  const owners = await cells(0);
  expect(owners).toEqual([...owners].sort());
  await desk.page.click("th button:has-text('Owner')");
  expect(await desk.page.getAttribute("th:has-text('Owner')", "aria-sort")).toBe("descending");
  expect(desk.page.url()).toContain("order=falling");
});

it("is live: figures change and stay young, and says what it cannot show", async () => {
  await open("#/portfolios");
  await desk.page.waitForSelector(".stream-live");
  const before = await cells(2);
  await until(() => cells(2), (now) => now.join() !== before.join(), "an excess has changed");
  const ages = await cells((await desk.page.$$("th")).length - 1);
  expect(ages.filter((age) => /^\d\.\d s$/.test(age)).length).toBeGreaterThan(10);
  expect(await desk.page.getAttribute("tr[aria-rowindex='2'] .chip", "title")).toContain("cannot be priced");
  expect(desk.errors).toEqual([]);
});
