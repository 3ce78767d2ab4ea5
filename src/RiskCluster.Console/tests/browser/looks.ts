import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds that keeps somebody out: serious and critical findings, with the elements. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const results = await (window as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: { id: string; impact: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }> } }).axe.run(document, { resultTypes: ["violations"] });
    return results.violations
      .filter((violation) => violation.impact === "serious" || violation.impact === "critical")
      .flatMap((violation) => violation.nodes.slice(0, 5).map((node) => `${violation.id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`));
  });
}

/** Pairs of texts that lie over each other: pieces of text in view whose boxes share more than a sliver. */
export function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const boxes: { text: string; node: Node; box: DOMRect }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement!;
      const text = node.textContent!.trim();
      if (text === "" || element.closest(".sr, .skip, script, noscript, .chip-word") || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      // Line by line: a text that wraps leaves room for others beside its ends.
      for (let box of range.getClientRects()) {
      // What its ancestors cut off is not seen, and cannot lie over anything.
      for (let parent: Element | null = element; parent; parent = parent.parentElement) {
        if (getComputedStyle(parent).overflow === "visible") continue;
        const clip = parent.getBoundingClientRect();
        const left = Math.max(box.left, clip.left), top = Math.max(box.top, clip.top);
        box = new DOMRect(left, top, Math.max(0, Math.min(box.right, clip.right) - left), Math.max(0, Math.min(box.bottom, clip.bottom) - top));
      }
      // Rows pass below the header that stays.
      const table = element.closest("table");
      const header = element.closest("thead") ? undefined : table?.querySelector("thead th")?.getBoundingClientRect();
      if (header && box.top < header.bottom) continue;
      if (box.width > 1 && box.height > 1 && box.top < innerHeight && box.left < innerWidth) boxes.push({ text, node, box });
      }
    }
    const found: string[] = [];
    for (let i = 0; i < boxes.length; i++) {
      for (let j = i + 1; j < boxes.length; j++) {
        const a = boxes[i]!, b = boxes[j]!;
        if (a.node === b.node) continue;
        const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (width > 2 && height > 4) found.push(`"${a.text}" and "${b.text}"`);
      }
    }
    return found.slice(0, 10);
  });
}

/** Figures that are cut off: half a number is a wrong number. */
export function cutFigures(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll<HTMLElement>(".tile-value, .figures dd, .grid td")].filter((element) => /\d/.test(element.innerText) && !element.querySelector(".clip, .chip") && element.scrollWidth > element.clientWidth + 1).map((element) => element.innerText).slice(0, 10));
}

/** How far the page is wider than the screen, CSS pixels. */
export const overflow = (page: Page): Promise<number> => page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.getElementById("main")!.scrollWidth) - innerWidth);

/** Panels of figures that do not tell how old they are. */
export function ageless(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll("section.panel")].filter((panel) => !panel.querySelector(".age, form")).map((panel) => panel.id));
}

/** How many different colours a canvas shows: one that was not drawn has one. */
export function coloursOf(page: Page, selector: string): Promise<number> {
  return page.evaluate((query) => {
    const canvas = document.querySelector<HTMLCanvasElement>(query);
    if (!canvas) return 0;
    const data = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height).data;
    const colours = new Set<number>();
    for (let i = 0; i < data.length; i += 4) colours.add((data[i]! << 24) | (data[i + 1]! << 16) | (data[i + 2]! << 8) | data[i + 3]!);
    return colours.size;
  }, selector);
}
