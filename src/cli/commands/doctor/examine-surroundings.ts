import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { ConnectionSettings } from "../../../graph/connect/connection-settings";
import { describeProxy, usesProxy } from "../../../graph/connect/proxy";
import { createFetch } from "../../../graph/connect/proxy-fetch";
import { reportFolderOf, undoFolderOf } from "../../../provider/reports/report-folder";
import type { CliContext } from "../../context";
import type { OneAnswer } from "./ask-once";
import type { Access } from "./examine-credential";
import { error, fine, note, warning, type Finding } from "./finding";
import type { Visit } from "./patience";

/** Microsoft allows for clocks that differ by five minutes (AADSTS700024 and "not yet valid" beyond). */
const worstSkew = 300_000;
/** From here on somebody wants to know. */
const oddSkew = 30_000;

/** By how much this machine's clock is off, by the Date of an answer of Graph, or of the sign-in server. */
export async function examineClock(
  context: Visit,
  { settings }: Access,
  answers: readonly OneAnswer[],
): Promise<Finding> {
  const part = "clock";
  const [told] = answers.flatMap((answer) => (answer.kind === "silent" ? [] : (answer.date ?? [])));
  const date = told ?? (settings === undefined ? undefined : await dateOfSignIn(settings, context));
  const skew = context.now().getTime() - Date.parse(date ?? "");
  if (Number.isNaN(skew))
    return note({ part, code: "clock-unknown", message: "Nobody answered whose clock this one could be held to." });
  const seconds = Math.round(Math.abs(skew) / 1000);
  const off = `The clock of this machine is ${seconds} s ${skew < 0 ? "behind" : "ahead of"} Microsoft's`;
  if (Math.abs(skew) <= oddSkew) return fine({ part, code: "clock-right", message: off });
  return warning({
    part,
    code: "clock-off",
    message: `${off}${Math.abs(skew) > worstSkew ? ": tokens are refused from 300 s on" : ""}.`,
    remedy: "Set the clock. On Linux with systemd:",
    commands: ["sudo timedatectl set-ntp true"],
  });
}

/** Without any credential: the public description of the tenant's sign-in. */
async function dateOfSignIn(
  { authority, proxy }: ConnectionSettings,
  { signal, patience }: Visit,
): Promise<string | undefined> {
  try {
    const response = await createFetch(proxy)(`${authority}/common/v2.0/.well-known/openid-configuration`, {
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience.answer)]),
    });
    await response.body?.cancel();
    return response.headers.get("date") ?? undefined;
  } catch {
    return undefined;
  }
}

export function examineProxy({ settings }: Access): Finding {
  const part = "proxy";
  if (settings === undefined)
    return note({ part, code: "proxy-unknown", message: "Not known: the connection is not set up." });
  const { proxy, endpoint } = settings;
  if (proxy === undefined)
    return fine({ part, code: "proxy-none", message: "None: Graph and the sign-in are asked directly" });
  return usesProxy(proxy, new URL(endpoint))
    ? fine({ part, code: "proxy-used", message: `Graph and the sign-in are asked through ${describeProxy(proxy)}` })
    : note({
        part,
        code: "proxy-bypassed",
        message: `There is a proxy, ${describeProxy(proxy)}, and ${endpoint} is asked directly (NO_PROXY).`,
      });
}

/** Where reports and undo files go; looked at, and not written to. */
export function examineReports({ environment, workingFolder }: CliContext): readonly Finding[] {
  const part = "reports";
  const reports = reportFolderOf(environment, workingFolder);
  const undo = undoFolderOf(environment, workingFolder);
  const findings: Finding[] = [];
  if (reports === undefined)
    findings.push(
      note({
        part,
        code: "reports-none",
        message: "Runs of the engine leave no reports: M365_LICENSES_REPORT_DIR is not set. `plan --out` leaves some.",
      }),
    );
  else if (isWritable(reports))
    findings.push(fine({ part, code: "reports-kept", message: `Reports go to ${reports}` }));
  else
    findings.push(
      warning({
        part,
        code: "reports-unwritable",
        message: `Reports are to go to ${reports}, which cannot be written to.`,
        remedy: "Make it writable, or name another folder with M365_LICENSES_REPORT_DIR.",
      }),
    );
  if (isWritable(undo)) findings.push(fine({ part, code: "undo-kept", message: `Undo files go to ${undo}` }));
  else
    findings.push({
      ...error({
        part,
        code: "undo-unwritable",
        message: `What people hold before a run is to be kept in ${undo}, which cannot be written to.`,
        remedy: "Make it writable, or name another folder with M365_LICENSES_UNDO_DIR: without it nothing is changed.",
      }),
      severity: "warning",
      prevents: ["apply"],
    });
  return findings;
}

/** The folder, or where it would be made. */
function isWritable(folder: string): boolean {
  try {
    let there = folder;
    while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
    accessSync(there, constants.W_OK);
    return statSync(there).isDirectory();
  } catch {
    return false;
  }
}
