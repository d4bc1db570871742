import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../run-command.mjs";

/**
 * Compiles to `dist` where a source is newer than the last build.
 *
 * @param {{ root: string, env: NodeJS.ProcessEnv, log: (line: string) => void }} request
 * @returns {Promise<{ ok: boolean, output: string }>} what the compiler said, where it found errors
 */
export async function buildWhenStale({ root, env, log }) {
  // A stamp of our own: the compiler's record is as new after a failed build, and stays old where no output changes.
  const stamp = join(root, "dist", ".built");
  if (existsSync(stamp) && newestChange(root) <= statSync(stamp).mtimeMs) return { ok: true, output: "" };
  log("compiling to dist");
  const started = new Date();
  const compiler = join(root, "node_modules", "typescript-native", "bin", "tsc");
  // The emulator first: the command that starts it is checked against what it exports.
  for (const project of ["emulator/tsconfig.build.json", "tsconfig.build.json"]) {
    const { code, stdout, stderr } = await runCommand(process.execPath, [compiler, "-p", project], { cwd: root, env });
    if (code !== 0) return { ok: false, output: `${stdout}${stderr}` };
  }
  const bundler = join(root, "scripts", "build", "bundle.mjs");
  const { code, stdout, stderr } = await runCommand(process.execPath, [bundler], { cwd: root, env });
  if (code !== 0) return { ok: false, output: `${stdout}${stderr}` };
  writeFileSync(stamp, "");
  utimesSync(stamp, started, started);
  return { ok: true, output: "" };
}

/** @param {string} root */
function newestChange(root) {
  const single = [
    "index.ts",
    "tsconfig.json",
    "tsconfig.build.json",
    "emulator/tsconfig.build.json",
    "scripts/build/bundle.mjs",
  ].map((file) => join(root, file));
  return Math.max(
    ...[...single, ...listFiles(join(root, "src")), ...listFiles(join(root, "emulator", "src"))]
      .filter(existsSync)
      .map((file) => statSync(file).mtimeMs),
  );
}

/** @param {string} folder @returns {string[]} the folders too: a deleted file changes only its folder */
function listFiles(folder) {
  const below = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listFiles(path) : [path];
  });
  return [folder, ...below];
}
