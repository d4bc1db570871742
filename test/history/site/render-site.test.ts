import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderSite } from "../../../src/history/site/render-site";
import { browserPath, launchBrowser } from "../../report/browser";
import { e3 } from "../../report/plans";
import { coursesOf, planJson, poolOf, someCourses } from "./courses";

const source = { reports: 5, skipped: [] };

describe("the page over all stacks", () => {
  it("puts those that need somebody first, and says what seats cost", () => {
    const page = renderSite(someCourses(), source);
    expect(page.indexOf("<b>contoso</b>")).toBeLessThan(page.indexOf("<b>fabrikam</b>"));
    // 100 E3 and 20 E5 of contoso, 50 E3 of fabrikam.
    expect(page).toContain("<strong>3,800 EUR a month</strong>");
    expect(page).toContain("in use 3,440");
    expect(page).toContain("bought and idle 360");
    expect(page).toContain("119 of 120");
    expect(page).toContain("nothing to do");
    expect(page).toContain("Out of 5 reports, 2026-01-01 to 2026-06-30");
  });

  it("says of a stack that it is silent", () => {
    const page = renderSite(
      coursesOf(
        planJson("a", "2026-06-30", { pools: [poolOf(e3, 2, 1)] }),
        planJson("b", "2026-06-20", { pools: [poolOf(e3, 2, 1)] }),
      ),
      source,
    );
    expect(page).toContain("no report since 2026-06-20");
    expect(page).not.toContain("no report since 2026-06-30");
    expect(page).toContain("without a recent report");
  });

  it("has no money where no stack has prices, one chart for each currency, and seats that are too many in red", () => {
    const unpriced = renderSite(
      coursesOf(planJson("a", "2026-01-01", { pools: [poolOf(e3, 2, 3)], isPriced: false })),
      source,
    );
    expect(unpriced).not.toContain("<figure");
    expect(unpriced).toContain("1 over");
    expect(unpriced).toContain('class="beyond"');
    expect(renderSite(someCourses(), source).match(/<figure/g)).toHaveLength(1);
  });

  it("opens where there is nothing, and names files that were not read", () => {
    const page = renderSite([], { reports: 0, skipped: [{ file: "a<b>.json", why: "it is no JSON" }] });
    expect(page).toContain("Licences of 0 stacks");
    expect(page).toContain("1 file was not read");
    expect(page).toContain("a&lt;b&gt;.json: it is no JSON");
  });

  it("is the same page for the same reports", () =>
    expect(renderSite(someCourses(), source)).toBe(renderSite(someCourses(), source)));
});

describe.skipIf(browserPath === undefined)("in a browser", () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "site-"));
    browser = await launchBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  const put = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return pathToFileURL(join(folder, name)).href;
  };

  it.each([
    [400, "light"],
    [400, "dark"],
    [1200, "light"],
    [1200, "dark"],
  ] as const)(
    "fits a screen of %s px, %s, and opens a stack by the keyboard alone",
    { timeout: 60_000 },
    async (width, colorScheme) => {
      const url = put("index.html", renderSite(someCourses(), source));
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
      const [requests, complaints]: [string[], string[]] = [[], []];
      page.on("request", (request) => requests.push(request.url()));
      page.on("console", (message) => complaints.push(message.text()));
      await page.goto(url);
      expect(await page.getByRole("heading", { name: "To do" }).isVisible()).toBe(false);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      expect(await page.getByRole("heading", { name: "To do (1)" }).isVisible()).toBe(true);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      expect(
        await page.getByRole("img", { name: /EUR a month over time.*2026-06-30 3,440.00 of 3,800.00/ }).count(),
      ).toBe(1);
      const [ground, edge] = (await page.evaluate(
        `[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector(".edge")).stroke]`,
      )) as [string, string];
      expect(ground).toBe(colorScheme === "dark" ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)");
      expect(edge).toBe(colorScheme === "dark" ? "rgb(121, 184, 255)" : "rgb(10, 83, 168)");
      expect(requests).toEqual([url]);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  it("runs and loads nothing, whatever things are called", { timeout: 60_000 }, async () => {
    const evil =
      `</b></style><script>document.title="ran"</script>` +
      `<img src="https://evil.example/x" onerror="document.title='ran'">`;
    const findings = [{ code: evil, severity: "error" as const, message: evil, remedy: evil, principals: [evil] }];
    const plan = { tenant: { id: evil, displayName: evil }, findings };
    const pools = [{ ...poolOf(e3, 5, 1), name: evil, partNumber: evil }];
    const text = renderSite(coursesOf(planJson(evil, "2026-01-01", { pools, plan })), {
      reports: 1,
      skipped: [{ file: evil, why: evil }],
    });
    const url = put("evil.html", text);
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(url);
    for (const summary of await page.locator("summary").all()) await summary.click();
    await page.waitForTimeout(300);
    expect(await page.title()).not.toBe("ran");
    expect(requests).toEqual([url]);
    expect(await page.locator("img, script").count()).toBe(0);
    await page.close();
  });
});
