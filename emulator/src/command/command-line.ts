import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { clouds } from "../server/hosts";
import { describeSettings, settingsAsData } from "./describe-settings";
import { runEmulator, type EmulatorCommandOptions } from "./run-emulator";
import { CommandFailure, type Surroundings } from "./surroundings";

interface Options extends EmulatorCommandOptions {
  readonly settings?: boolean;
}

/**
 * Runs the command: arguments without the interpreter and the script.
 * @returns the exit code: 0 after a clean stop, 1 where it could not start
 */
export async function runCommandLine(args: readonly string[], surroundings: Surroundings): Promise<0 | 1> {
  const command = new Command(surroundings.name)
    .description("a tenant that runs on this machine: Microsoft Graph's licensing on 127.0.0.1")
    .argument("[tenant-file]", "people, groups and products, as YAML or JSON")
    .option("--tenant <file>", "the same, by an option")
    .option("--port <port>", "port of Graph; any free one where nothing is said", readPort)
    .option("--control <port>", "port of the control API; none where nothing is said", readPort)
    .option("--set <name=value>", "a setting of the tenant's behaviour; may be repeated", collect, [])
    .option("--profile <file>", "settings as a probe has found them in a tenant; --set goes before it")
    .option(
      "--sign-in",
      "take only tokens of the emulator's own sign-in, with the permissions of the tenant file's apps",
    )
    .option("--tls", "serve over TLS, with a certificate of a fresh authority")
    .option("--authority-file <file>", "with --tls: write the certificate that clients must trust")
    .option(
      "--proxy-port <port>",
      "with --tls: port of a proxy for HTTPS_PROXY that brings Microsoft's host names here",
      readPort,
    )
    .addOption(
      new Option("--cloud <name>", "with --tls: the cloud whose names and tokens these are").choices(
        Object.keys(clouds),
      ),
    )
    .option("--settings", "list the settings")
    .option("--json", "where it listens, or the settings, as JSON")
    .action((tenantFile: string | undefined, options: Options) =>
      options.settings === true
        ? listSettings(options, surroundings)
        : runEmulator(tenantFile === undefined ? options : { ...options, tenant: tenantFile }, surroundings),
    )
    .exitOverride()
    .configureOutput({ writeOut: surroundings.writeOut, writeErr: surroundings.writeErr })
    .showHelpAfterError("(add --help for what can be written here)");
  try {
    await command.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    if (!(error instanceof CommandFailure)) throw error;
    const { code, fact: message, remedy } = error;
    if (command.opts<Options>().json === true)
      surroundings.writeOut(`${toJson({ format: "m365-licenses/error", version: 1, code, message, remedy })}\n`);
    else surroundings.writeErr(`${error.message}\n`);
    return 1;
  }
}

function listSettings(options: Options, { writeOut }: Surroundings): void {
  const listed =
    options.json === true
      ? toJson({ format: "m365-licenses/emulator-settings", version: 1, settings: settingsAsData() })
      : describeSettings().join("\n");
  writeOut(`${listed}\n`);
}

function toJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError("A port is a number from 0 to 65535.");
  return port;
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
