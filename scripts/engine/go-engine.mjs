import { copyFileSync, chmodSync, existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../run-command.mjs";
import { ENGINE_FILES } from "./cache.mjs";
import { lastWords } from "./npm-engine.mjs";
import { findOnPath } from "./path-engine.mjs";
import { ENGINE_VERSION, MINIMUM_GO, isAtLeast } from "./versions.mjs";

// Asking for the version may make Go fetch a newer toolchain, where its settings allow that.
const VERSION_TIMEOUT_MS = 180_000;
const BUILD_TIMEOUT_MS = 30 * 60_000;
const SIGN_OF_LIFE_MS = 30_000;

const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
const ENGINE_PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

/**
 * Builds the engine and the language host from Go modules, and puts the SDK's own launcher of dynamic providers beside
 * them.
 *
 * @param {{ work: string, root: string, env: NodeJS.ProcessEnv, log: (line: string) => void }} request
 *   `root` is the project's folder, with `engine` and an installed `node_modules`
 * @returns {Promise<import("./path-engine.mjs").EngineAttempt>}
 */
export async function buildEngine({ work, root, env, log }) {
  const go = findOnPath(env, process.platform === "win32" ? "go.exe" : "go");
  if (go === undefined) return { reason: "there is no go on PATH" };
  const launcher = join(root, "node_modules", "@pulumi", "pulumi", ENGINE_FILES.dynamicProvider);
  if (!existsSync(launcher)) return { reason: "@pulumi/pulumi is not installed; run `npm ci --ignore-scripts` first" };

  const sources = join(root, "scripts", "engine", "go");
  const goEnv = goEnvironment(env);
  const version = await runCommand(go, ["env", "GOVERSION"], {
    cwd: sources,
    env: goEnv,
    timeoutMs: VERSION_TIMEOUT_MS,
  });
  if (version.code !== 0) return { reason: `go ${MINIMUM_GO} or newer is needed (${lastWords(version)})` };
  if (!isAtLeast(version.stdout, MINIMUM_GO)) {
    return { reason: `${go} is ${version.stdout.trim()}, older than ${MINIMUM_GO}` };
  }

  const folder = join(work, "engine");
  mkdirSync(folder);
  const started = Date.now();
  const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
  log(`building the Pulumi engine ${ENGINE_VERSION} from Go modules; once, some minutes`);
  const life = setInterval(() => log(`still building, ${elapsed()}`), SIGN_OF_LIFE_MS);
  for (const [what, target] of [
    [ENGINE_PACKAGE, ENGINE_FILES.engine],
    ["./language-nodejs", ENGINE_FILES.languageHost],
  ]) {
    const built = await runCommand(go, buildArguments(join(folder, target ?? ""), what ?? ""), {
      cwd: sources,
      env: goEnv,
      timeoutMs: BUILD_TIMEOUT_MS,
    });
    if (built.code !== 0) {
      clearInterval(life);
      return { reason: `go build ${what} failed (${lastWords(built)})` };
    }
  }
  clearInterval(life);
  copyFileSync(launcher, join(folder, ENGINE_FILES.dynamicProvider));
  chmodSync(join(folder, ENGINE_FILES.dynamicProvider), 0o755);
  log(`built in ${elapsed()}`);
  return { folder };
}

/** @param {string} target @param {string} what */
function buildArguments(target, what) {
  // -buildvcs=false: a work tree that git refuses to read (another owner) must not stop the build.
  return [
    "build",
    "-mod=readonly",
    "-trimpath",
    "-buildvcs=false",
    "-ldflags",
    `-s -w -X ${VERSION_VARIABLE}=v${ENGINE_VERSION}`,
    "-o",
    target,
    what,
  ];
}

/**
 * The caller's settings of Go, its proxy above all, without those that would build something else.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
function goEnvironment(env) {
  const { GOOS: _os, GOARCH: _arch, ...rest } = env;
  // No C compiler is needed, and without HOME Go would not know where its caches are.
  return { ...rest, HOME: env["HOME"] || homedir(), GOFLAGS: "", GOWORK: "off", CGO_ENABLED: "0" };
}
