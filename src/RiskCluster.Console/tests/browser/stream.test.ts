import { afterAll, beforeAll, expect, it } from "vitest";
import { address, openDesk, until, type Desk } from "./desk";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.go("#/portfolios");
  await desk.page.waitForSelector(".stream-live");
});
afterAll(() => desk.close());

const told = async (): Promise<{ opened: number; resumed: string[] }> => (await fetch(`${address}/desk/stream`)).json() as Promise<{ opened: number; resumed: string[] }>;
const post = (path: string): Promise<Response> => fetch(address + path, { method: "POST" });

it("comes back from where it was, when its connection is cut", async () => {
  const before = await told();
  await post("/desk/cut");
  const after = await until(told, (value) => value.opened > before.opened, "it has connected again");
  expect(after.resumed.length).toBe(before.resumed.length + 1);
  expect(after.resumed.at(-1)).toMatch(/^c\d+$/);
  await desk.page.waitForSelector(".stream-live");
});

it("notices a missing event and reads everything again", async () => {
  const before = await told();
  await post("/desk/skip?channel=portfolios");
  const after = await until(told, (value) => value.opened > before.opened, "it has connected again");
  expect(after.resumed.length).toBe(before.resumed.length);
  await until(() => desk.page.getAttribute(".stream-live", "title").catch(() => ""), (title) => (title ?? "").includes("1 times an event was missed"), "the badge tells");
});

it("opens one connection for all channels of a page", async () => {
  const before = await told();
  await desk.page.goto(`${address}/#/oracles`);
  await desk.page.waitForSelector("#oracle-BTC table");
  await desk.page.waitForTimeout(1_500);
  expect((await told()).opened - before.opened).toBeLessThanOrEqual(2);
  const price = await desk.page.innerText("#oracle-BTC .oracle-price");
  await until(() => desk.page.innerText("#oracle-BTC .oracle-price"), (now) => now !== price, "the price has changed");
});

it("lets ages grow and figures turn grey while nothing comes", async () => {
  await desk.go("#/portfolios");
  await desk.page.waitForSelector(".stream-live");
  await desk.page.route("**/v1/**", (route) => route.abort());
  await post("/desk/cut");
  await desk.page.waitForSelector(".stream-bad");
  await desk.page.waitForSelector("tr.late .age-late", { timeout: 25_000 });
  await desk.page.unroute("**/v1/**");
  await desk.page.click(".stream-bad button");
  await desk.page.waitForSelector(".stream-live");
});
