import { writeFileSync } from "node:fs";
import { settingDefinitions, SettingsError } from "./settings";
import { type Emulator, startEmulator } from "./start";
import { TenantFileError } from "./file/tenant-document";

export interface EmulatorCommandOptions {
  /** Path of a tenant file. */
  readonly tenant: string;
  readonly port?: number | undefined;
  readonly controlPort?: number | undefined;
  /** `name=value`, one a setting. */
  readonly settings?: readonly string[] | undefined;
  readonly signIn?: "open" | "required" | undefined;
  readonly tls?: boolean | undefined;
  /** With TLS: where to write the certificate that clients must trust. */
  readonly authorityFile?: string | undefined;
  /** With TLS: port of the proxy for HTTPS_PROXY. */
  readonly proxyPort?: number | undefined;
  /** Says where it listens as one line of JSON. */
  readonly json?: boolean | undefined;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/**
 * Runs an emulated tenant until SIGINT or SIGTERM.
 * @returns the exit code: 0 after a clean stop, 1 where it could not start
 */
export async function runEmulatorCommand(options: EmulatorCommandOptions): Promise<number> {
  const contradictions = findContradictions(options);
  if (contradictions.length > 0) {
    for (const line of contradictions) options.printError(line);
    return 1;
  }
  try {
    const emulator = await startEmulator({
      tenant: options.tenant,
      port: options.port ?? 0,
      ...(options.controlPort === undefined ? {} : { controlPort: options.controlPort }),
      ...(options.proxyPort === undefined ? {} : { proxyPort: options.proxyPort }),
      signIn: options.signIn ?? "open",
      tls: options.tls ?? false,
      settings: readPairs(options.settings ?? []),
    });
    if (options.authorityFile !== undefined && emulator.certificateAuthority !== undefined) {
      writeFileSync(options.authorityFile, emulator.certificateAuthority);
    }
    const { state } = emulator.tenant;
    if (options.json === true) {
      const { id, verifiedDomains } = state.organization;
      const tenant = {
        id,
        domain: verifiedDomains[0],
        users: state.users.size,
        groups: state.groups.size,
        skus: state.subscriptions.size,
      };
      options.print(
        JSON.stringify({
          format: "m365-licenses/emulator",
          version: 1,
          tenant,
          graph: emulator.url,
          control: emulator.controlUrl,
          proxy: emulator.proxyUrl,
        }),
      );
    } else {
      introduce(options, emulator);
    }
    await untilTold();
    await emulator.stop();
    return 0;
  } catch (error) {
    if (error instanceof TenantFileError || error instanceof SettingsError || isSystemError(error)) {
      options.printError(describeFailure(error));
      return 1;
    }
    throw error;
  }
}

function introduce(options: EmulatorCommandOptions, emulator: Emulator): void {
  const { state } = emulator.tenant;
  const sizes = [
    countOf(state.users.size, "user"),
    countOf(state.groups.size, "group"),
    countOf(state.subscriptions.size, "SKU"),
  ];
  options.print(`Emulated tenant ${state.organization.verifiedDomains[0] ?? ""} (${sizes.join(", ")})`);
  options.print(`Graph:   ${emulator.url}`);
  if (emulator.controlUrl !== undefined) options.print(`Control: ${emulator.controlUrl}`);
  if (emulator.proxyUrl !== undefined) options.print(`Proxy:   ${emulator.proxyUrl}`);
  if (options.signIn !== "required" && options.tls !== true)
    options.print(`Try:     curl -H "Authorization: Bearer anything" ${emulator.url}/v1.0/users`);
}

/** Options that would change nothing without another one: better no start than one that is not what was meant. */
function findContradictions({
  tls,
  authorityFile,
  proxyPort,
  settings = [],
}: EmulatorCommandOptions): readonly string[] {
  const withoutTls = [
    authorityFile === undefined ? [] : "--authority-file",
    proxyPort === undefined ? [] : "--proxy-port",
  ].flat();
  const withoutValue = settings.filter((pair) => !pair.includes("="));
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

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** What `--help` says of the settings: a line each, with values and default. */
export function describeSettings(): readonly string[] {
  return Object.entries(settingDefinitions).map(([name, definition]) =>
    definition.kind === "choice"
      ? `${name}: ${definition.values.join(" | ")} (${definition.evidence}) ${definition.about}`
      : `${name}: ${definition.default} ${definition.unit} (${definition.evidence}) ${definition.about}`,
  );
}

/** The settings for programs: name, default, and the values of those that have a choice. */
export function settingsAsData(): readonly object[] {
  return Object.entries(settingDefinitions).map(([name, definition]) => ({ name, ...definition }));
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
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
