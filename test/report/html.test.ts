import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Plan } from "../../src/plan/plan";
import { renderHtml } from "../../src/report/html";
import { browserPath, launchBrowser } from "./browser";
import { busyPlan, e3, grantOf, mailOf, planOf, transitionOf } from "./plans";

const render = (plan: Plan): string => renderHtml(plan, { stack: "contoso" });

describe("renderHtml", () => {
  it("loads nothing: no address outside the file but the namespace of nothing", () => {
    expect(render(busyPlan())).not.toMatch(/(src|href)="(?!#)|url\(|@import|https?:/);
  });

  it("lets no name become markup, neither in the page nor in its data", () => {
    const name = `</script><script>alert(1)</script><img src=x onerror=alert(1)>`;
    const html = render(planOf({ transitions: [transitionOf(name, "grant", { grants: [grantOf(e3)] })], tenant: { id: "t", displayName: name }, findings: [{ code: "x", severity: "warning", message: name, principals: [name] }] }));
    expect(html).not.toContain("<img");
    expect(html).not.toContain("<script>alert");
  });

  it("gives the same bytes for the same plan", () => {
    expect(render(busyPlan())).toBe(render(busyPlan()));
  });
});

describe.skipIf(browserPath === undefined)("the HTML report in Chromium (skipped where there is none)", () => {
  const folder = mkdtempSync(join(tmpdir(), "report-html-"));
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  let files = 0;
  async function open(plan: Plan, options: BrowserContextOptions = {}): Promise<{ page: Page; errors: string[] }> {
    const file = join(folder, `${String((files += 1))}.html`);
    writeFileSync(file, render(plan));
    const page = await (await browser.newContext(options)).newPage();
    const errors: string[] = [];
    page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
    page.on("pageerror", (error) => void errors.push(error.message));
    page.on("request", (request) => { if (!request.url().startsWith("file:")) errors.push(`request: ${request.url()}`); });
    await page.goto(pathToFileURL(file).href);
    return { page, errors };
  }
  const people = (page: Page): Promise<string[]> => page.locator("#changes th").allTextContents();

  it("shows losses first, then every change, without an error or a request", async () => {
    const { page, errors } = await open(busyPlan());
    expect(await people(page)).toEqual([
      "temp1@contoso.com",
      "lee@contoso.com",
      "group Sales Team",
      "adele@contoso.com",
      mailOf(1),
      mailOf(2),
      mailOf(3),
      "megan@contoso.com (now megan.bowen@contoso.com)",
      "temp1@contoso.com",
    ]);
    expect(errors).toEqual([]);
  });

  it("filters by person, product, assignment and kind, and says how many are left", async () => {
    const { page } = await open(busyPlan());
    await page.getByLabel("Person or group").fill("ADELE");
    expect(await people(page)).toEqual(["adele@contoso.com"]);
    expect(await page.getByRole("status").textContent()).toBe("1 of 9 changes");
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByLabel("Product").selectOption("Microsoft Teams Phone Standard (MCOEV)");
    expect(await people(page)).toEqual([mailOf(1), mailOf(2), mailOf(3), "megan@contoso.com (now megan.bowen@contoso.com)"]);
    await page.getByLabel("Kind").selectOption("moves");
    expect(await people(page)).toEqual(["megan@contoso.com (now megan.bowen@contoso.com)"]);
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByLabel("Assignment").selectOption("contractors");
    expect(await people(page)).toEqual(["temp1@contoso.com"]);
  });

  it("sorts by any column with the keyboard alone, and tells a screen reader", async () => {
    const { page } = await open(busyPlan());
    await page.getByRole("button", { name: "Person or group" }).focus();
    await page.keyboard.press("Enter");
    const sorted = await people(page);
    expect(sorted).toEqual([...sorted].sort());
    const head = page.getByRole("columnheader", { name: "Person or group" });
    expect(await head.getAttribute("aria-sort")).toBe("ascending");
    await page.keyboard.press("Enter");
    expect(await people(page)).not.toEqual(sorted);
    expect(await head.getAttribute("aria-sort")).toBe("descending");
  });

  it("reaches every control with Tab, and begins with a way past the figures", async () => {
    const { page } = await open(busyPlan());
    const seen: string[] = [];
    for (let presses = 0; presses < 14; presses += 1) {
      await page.keyboard.press("Tab");
      seen.push(await page.evaluate("(document.activeElement.textContent || document.activeElement.name || '').trim().slice(0, 20)"));
    }
    expect(seen[0]).toBe("Skip to the changes");
    for (const control of ["person", "Clear", "Kind", "Person or group", "What", "Why"]) expect(seen).toContain(control);
  });

  it("shows what is used beyond what is bought", async () => {
    const { page } = await open(busyPlan());
    const row = page.getByRole("row", { name: /Office 365 E3/ }).first();
    expect(await row.locator(".over").count()).toBe(1);
    expect(await row.locator("td").allTextContents()).toEqual(["25", "24", "+3 −1", "26", "1", ""]);
    expect(await row.getByRole("img").getAttribute("aria-label")).toBe("104 % of what is bought");
  });

  it.each(["light", "dark"] as const)("has text of enough contrast in %s", async (colorScheme) => {
    const { page } = await open(busyPlan(), { colorScheme });
    const script = `(() => {
      const light = (color) => { const [r, g, b] = color.match(/[0-9.]+/g).slice(0, 3).map((part) => { const value = part / 255; return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
      const ground = (element) => { for (let at = element; at; at = at.parentElement) { const color = getComputedStyle(at).backgroundColor; if (color !== "rgba(0, 0, 0, 0)") return color; } return "rgb(255, 255, 255)"; };
      return [...document.querySelectorAll("p, li, td, th, h1, h2, label, strong, code, button, input, select")].filter((element) => element.checkVisibility()).map((element) => { const [a, b] = [light(getComputedStyle(element).color), light(ground(element))]; return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); });
    })()`;
    const contrasts: number[] = await page.evaluate(script);
    expect(contrasts.length).toBeGreaterThan(50);
    expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
  });

  it("opens and filters 50,000 changes, a page at a time", async () => {
    const transitions = Array.from({ length: 50_000 }, (_, index) => transitionOf(mailOf(index), "grant", { grants: [grantOf(e3)] }));
    const { page, errors } = await open(planOf({ transitions }));
    expect(await page.locator("#changes tr").count()).toBe(300);
    expect(await page.getByRole("status").textContent()).toBe("50000 of 50000 changes, the first 300 are shown");
    await page.getByLabel("Person or group").fill(mailOf(49_999));
    expect(await people(page)).toEqual([mailOf(49_999)]);
    expect(errors).toEqual([]);
  }, 60_000);

  it("hides controls and shows every row on paper", async () => {
    const transitions = Array.from({ length: 400 }, (_, index) => transitionOf(mailOf(index), "grant", { grants: [grantOf(e3)] }));
    const { page } = await open(planOf({ transitions }));
    expect(await page.locator("#changes tr").count()).toBe(300);
    expect(await page.getByRole("button", { name: "Show 100 more" }).isVisible()).toBe(true);
    await page.emulateMedia({ media: "print" });
    await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator("#changes tr").count()).toBe(400);
    expect(await page.locator("#filters").isVisible()).toBe(false);
  });

  it("shows the rest on request", async () => {
    const transitions = Array.from({ length: 400 }, (_, index) => transitionOf(mailOf(index), "grant", { grants: [grantOf(e3)] }));
    const { page } = await open(planOf({ transitions }));
    await page.getByRole("button", { name: "Show 100 more" }).click();
    expect(await page.locator("#changes tr").count()).toBe(400);
    expect(await page.getByRole("button", { name: /Show/ }).isVisible()).toBe(false);
  });

  it("shows the text report where scripts are off", async () => {
    const { page } = await open(busyPlan(), { javaScriptEnabled: false });
    expect(await page.locator("noscript pre").textContent()).toContain("temp1@contoso.com loses mailbox, Teams");
  });
});
