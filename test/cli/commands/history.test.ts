import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { renderReports } from "../../../src/provider/reports/write-reports";
import { executionOf } from "../../report/executions";
import { e3, e5, grantOf, planOf, removalOf, transitionOf } from "../../report/plans";
import { commandLine } from "../command-line";

const environment = { PATH: process.env["PATH"] ?? "" };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "history-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

/** The report of a run in which somebody goes from E3 to E5. */
function reportOf(today: string, name: string, environment: Readonly<Record<string, string>> = {}): string {
  const transitions = [transitionOf(name, "swap", { grants: [grantOf(e5)], removals: [removalOf(e3)] })];
  const outcomes = [{ principal: "user" as const, id: `id-${name}`, name, kind: "applied" as const }];
  const plan = planOf({ today, digest: today, transitions });
  return renderReports(
    "contoso",
    { kind: "applied", plan, execution: executionOf({ outcomes }), at: `${today}T10:00:00.000Z` },
    environment,
  ).json;
}

interface Told {
  readonly entries: readonly {
    readonly name: string;
    readonly commit?: string;
    readonly report: { readonly file: string; readonly commit?: { readonly hash: string; readonly subject: string } };
  }[];
  readonly runs: number;
  readonly skipped: readonly { readonly file: string; readonly why: string }[];
  readonly notes: readonly string[];
}

async function tell(...args: readonly string[]): Promise<Told> {
  const { code, out, err } = await commandLine(["history", ...args, "--json"], { folder, environment });
  expect(code, out + err).toBe(0);
  return JSON.parse(out) as Told;
}

describe("history of a folder", () => {
  it("reads folders in it, names what is no report, and follows no link", async () => {
    put("reports/2026/01/contoso.run.json", reportOf("2026-01-01", "a@contoso.com"));
    put("reports/utf16.json", Buffer.from(`\ufeff${reportOf("2026-01-02", "b@contoso.com")}`, "utf16le"));
    put("reports/half.run.json", reportOf("2026-01-03", "c@contoso.com").slice(0, 900));
    put("reports/contoso.run.json.77.part", "{");
    put("reports/bytes.json", Buffer.from([0x7b, 0xff, 0x7d]));
    put("reports/notes.txt", "no JSON");
    put("elsewhere/contoso.run.json", reportOf("2026-01-04", "d@contoso.com"));
    symlinkSync(join(folder, "elsewhere"), join(folder, "reports/link"));
    const { entries, skipped } = await tell("--reports", "reports");
    expect(entries.map(({ name, report }) => [name, report.file.replaceAll("\\", "/")])).toEqual([
      ["a@contoso.com", "reports/2026/01/contoso.run.json"],
      ["b@contoso.com", "reports/utf16.json"],
    ]);
    expect(skipped.map(({ file, why }) => `${file.replaceAll("\\", "/")}: ${why}`).sort()).toEqual([
      "reports/bytes.json: it is no text in UTF-8 or UTF-16",
      "reports/contoso.run.json.77.part: it was written by half",
      "reports/half.run.json: it is no JSON, or was written by half",
    ]);
    const { out, err } = await commandLine(["history"], {
      folder,
      environment: { M365_LICENSES_REPORT_DIR: "reports" },
    });
    expect(out).toContain("2 changes in reports of 2 runs of contoso, 2026-01-01 to 2026-01-02.");
    expect(err).toContain("3 files were not read: reports");
  });

  it("says the commit that a pipeline applied", async () => {
    const commit = "0123456789abcdef0123456789abcdef01234567";
    put("reports/a.json", reportOf("2026-01-01", "a@contoso.com", { GITHUB_SHA: commit }));
    put("reports/b.json", reportOf("2026-01-02", "a@contoso.com", { CI_COMMIT_SHA: "\u001b[31m" }));
    const { entries } = await tell("--reports", "reports", "a@contoso.com");
    expect(entries.map((entry) => entry.commit)).toEqual([commit, undefined]);
    expect((await commandLine(["history", "--reports", "reports"], { folder })).out).toContain(
      "2026-01-01 10:00 UTC  contoso (Contoso), commit 0123456789ab\n",
    );
  });

  it.each([
    [["--reports", "nowhere"], "reports-missing"],
    [[], "which-reports"],
    [["--reports", "a", "--git", "b"], "which-reports"],
    [["--reports", ".", "--since", "2026-02-30"], "day-invalid"],
    [["--reports", ".", "--until", "yesterday"], "day-invalid"],
    [["--git", "nowhere"], "reports-missing"],
    [["--git", "."], "git-failed"],
  ])("refuses %j as %s", async (args, code) => {
    const outcome = await commandLine(["history", ...args, "--json"], { folder, environment });
    expect([outcome.code, (JSON.parse(outcome.out) as { readonly code: string }).code]).toEqual([1, code]);
  });
});

describe("history of a Git history", () => {
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-c", "user.name=Ann", "-c", "user.email=ann@contoso.com", ...args], {
      cwd: join(folder, "repository"),
      encoding: "utf8",
    }).trim();
  const commit = (subject: string): string => {
    git("add", "--all");
    git("commit", "--quiet", "--message", subject);
    return git("rev-parse", "HEAD");
  };
  beforeEach(() => {
    mkdirSync(join(folder, "repository"));
    git("init", "--quiet");
  });

  it("tells every version of a report that each run writes over, with the commit that kept it", async () => {
    put("repository/reports/contoso.run.json", reportOf("2026-01-01", "a@contoso.com"));
    const first = commit(":100 odd\nand more");
    put("repository/reports/contoso.run.json", reportOf("2026-01-02", "b@contoso.com"));
    put("repository/reports/ü ö\n.json", "no report");
    const second = commit("second");
    put("repository/reports/contoso.run.json", reportOf("2026-01-01", "a@contoso.com"));
    commit("the first one again");
    git("rm", "--quiet", "-r", "reports");
    commit("gone");
    mkdirSync(join(folder, "repository/reports"));
    for (const where of ["repository", "repository/reports"]) {
      const { entries, skipped, notes } = await tell("--git", where);
      expect(entries.map(({ name, report }) => [name, report.commit?.hash, report.commit?.subject])).toEqual([
        ["a@contoso.com", first, ":100 odd and more"],
        ["b@contoso.com", second, "second"],
      ]);
      expect(skipped).toEqual([{ file: "reports/ü ö\n.json", why: "it is no JSON, or was written by half" }]);
      expect(notes).toEqual([]);
    }
    expect((await commandLine(["history", "--git", "repository"], { folder, environment })).out).toContain(
      `kept by ${first.slice(0, 12)} (Ann)`,
    );
  });

  it("says that older reports are not told where the clone is shallow", async () => {
    put("repository/contoso.run.json", reportOf("2026-01-01", "a@contoso.com"));
    commit("one");
    put("repository/contoso.run.json", reportOf("2026-01-02", "b@contoso.com"));
    commit("two");
    execFileSync("git", [
      "clone",
      "--quiet",
      "--depth=1",
      `file://${join(folder, "repository")}`,
      join(folder, "shallow"),
    ]);
    const { entries, notes } = await tell("--git", "shallow");
    expect(entries.map(({ name }) => name)).toEqual(["b@contoso.com"]);
    expect(notes.join()).toContain("This clone is shallow");
  });

  it("runs nothing that the repository asks for", async () => {
    put("repository/.gitattributes", "*.json diff=odd filter=odd\n");
    put("repository/contoso.run.json", reportOf("2026-01-01", "a@contoso.com"));
    commit("one");
    const ran = join(folder, "ran");
    for (const key of [
      "diff.odd.textconv",
      "diff.odd.command",
      "diff.external",
      "filter.odd.smudge",
      "core.pager",
      "core.fsmonitor",
    ])
      git("config", key, `touch ${ran}; cat`);
    expect((await tell("--git", "repository")).runs).toBe(1);
    expect(() => execFileSync("ls", [ran], { stdio: "ignore" })).toThrow();
  });

  it("says how to go on where there is no git", async () => {
    const { code, err } = await commandLine(["history", "--git", "repository"], { folder });
    expect(code).toBe(1);
    expect(err).toContain("there is no git on PATH. Install it, or read a folder of reports with --reports.");
  });
});
