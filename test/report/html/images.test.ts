import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { renderHtml } from "../../../src/report/html/html";
import { renderSite } from "../../../src/history/site/render-site";
import { renderRefusalHtml, renderRunHtml } from "../../../src/report/html/run-html";
import type { Plan } from "../../../src/terms/plan";
import { yearOfTenants } from "../../history/site/courses";
import { browserPath, launchBrowser } from "../browser";
import { busyExecution, someProblems } from "../executions";
import { busyPlan, e1, e3, e5, mailOf, phoneSystem, seatOf } from "../plans";

/** Where pictures go: `npm run images` draws those of the documentation, in whatever widths are asked for. */
const folder = process.env["M365_LICENSES_IMAGES"];
const widths = (process.env["M365_LICENSES_IMAGE_WIDTHS"] ?? "1000").split(",").map(Number);

const prices = {
  currency: "EUR",
  bySku: { ENTERPRISEPACK: 21.3, ENTERPRISEPREMIUM: 35.7, STANDARDPACK: 9.4, MCOEV: 7.5 },
};
const link = ({ file, line }: { file: string; line: number }): string =>
  `https://git.contoso.com/licences/blob/main/${file}#L${line}`;

/** A plan that is refused, with everything that a reviewer may meet in one. */
const plan: Plan = {
  ...busyPlan(),
  tenant: { id: "84841066-274d-4ec0-a5c1-276be684bdd3", displayName: "Contoso" },
  digest: "9a41c0de77b2",
  seats: [
    seatOf(e3, { gained: 3, freed: 1, usedNow: 24, usedAfter: 26, short: 1, missing: 1, goWithout: [mailOf(3)] }),
    seatOf(e5, { bought: 1200, usedNow: 1100, usedAfter: 1101 }),
    seatOf(e1, { gained: 0, freed: 1, usedNow: 1, usedAfter: 0, warning: 5 }),
    seatOf(phoneSystem, { bought: 40, usedNow: 21, usedAfter: 24, gained: 3 }),
  ],
  findings: [
    {
      code: "seats-short",
      severity: "error",
      message:
        "ENTERPRISEPACK: 1 seat short. 25 bought, 24 used, 3 needed, 1 freed in this run. 1 person would go without.",
      remedy: "Buy 1 seat, take people out, or let the order of the stack decide: `onShortage: assignInOrder`.",
      principals: [mailOf(3)],
    },
    ...busyPlan().findings.filter(({ severity }) => severity !== "error"),
  ],
};

const heights: Readonly<Record<string, number>> = { refusal: 360, site: 800, run: 850, report: 1050 };

const pages = {
  report: renderHtml(plan, { stack: "contoso", prices, link }),
  run: renderRunHtml(plan, busyExecution(), "contoso"),
  refusal: renderRefusalHtml(someProblems(), "contoso", link),
  site: renderSite(yearOfTenants(), { reports: 4_380, skipped: [] }),
};

describe.skipIf(folder === undefined || browserPath === undefined)("pictures of the reports", () => {
  it("are drawn, light and dark", { timeout: 120_000 }, async () => {
    const target = resolve(folder ?? "");
    mkdirSync(target, { recursive: true });
    const browser = await launchBrowser();
    for (const [name, html] of Object.entries(pages))
      for (const colorScheme of ["light", "dark"] as const)
        for (const width of widths) {
          if (widths.length === 1 && colorScheme === "dark" && name !== "report") continue;
          const page = await browser.newPage({
            colorScheme,
            viewport: { width, height: heights[name] ?? 1400 },
          });
          await page.setContent(html);
          if (name === "site") await page.locator("summary").first().click();
          const file = join(target, `${name}-${colorScheme}${widths.length === 1 ? "" : `-${width}`}.png`);
          const picture = await page.screenshot();
          expect(picture.length).toBeGreaterThan(10_000);
          writeFileSync(file, picture);
          await page.close();
        }
    await browser.close();
  });
});
