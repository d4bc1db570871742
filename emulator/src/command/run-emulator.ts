import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { TenantFileError } from "../file/tenant-document";
import { SettingsError } from "../settings/settings";
import type { CloudName } from "../server/hosts";
import { startEmulator } from "../start";
import { visible } from "../settings/visible";
import { introduce, introduceAsData, type Introduction } from "./introduce";
import { CommandFailure, type Surroundings } from "./surroundings";

/** As the command line gives them. */
export interface EmulatorCommandOptions {
  /** Path of a tenant file. */
  readonly tenant?: string;
  readonly port?: number;
  readonly control?: number;
  /** `name=value`, one a setting. */
  readonly set?: readonly string[];
  /** Path of what a probe has written of a tenant; `set` goes before it. */
  readonly profile?: string;
  readonly signIn?: boolean;
  readonly tls?: boolean;
  /** With TLS: where to write the certificate that clients must trust. */
  readonly authorityFile?: string;
  /** With TLS: port of the proxy for HTTPS_PROXY. */
  readonly proxyPort?: number;
  /** With TLS: whose names and tokens these are. */
  readonly cloud?: CloudName;
  /** Says where it listens as one line of JSON. */
  readonly json?: boolean;
}

/**
 * Runs an emulated tenant until SIGINT or SIGTERM.
 * @throws CommandFailure where it cannot start
 */
export async function runEmulator(options: EmulatorCommandOptions, surroundings: Surroundings): Promise<void> {
  if (options.tenant === undefined)
    throw new CommandFailure(
      "tenant-file-missing",
      "A tenant file is missing.",
      "Name one, or list what can be set with --settings.",
    );
  const contradictions = findContradictions(options);
  if (contradictions.length > 0) throw new CommandFailure("emulator", contradictions.map(visible).join("\n"));
  const { emulator, ...about } = await start(options, options.tenant, surroundings);
  const introduction = { emulator, ...about };
  // Before it says anything: who hears where it listens may end it at once.
  const told = untilTold();
  surroundings.writeOut(
    `${options.json === true ? JSON.stringify(introduceAsData(introduction)) : introduce(introduction)}\n`,
  );
  await told;
  await emulator.stop();
  surroundings.writeErr("Stopped. What was changed in the emulated tenant is gone.\n");
}

async function start(
  options: EmulatorCommandOptions,
  tenant: string,
  { workingFolder }: Surroundings,
): Promise<Introduction> {
  const signIn = options.signIn === true ? "required" : "open";
  try {
    const emulator = await startEmulator({
      tenant: resolve(workingFolder, tenant),
      port: options.port ?? 0,
      ...(options.control === undefined ? {} : { controlPort: options.control }),
      ...(options.proxyPort === undefined ? {} : { proxyPort: options.proxyPort }),
      ...(options.cloud === undefined ? {} : { cloud: options.cloud }),
      signIn,
      tls: options.tls ?? false,
      settings: { ...readProfile(options.profile, workingFolder), ...readPairs(options.set ?? []) },
    });
    const authorityFile =
      options.authorityFile === undefined ? undefined : resolve(workingFolder, options.authorityFile);
    try {
      if (authorityFile !== undefined && emulator.certificateAuthority !== undefined)
        writeFileSync(authorityFile, emulator.certificateAuthority);
    } catch (error) {
      await emulator.stop();
      throw error;
    }
    return { emulator, signIn, authorityFile };
  } catch (error) {
    if (error instanceof TenantFileError || error instanceof SettingsError || isSystemError(error))
      throw new CommandFailure("emulator", describeFailure(error));
    throw error;
  }
}

/** Options that would change nothing without another one: better no start than one that is not what was meant. */
function findContradictions({
  tls,
  authorityFile,
  proxyPort,
  cloud,
  set = [],
}: EmulatorCommandOptions): readonly string[] {
  const withoutTls = [
    authorityFile === undefined ? [] : "--authority-file",
    proxyPort === undefined ? [] : "--proxy-port",
    cloud === undefined ? [] : "--cloud",
  ].flat();
  const withoutValue = set.filter((pair) => !pair.includes("="));
  return [
    ...(tls === true ? [] : withoutTls.map((option) => `${option} is of no use without --tls: add --tls.`)),
    ...withoutValue.map((name) => `--set ${name} has no value: write --set ${name}=VALUE.`),
  ];
}

function describeFailure(error: Error): string {
  if (!isSystemError(error) || error.code !== "EADDRINUSE") return error.message;
  const { port } = error as { readonly port?: number };
  return `Port ${String(port)} is taken. Choose another one, or leave the option out for any free one.`;
}

/** @throws SettingsError where the file is no profile */
function readProfile(file: string | undefined, workingFolder: string): Readonly<Record<string, unknown>> {
  if (file === undefined) return {};
  try {
    const profile = JSON.parse(readFileSync(resolve(workingFolder, file), "utf8")) as {
      readonly format?: unknown;
      readonly settings?: unknown;
    };
    if (profile.format === "m365-licenses/profile" && typeof profile.settings === "object" && profile.settings !== null)
      return { ...profile.settings };
  } catch {
    // Said below.
  }
  throw new SettingsError([`${file} is no profile: a JSON file with format m365-licenses/profile.`]);
}

function readPairs(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return (
    error instanceof Error &&
    "code" in error &&
    ["listen", "open"].includes((error as NodeJS.ErrnoException).syscall ?? "")
  );
}

function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}
