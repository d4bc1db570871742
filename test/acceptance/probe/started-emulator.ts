import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

/** The emulator's command, with the tenant file of a folder, until it is stopped. */
export async function runEmulatorWith(
  folder: string,
  args: readonly string[],
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const main = resolve(__dirname, "../../../emulator/dist/main.js");
  const child = spawn(process.execPath, [main, "tenant.json", "--json", ...args], { cwd: folder });
  const ended = once(child, "close");
  const line = await new Promise<string>((tell, fail) => {
    child.stdout.once("data", (part: Buffer) => tell(part.toString("utf8")));
    child.stderr.once("data", (part: Buffer) => fail(new Error(part.toString("utf8"))));
  });
  return {
    url: (JSON.parse(line) as { readonly graph: string }).graph,
    stop: async () => {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
