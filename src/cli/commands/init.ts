import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Option, type Command } from "commander";
import { CliFailure, print, printJson, type CliContext, type ExitCode, type Run, type CommonOptions } from "../context";
import { findStackFiles, stackFile, stackName } from "../stacks";
import { completeManifest } from "./init/complete-manifest";
import { findSignedInTenant } from "./init/find-tenant";
import { nextSteps } from "./init/next-steps";
import { pipelineFiles, pipelineHosts, type PipelineHost } from "./init/pipeline-files";
import { manifestNeeds, projectFiles, stackFiles, type Begun } from "./init/project-files";
import { writeWanted, type WriteResult } from "./init/wanted-file";

interface Options extends CommonOptions {
  readonly stack?: string;
  readonly pipeline?: PipelineHost;
  readonly try?: boolean;
}

export function add(program: Command, run: Run): void {
  program
    .command("init")
    .description("make a complete repository for a tenant's licences, here; writes over nothing, and may run again")
    .argument("[tenant]", "a verified domain, e.g. contoso.onmicrosoft.com; else that of the stacks or of `az login`")
    .option("--stack <name>", "name of the stack; the domain's first label where nothing is said")
    .addOption(new Option("--pipeline <host>", "the pipeline of this host too").choices(pipelineHosts))
    .option("--try", "begin with a company on an emulated tenant, to try everything without a tenant")
    .option("--json", "as JSON")
    .action((tenant: string | undefined, options: Options) =>
      run(options, (context) => Promise.resolve(init(context, tenant, options))),
    );
}

function init(context: CliContext, named: string | undefined, options: Options): ExitCode {
  const root = context.workingFolder;
  const manifest = readIfThere(root, "package.json");
  refuseOtherProject(root);
  const signedIn = findSignedInTenant(context);
  const begun = begin(context, named, signedIn, options);
  const isClone = manifest !== undefined && /"name": *"pulumi-m365-licenses"/.test(manifest);
  const stacks = [...new Set([...findStackFiles(context).map(stackName), begun.stack])].sort();
  const completed = completeManifest(manifest, manifestNeeds(context, begun.isTrial));
  const written = writeWanted(root, [
    ...stackFiles(root, begun),
    ...(isClone
      ? []
      : [
          { kind: "completed" as const, path: "package.json", complete: () => completed.text },
          ...projectFiles(begun, readmePath(root)),
        ]),
    ...(options.pipeline === undefined ? [] : pipelineFiles(options.pipeline, stacks)),
  ]);
  const next = nextSteps(context, begun, {
    isNew: written.written.includes(stackFile(begun.stack)),
    isSignedIn: signedIn === begun.tenant,
  });
  if (options.json === true)
    printJson(context, {
      format: "m365-licenses/init",
      version: 1,
      stack: begun.stack,
      files: written.written,
      completed: written.completed,
      left: written.left,
      next,
    });
  else print(context, ...initText(written, isClone ? [] : completed.kept, next, begun));
  return 0;
}

/** Which tenant, and which stack: what was said, else what is here already, else who has signed in. */
function begin(context: CliContext, named: string | undefined, signedIn: string | undefined, options: Options): Begun {
  if (options.try === true) return { tenant: "contoso.onmicrosoft.com", stack: "contoso", isTrial: true };
  const [there] = findStackFiles(context);
  const its = there === undefined ? undefined : tenantOf(context.workingFolder, there);
  if (named === undefined && options.stack === undefined && there !== undefined && its !== undefined)
    return { tenant: its, stack: stackName(there), isTrial: false };
  const tenant = named ?? signedIn;
  if (tenant === undefined)
    throw new CliFailure(
      "tenant-missing",
      "Which tenant this is for is not known: nobody has signed in here with `az login`.",
      "Name one of its domains, `npx pulumi-m365-licenses init contoso.onmicrosoft.com`, or begin on an emulated " +
        "tenant, `npx pulumi-m365-licenses init --try`.",
    );
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(tenant))
    throw new CliFailure(
      "tenant-name",
      `"${tenant}" is no domain.`,
      "Write a verified domain of the tenant, for example contoso.onmicrosoft.com.",
    );
  const stack = options.stack ?? (tenant.split(".")[0] ?? tenant).toLowerCase();
  if (!/^[a-z0-9][a-z0-9._-]*$/i.test(stack))
    throw new CliFailure("stack-name", `"${stack}" is no name for a stack.`, "Use letters, digits, dots and hyphens.");
  const other = tenantOf(context.workingFolder, stackFile(stack));
  if (other !== undefined && other !== tenant)
    throw new CliFailure(
      "stack-exists",
      `${stackFile(stack)} exists already, for ${other}.`,
      "Give another name with --stack.",
    );
  return { tenant, stack, isTrial: false };
}

function tenantOf(root: string, file: string): string | undefined {
  return /^tenant: *["']?([^\s"'#]+)/m.exec(readIfThere(root, file) ?? "")?.[1];
}

/** A folder holds one Pulumi project. */
function refuseOtherProject(root: string): void {
  const project = readIfThere(root, "Pulumi.yaml");
  if (project === undefined || project.includes("pulumi-m365-licenses")) return;
  throw new CliFailure(
    "other-project",
    "Pulumi.yaml here is another project's, and a folder holds one. Nothing was written.",
    "Make a folder for the licences, for example with `mkdir licences`, and run this in it.",
  );
}

/** The repository's front page, unless it has one. */
function readmePath(root: string): string {
  const front = readIfThere(root, "README.md");
  return front === undefined || front.startsWith("<!-- Begun by `npx pulumi-m365-licenses init`")
    ? "README.md"
    : "stacks/README.md";
}

function readIfThere(root: string, file: string): string | undefined {
  const path = join(root, file);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

function initText(
  { written, completed, left }: WriteResult,
  kept: readonly string[],
  next: readonly string[],
  { isTrial }: Begun,
): readonly string[] {
  const done = [
    ...(written.length > 0 ? [`Wrote ${written.join(", ")}.`] : []),
    ...(completed.length > 0 ? [`Added what was missing to ${completed.join(", ")}.`] : []),
    ...(left.length > 0 ? [`Left as you have them: ${left.join(", ")}.`] : []),
    ...(kept.length > 0 ? [`Left in package.json as you have it: ${kept.join(", ")}.`] : []),
  ];
  return [
    ...(done.length > 0 ? done : ["Everything is here already: nothing was changed."]),
    "",
    "Next:",
    ...next.map((command) => `  ${command}`),
    "",
    isTrial
      ? "The last one tells the whole story on an emulated tenant, on this machine."
      : "The last one says what the first run would do, and changes nothing. README.md says how others and the " +
        "pipeline share the state, which is in this folder until then.",
  ];
}
