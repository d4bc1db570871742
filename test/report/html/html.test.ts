import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Plan } from "../../../src/terms/plan";
import { renderHtml } from "../../../src/report/html/html";
import { renderRefusalHtml, renderRunHtml } from "../../../src/report/html/run-html";
import { browserPath, launchBrowser } from "../browser";
import { busyExecution, executionOf, someProblems } from "../executions";
import { busyPlan, e3, grantOf, mailOf, planOf, transitionOf } from "../plans";

const render = (plan: Plan): string => renderHtml(plan, { stack: "contoso" });

interface Opened {
  readonly page: Page;
  readonly errors: readonly string[];
}

describe("renderHtml", () => {
  it("loads nothing: no address outside the file but the namespace of nothing", () => {
    expect(render(busyPlan())).not.toMatch(/(src|href)="(?!#)|url\(|@import|https?:/);
  });

  it("lets no name become markup, neither in the page nor in its data", () => {
    const name = `</script><script>alert(1)</script><img src=x onerror=alert(1)>`;
    const html = render(
      planOf({
        transitions: [transitionOf(name, "grant", { grants: [grantOf(e3)] })],
        tenant: { id: "t", displayName: name },
        findings: [{ code: "x", severity: "warning", message: name, principals: [name] }],
      }),
    );
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
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  let files = 0;
  const open = (plan: Plan, options: BrowserContextOptions = {}): Promise<Opened> => openPage(render(plan), options);
  async function openPage(html: string, options: BrowserContextOptions = {}): Promise<Opened> {
    const file = join(folder, `${String((files += 1))}.html`);
    writeFileSync(file, html);
    const page = await (await browser.newContext(options)).newPage();
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", (error) => void errors.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) errors.push(`request: ${request.url()}`);
    });
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
    ]);
    expect(errors).toEqual([]);
  });

  it("filters by person, product, assignment and kind, and says how many are left", async () => {
    const { page } = await open(busyPlan());
    await page.getByLabel("Person or group").fill("ADELE");
    expect(await people(page)).toEqual(["adele@contoso.com"]);
    expect(await page.getByRole("status").textContent()).toBe("1 of 8 changes");
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByLabel("Product").selectOption("Microsoft Teams Phone Standard (MCOEV)");
    expect(await people(page)).toEqual([
      mailOf(1),
      mailOf(2),
      mailOf(3),
      "megan@contoso.com (now megan.bowen@contoso.com)",
    ]);
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
      seen.push(
        await page.evaluate(
          "(document.activeElement.textContent || document.activeElement.name || '').trim().slice(0, 20)",
        ),
      );
    }
    expect(seen[0]).toBe("Skip to the changes");
    for (const control of ["person", "Clear", "Kind", "Person or group", "What", "Why"])
      expect(seen).toContain(control);
  });

  it("shows what is used beyond what is bought", async () => {
    const { page } = await open(busyPlan());
    const row = page.getByRole("region", { name: "Seats" }).getByRole("row", { name: /Office 365 E3/ });
    expect(await row.locator(".over").count()).toBe(1);
    expect(await row.locator("td").allTextContents()).toEqual(["25", "24", "+3 −1", "26", "1", ""]);
    expect(await row.getByRole("img").getAttribute("aria-label")).toBe("104 % of what is bought");
  });

  it("says who loses what before seats, cost and changes, and explains the marks of a bar", async () => {
    const { page } = await open(busyPlan());
    expect(await page.locator("h2").allTextContents()).toEqual([
      "Errors (1)",
      "Losses",
      "Seats",
      "Who gains, swaps and loses what",
      "Warnings (1)",
      "Notes (1)",
      "More",
    ]);
    const losses = page.getByRole("region", { name: "Losses" }).locator("tbody tr");
    expect(await losses.first().locator("th").textContent()).toBe("temp1@contoso.com");
    expect(await page.locator(".legend").textContent()).toContain("used now");
  });

  it("shows on a telephone's screen what is short, who loses and why, without scrolling sideways", async () => {
    const { page } = await open(busyPlan(), { viewport: { width: 400, height: 800 } });
    const wider =
      "[...document.querySelectorAll('main *')].filter((one) => one.checkVisibility() && " +
      "one.getBoundingClientRect().right > 401).length";
    expect(await page.evaluate(wider)).toBe(0);
    expect(await page.evaluate("getComputedStyle(document.querySelector('td.short'), '::before').content")).toBe(
      '"Short "',
    );
    expect(await page.locator("#changes td[data-title=Why]").first().isVisible()).toBe(true);
  });

  it.each([
    ["a plan", "light", () => render(busyPlan())],
    ["a plan", "dark", () => render(busyPlan())],
    ["a run", "light", () => renderRunHtml(busyPlan(), busyExecution(), "contoso")],
    ["a run", "dark", () => renderRunHtml(busyPlan(), busyExecution(), "contoso")],
    ["a refusal", "light", () => renderRefusalHtml(someProblems(), "contoso", () => "https://host.example/x")],
    ["a refusal", "dark", () => renderRefusalHtml(someProblems(), "contoso", () => "https://host.example/x")],
  ] as const)("%s has text of enough contrast in %s", async (_, colorScheme, html) => {
    const { page } = await openPage(html(), { colorScheme });
    const script = `(() => {
      const light = (color) => {
        const [r, g, b] = color.match(/[0-9.]+/g).slice(0, 3).map((part) => {
          const value = part / 255;
          return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const color = getComputedStyle(at).backgroundColor;
          if (color !== "rgba(0, 0, 0, 0)") return color;
        }
        return "rgb(255, 255, 255)";
      };
      const texts = "p, li, td, th, h1, h2, label, strong, code, button, input, select, summary, a, pre";
      return [...document.querySelectorAll(texts)].filter((element) => element.checkVisibility()).map((element) => {
        const [a, b] = [light(getComputedStyle(element).color), light(ground(element))];
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      });
    })()`;
    const contrasts: number[] = await page.evaluate(script);
    expect(contrasts.length).toBeGreaterThan(10);
    expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
  });

  // The quick run has a tenth of them.
  const many = process.env["M365_LICENSES_QUICK_RUN"] === undefined ? 50_000 : 5_000;
  it(`opens and filters ${many.toLocaleString("en")} changes, a page at a time`, async () => {
    const transitions = Array.from({ length: many }, (_, index) =>
      transitionOf(mailOf(index), "grant", { grants: [grantOf(e3)] }),
    );
    const { page, errors } = await open(planOf({ transitions }));
    expect(await page.locator("#changes tr").count()).toBe(300);
    expect(await page.getByRole("status").textContent()).toBe(
      `${String(many)} of ${String(many)} changes, the first 300 are shown`,
    );
    await page.getByLabel("Person or group").fill(mailOf(many - 1));
    expect(await people(page)).toEqual([mailOf(many - 1)]);
    expect(errors).toEqual([]);
  }, 60_000);

  it("hides controls and shows every row on paper", async () => {
    const transitions = Array.from({ length: 400 }, (_, index) =>
      transitionOf(mailOf(index), "grant", { grants: [grantOf(e3)] }),
    );
    const { page } = await open(planOf({ transitions }));
    expect(await page.locator("#changes tr").count()).toBe(300);
    expect(await page.getByRole("button", { name: "Show 100 more" }).isVisible()).toBe(true);
    await page.emulateMedia({ media: "print" });
    await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator("#changes tr").count()).toBe(400);
    expect(await page.locator("#filters").isVisible()).toBe(false);
  });

  it("shows the rest on request", async () => {
    const transitions = Array.from({ length: 400 }, (_, index) =>
      transitionOf(mailOf(index), "grant", { grants: [grantOf(e3)] }),
    );
    const { page } = await open(planOf({ transitions }));
    await page.getByRole("button", { name: "Show 100 more" }).click();
    expect(await page.locator("#changes tr").count()).toBe(400);
    expect(await page.getByRole("button", { name: /Show/ }).isVisible()).toBe(false);
  });

  it("shows the text report where scripts are off", async () => {
    const { page } = await open(busyPlan(), { javaScriptEnabled: false });
    expect(await page.locator("noscript pre").textContent()).toContain("temp1@contoso.com loses mailbox, Teams");
  });

  it("shows what refuses a plan first, with a link to the line and what to copy", async () => {
    const place = { file: "stacks/contoso.yaml", line: 9, column: 3 };
    const remedy =
      "Split the change, or add to the stack file: approve: [{ losses: 6, of: [ENTERPRISEPACK], until: " +
      "2026-11-30, reason: ... }]";
    const plan = planOf({
      findings: [
        {
          code: "too-many-losses",
          severity: "error",
          message: "6 of 20 people would lose something.",
          remedy,
          principals: [],
          place,
        },
      ],
    });
    const { page } = await openPage(
      renderHtml(plan, { stack: "contoso", link: ({ file, line }) => `https://host.example/${file}#L${String(line)}` }),
    );
    expect(await page.getByRole("alert").textContent()).toContain(
      "Refused, nothing is applied: 1 error (too-many-losses).",
    );
    expect(await page.locator(".findings pre").textContent()).toBe(
      "approve: [{ losses: 6, of: [ENTERPRISEPACK], until: 2026-11-30, reason: ... }]",
    );
    expect(await page.getByRole("link", { name: "stacks/contoso.yaml:9:3" }).getAttribute("href")).toBe(
      "https://host.example/stacks/contoso.yaml#L9",
    );
    expect(await page.locator("main h2").first().textContent()).toBe("Errors (1)");
  });

  it("makes no link of what is no address", async () => {
    const { page } = await openPage(renderRefusalHtml(someProblems(), "contoso", () => "javascript:alert(1)"));
    expect(await page.getByRole("link").count()).toBe(0);
  });

  it("shows a run: what failed and what to do, what is on its way, and everybody to filter and sort", async () => {
    const { page, errors } = await openPage(renderRunHtml(busyPlan(), busyExecution(), "contoso"));
    expect(await page.locator("main > p").first().textContent()).toBe(
      "5 done, 1 failed, 1 group member without the licence, 1 left for the next run.",
    );
    expect(await page.getByRole("alert").textContent()).toContain("Not everybody was served.");
    const failed = page.getByRole("region", { name: /^Failed/ });
    expect(await failed.textContent()).toMatch(
      /no-seats user0003@contoso\.com: Subscription with SKU x .*Buy a seat\.request id 5f0c1ad2/,
    );
    expect(await page.getByRole("region", { name: "On its way" }).textContent()).toContain("group Sales Team");
    expect((await people(page)).slice(0, 3)).toEqual([
      mailOf(3),
      "lee@contoso.com",
      "megan@contoso.com (now megan.bowen@contoso.com)",
    ]);
    expect(await page.getByRole("status").textContent()).toBe("8 of 8 people and groups");
    await page.getByLabel("Outcome").selectOption("done");
    expect(await people(page)).toEqual(["group Sales Team", "adele@contoso.com", mailOf(1), mailOf(2)]);
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByLabel("Product").selectOption("Office 365 E5 (ENTERPRISEPREMIUM)");
    expect(await people(page)).toEqual(["adele@contoso.com"]);
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByRole("button", { name: "Person or group" }).focus();
    await page.keyboard.press("Enter");
    expect(await page.getByRole("columnheader", { name: "Person or group" }).getAttribute("aria-sort")).toBe(
      "ascending",
    );
    expect(
      await page
        .getByRole("row", { name: /Office 365 E5/ })
        .last()
        .locator("td")
        .allTextContents(),
    ).toEqual(["1,200", "1,101", "99"]);
    expect(errors).toEqual([]);
  });

  it("prints every row of a run without the controls, and reaches every control of it with Tab", async () => {
    const transitions = Array.from({ length: 400 }, (_, index) =>
      transitionOf(mailOf(index), "grant", { grants: [grantOf(e3)] }),
    );
    const outcomes = transitions.map(({ id, name }) => ({
      principal: "user" as const,
      id,
      name,
      kind: "applied" as const,
    }));
    const { page } = await openPage(renderRunHtml(planOf({ transitions }), executionOf({ outcomes }), "contoso"));
    const seen: string[] = [];
    for (let presses = 0; presses < 14; presses += 1) {
      await page.keyboard.press("Tab");
      seen.push(
        await page.evaluate(
          "(document.activeElement.textContent || document.activeElement.name || '').trim().slice(0, 31)",
        ),
      );
    }
    expect(seen[0]).toBe("Skip to the people and groups");
    for (const control of ["person", "Clear", "Outcome", "Person or group", "What", "Why", "Show 100 more"])
      expect(seen).toContain(control);
    await page.emulateMedia({ media: "print" });
    await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator("#changes tr").count()).toBe(400);
    expect(await page.locator("#filters").isVisible()).toBe(false);
  });

  it("shows a run that was stopped, and one that had nothing to do", async () => {
    const [first, ...rest] = busyPlan().transitions;
    const stopped = executionOf({
      stopped: true,
      interruption: new Error("Graph is out of reach"),
      outcomes: [
        { principal: "group", id: first!.id, name: first!.name, kind: "applied" },
        ...rest.map(({ principal, id, name }) => ({ principal, id, name, kind: "notSent" as const })),
      ],
    });
    const { page } = await openPage(renderRunHtml(busyPlan(), stopped, "contoso"));
    expect(await page.getByRole("alert").textContent()).toContain("Graph is out of reach");
    expect(await page.locator(".counts").textContent()).toBe("0failed6not sent1done");
    const quiet = await openPage(renderRunHtml(planOf(), executionOf(), "contoso"));
    expect(await quiet.page.locator("main").textContent()).toContain("Nobody had to be changed.");
    expect(quiet.errors).toEqual([]);
  });

  it("shows why there is no plan, each problem with its line and what to do", async () => {
    const { page, errors } = await openPage(
      renderRefusalHtml(someProblems(), "contoso", ({ file, line }) => `https://host.example/${file}#L${String(line)}`),
    );
    expect(await page.getByRole("alert").textContent()).toContain("No plan could be made, nothing is changed.");
    expect(await page.getByRole("link").allTextContents()).toEqual([
      "stacks/contoso.yaml:6:16",
      "stacks/lists/sales.txt:3:1",
    ]);
    expect(await page.locator(".findings li").first().textContent()).toContain("Did you mean Office 365 E3?");
    await page.getByText("As text").click();
    expect(await page.getByRole("region", { name: "The report as text" }).isVisible()).toBe(true);
    expect(errors).toEqual([]);
  });

  it("lets no name of a run become markup", () => {
    const name = `</script><img src=x onerror=alert(1)>`;
    const html = renderRunHtml(
      planOf(),
      executionOf({
        outcomes: [
          { principal: "user", id: "1", name, kind: "failed", problem: { code: name, message: name, remedy: name } },
        ],
      }),
      name,
    );
    expect(html).not.toContain("<img");
    expect(
      renderRefusalHtml([{ code: name, message: name, remedy: name, place: { file: name, line: 1, column: 1 } }], name),
    ).not.toContain("<img");
  });
});
