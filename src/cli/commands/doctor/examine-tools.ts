import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { CliFailure, type CliContext } from "../../context";
import { askEngine } from "../../engine/ask-engine";
import { lookForEngine } from "../../engine/find-engine";
import { packageVersion } from "../../own-package";
import { error, fine, type Finding } from "./finding";
import type { Visit } from "./patience";

const part = "tools";
const oldestNode = [20, 19] as const;

/** Node.js, the engine, the SDK, this package, and a project to run them in. */
export async function examineTools(context: Visit, nodeVersion: string): Promise<readonly Finding[]> {
  return [examineNode(nodeVersion), await examineEngine(context), examineSdk(context), examineProject(context)];
}

function examineNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const isOld = major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
  return isOld
    ? error({
        part,
        code: "node-too-old",
        message: `Node.js is ${version}, and at least ${oldestNode.join(".")} is needed.`,
        remedy: "Install a newer Node.js, from nodejs.org or with your version manager.",
      })
    : fine({ part, code: "node-found", message: `Node.js ${version.replace(/^v/, "")}` });
}

async function examineEngine(context: Visit): Promise<Finding> {
  const file = lookForEngine(context);
  try {
    const { exitCode, out, err, isLate } = await askEngine(context, ["version"], context.patience.engine);
    if (exitCode === 0) return fine({ part, code: "engine-found", message: `Pulumi ${out.trim()}, ${file ?? ""}` });
    const said = isLate ? `no answer within ${context.patience.engine / 1000} s` : (err.trim().split(/\r?\n/)[0] ?? "");
    return error({
      part,
      code: "engine-failed",
      message: `${file ?? "pulumi"} does not run: ${said === "" ? `exit code ${exitCode}` : said}.`,
      remedy: "Check the installation of Pulumi: this must print its version.",
      commands: ["npx m365-licenses pulumi version"],
    });
  } catch (failure) {
    if (!(failure instanceof CliFailure)) throw failure;
    return error({ part, code: failure.code, message: failure.fact, remedy: failure.remedy });
  }
}

/** As a program of this folder finds it; a clone of this package has it beside the package itself. */
function examineSdk({ workingFolder }: CliContext): Finding {
  const require = createRequire(join(workingFolder, "package.json"));
  const versionOf = (name: string): string | undefined => {
    try {
      const manifest = readFileSync(require.resolve(`${name}/package.json`), "utf8");
      return String((JSON.parse(manifest) as { readonly version: unknown }).version);
    } catch {
      return undefined;
    }
  };
  const [own, sdk] = [versionOf("pulumi-m365-licenses"), versionOf("@pulumi/pulumi")];
  if (own !== undefined && sdk !== undefined)
    return fine({ part, code: "sdk-found", message: `pulumi-m365-licenses ${own}, @pulumi/pulumi ${sdk}` });
  const lacking = own === undefined ? "pulumi-m365-licenses" : "@pulumi/pulumi";
  const isDeclared = existsSync(join(workingFolder, "package-lock.json"));
  return error({
    part,
    code: "sdk-missing",
    message: `${lacking} is not installed in ${workingFolder}.`,
    remedy: "Install the packages of this repository.",
    commands: [
      isDeclared
        ? "npm ci --ignore-scripts"
        : `npm install --save-dev --save-exact pulumi-m365-licenses@${packageVersion}`,
    ],
  });
}

function examineProject({ workingFolder }: CliContext): Finding {
  const file = projectFile(workingFolder);
  return file === undefined
    ? error({
        part,
        code: "no-project",
        message: `There is no Pulumi project in ${workingFolder}: no Pulumi.yaml.`,
        remedy: "Run this at the root of the repository, or begin one.",
        commands: ["npx pulumi-m365-licenses init"],
      })
    : fine({ part, code: "project-found", message: `The project of ${file}` });
}

export function projectFile(workingFolder: string): string | undefined {
  return ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"]
    .map((name) => join(workingFolder, name))
    .find((file) => existsSync(file));
}
