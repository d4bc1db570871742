import { resolve } from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import { type Run, type CommonOptions, CliFailure, print, printJson } from "../context";

interface Options extends CommonOptions {
  readonly tenant?: string;
  readonly port?: number;
  readonly control?: number;
  readonly set: readonly string[];
  readonly settings?: boolean;
  readonly signIn?: boolean;
  readonly tls?: boolean;
  readonly authorityFile?: string;
  readonly proxyPort?: number;
}

/** The emulator is a product of its own: it is loaded by its entry point, and only when it is asked for. */
export function add(program: Command, run: Run): void {
  program
    .command("emulator")
    .description("a tenant that runs on this machine: Microsoft Graph's licensing on 127.0.0.1")
    .argument("[tenant-file]", "people, groups and products, as YAML or JSON")
    .option("--tenant <file>", "the same, by an option")
    .option("--port <port>", "port of Graph; any free one where nothing is said", readPort)
    .option("--control <port>", "port of the control API; none where nothing is said", readPort)
    .option("--set <name=value>", "a setting of the tenant's behaviour; may be repeated", collect, [])
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
    .option("--settings", "list the settings")
    .option("--json", "where it listens, or the settings, as JSON")
    .action((argument: string | undefined, options: Options) =>
      run(options, async (context) => {
        const file = argument ?? options.tenant;
        const { describeSettings, runEmulatorCommand, settingsAsData } =
          await import("pulumi-m365-licenses-emulator/command");
        if (options.settings === true) {
          if (options.json === true)
            printJson(context, { format: "m365-licenses/emulator-settings", version: 1, settings: settingsAsData() });
          else print(context, describeSettings().join("\n"));
          return 0;
        }
        if (file === undefined) {
          throw new CliFailure(
            "tenant-file-missing",
            "A tenant file is missing.",
            "Name one, or list what can be set with --settings.",
          );
        }
        const code = await runEmulatorCommand({
          tenant: resolve(context.workingFolder, file),
          port: options.port,
          controlPort: options.control,
          settings: options.set,
          signIn: options.signIn === true ? "required" : "open",
          tls: options.tls,
          authorityFile:
            options.authorityFile === undefined ? undefined : resolve(context.workingFolder, options.authorityFile),
          proxyPort: options.proxyPort,
          json: options.json,
          print: (line) => print(context, line),
          printError: (line) => {
            if (options.json === true)
              printJson(context, { format: "m365-licenses/error", version: 1, code: "emulator", message: line });
            else context.err.write(`${line}\n`);
          },
        });
        return code === 0 ? 0 : 1;
      }),
    );
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
