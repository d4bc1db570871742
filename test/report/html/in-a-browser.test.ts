import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderHtml } from "../../../src/report/html/html";
import { renderRefusalHtml, renderRunHtml } from "../../../src/report/html/run-html";
import { renderWasteHtml } from "../../../src/report/html/waste-page";
import type { Plan } from "../../../src/terms/plan";
import { wasteReasons } from "../../../src/terms/waste";
import { browserPath, launchBrowser } from "../browser";
import { executionOf } from "../executions";
import { callingPlan, e3, grantOf, lossOf, planOf, removalOf, seatOf, transitionOf } from "../plans";

/** What has been used to get a script into a page, each of which would say that it ran. */
const payloads = [
  "<script>ran()</script>",
  "</script><script>ran()</script>",
  "</style><script>ran()</script>",
  "</title><script>ran()</script>",
  "</pre></noscript><img src=x onerror=ran()>",
  "<img src=x onerror=ran()>",
  `"><svg onload=ran()>`,
  `' onmouseover='ran()' autofocus onfocus='ran()`,
  "<iframe srcdoc='<script>parent.ran()</script>'></iframe>",
  "<a href=javascript:ran()>x</a>",
  "<meta http-equiv=refresh content='0;url=https://evil.example'>",
  "<base href=https://evil.example>",
  "<link rel=stylesheet href=https://evil.example/x.css>",
  "<form action=https://evil.example><button>x</button></form>",
  "<!--<script>--><script>ran()</script>",
  "\\u003cscript>ran()</script>",
  "<x\u0000y onload=ran()>",
  "\u2028ran()//",
  "${ran()}",
  "{{constructor.constructor('ran()')()}}",
];
const name = payloads.join(" ");

function planWith(called: string): Plan {
  const place = { file: called, line: 1, column: 1 };
  const reasons = [{ kind: "declared" as const, assignment: called, place }];
  return planOf({
    tenant: { id: "t", displayName: called },
    skus: {
      [e3]: { partNumber: called, name: `${called} name` },
      [callingPlan]: { partNumber: called, name: called },
    },
    transitions: [
      transitionOf(called, "grant", { principal: "group", grants: [grantOf(e3, { reasons })] }),
      transitionOf(`${called}@b`, "withdraw", { removals: [removalOf(e3)] }),
    ],
    losses: [lossOf(`${called}@b`, e3, { critical: ["mailbox"] })],
    seats: [seatOf(e3, { goWithout: [called] })],
    findings: [{ code: "renamed", severity: "warning", message: called, principals: [called], place, remedy: called }],
    pending: [called],
    unchanged: { count: 1, adopted: [called] },
  });
}

const problem = { code: "no-seats", message: name, remedy: name, requestId: name };
const pages: readonly (readonly [string, () => string])[] = [
  ["a plan", () => renderHtml(planWith(name), { stack: name, link: () => "javascript:ran()" })],
  [
    "a run",
    () => {
      const outcome = { principal: "user" as const, id: name, name, kind: "failed" as const, problem };
      return renderRunHtml(planWith(name), executionOf({ outcomes: [outcome] }), name);
    },
  ],
  [
    "a report of waste",
    () => {
      const place = { file: name, line: 1, column: 1 };
      const way = { kind: "stack" as const, assignments: [{ assignment: name, place }] };
      const about = { userId: name, name, skuId: name, partNumber: name, product: `${name} name`, lastSignIn: name };
      const seats = wasteReasons.map((reason) => ({ ...about, reason, containedIn: name, stops: [], way }));
      const spared = { protected: 1, released: 0, young: 0 };
      const waste = { days: 90, holders: 1, seats, neverSeen: [name], spared, signInsUnknown: name };
      return renderWasteHtml({ stack: name, tenant: { id: name, displayName: name }, today: "2026-11-23", waste });
    },
  ],
  [
    "a refusal",
    () =>
      renderRefusalHtml(
        [{ code: name, message: name, remedy: name, place: { file: name, line: 1, column: 1 } }],
        name,
        () => "javascript:ran()",
      ),
  ],
];

let browser: Browser;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "in-a-browser-"));
  if (browserPath !== undefined) browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  if (browserPath !== undefined) await browser.close();
  rmSync(folder, { recursive: true });
});

describe.skipIf(browserPath === undefined)("scripts in names", () => {
  it.each(pages)("do not run in %s, load nothing and lead nowhere", { timeout: 60_000 }, async (_, render) => {
    const file = join(folder, "report.html");
    writeFileSync(file, render());
    const page = await browser.newPage();
    const loaded: string[] = [];
    const ran: string[] = [];
    await page.exposeFunction("ran", () => ran.push("ran"));
    page.on("request", (request) => loaded.push(request.url()));
    page.on("dialog", (dialog) => void dialog.dismiss());
    await page.goto(pathToFileURL(file).href);
    for (const summary of await page.locator("summary").all()) await summary.click();
    await page.mouse.move(300, 300);
    await page.waitForTimeout(500);
    expect(ran).toEqual([]);
    expect(loaded).toEqual([pathToFileURL(file).href]);
    expect(page.url()).toBe(pathToFileURL(file).href);
    const made = "img, svg[onload], iframe, base, link, [onerror], [onmouseover], [onfocus], a[href^='javascript']";
    expect(await page.locator(made).count()).toBe(0);
    expect(await page.locator("script").count()).toBeLessThanOrEqual(2);
    await page.close();
  });

  it("would be found out: the same page without its escapes runs them", { timeout: 60_000 }, async () => {
    const file = join(folder, "open.html");
    writeFileSync(file, `<!doctype html><body>${payloads.join("\n")}`);
    const page = await browser.newPage();
    const ran: string[] = [];
    await page.exposeFunction("ran", () => ran.push("ran"));
    await page.route(/evil/, (route) => route.abort());
    await page.goto(pathToFileURL(file).href);
    await expect.poll(() => ran.length).toBeGreaterThan(0);
    await page.close();
  });
});
