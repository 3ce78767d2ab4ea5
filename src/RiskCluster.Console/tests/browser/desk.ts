import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type BrowserContext, type Page } from "playwright-core";

export const address = process.env["CONSOLE_URL"] ?? "";
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export interface Desk {
  page: Page;
  context: BrowserContext;
  /** Whatever the page complained about: exceptions, console errors, refused by its policy. */
  errors: string[];
  /** Goes to a page of the console. */
  go: (hash: string) => Promise<void>;
  close: () => Promise<void>;
}

export interface DeskOptions {
  width?: number;
  height?: number;
  scheme?: "dark" | "light";
  signedIn?: boolean;
}

/** A browser of its own, with a profile that has never been used. */
export async function openDesk({ width = 1280, height = 800, scheme = "dark", signedIn = true }: DeskOptions = {}): Promise<Desk> {
  const profile = mkdtempSync(join(tmpdir(), "riskcluster-console-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env["CONSOLE_CHROMIUM"] ?? "/usr/bin/chromium",
    headless: true,
    args: flags,
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: "reduce",
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(30_000);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(`exception: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && errors.push(`console: ${message.text()} ${message.location().url}`));
  const token = process.env["CONSOLE_TOKEN"] ?? "";
  if (signedIn) await context.addInitScript((value) => sessionStorage.setItem("riskcluster.credentials", JSON.stringify({ kind: "token", token: value })), token);
  const go = async (hash: string): Promise<void> => {
    await page.goto(`${address}/${hash}`);
    await page.waitForSelector("h1");
  };
  const close = async (): Promise<void> => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { page, context, errors, go, close };
}

/** Waits until something holds, asking again and again. */
export async function until<T>(ask: () => Promise<T>, holds: (value: T) => boolean, what: string): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`not so after 30 s: ${what}; last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
