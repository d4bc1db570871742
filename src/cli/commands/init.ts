import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { CliFailure, print, printJson, type CliContext, type ExitCode, type Run, type CommonOptions } from "../context";
import { stacksFolder } from "../stacks";

interface Options extends CommonOptions {
  readonly stack?: string;
}

export function add(program: Command, run: Run): void {
  program
    .command("init")
    .description("begin a stack: an example to fill in, and the project around it where there is none")
    .argument("<tenant>", "a verified domain of the tenant, for example contoso.onmicrosoft.com")
    .option("--stack <name>", "name of the stack; the domain's first label where nothing is said")
    .option("--json", "as JSON")
    .action((tenant: string, options: Options) =>
      run(options, (context) => Promise.resolve(init(context, tenant, options))),
    );
}

function init(context: CliContext, tenant: string, options: Options): ExitCode {
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(tenant))
    throw new CliFailure(
      "tenant-name",
      `"${tenant}" is no domain.`,
      "Write a verified domain of the tenant, for example contoso.onmicrosoft.com.",
    );
  const stack = options.stack ?? (tenant.split(".")[0] ?? tenant).toLowerCase();
  const file = `${stacksFolder}/${stack}.yaml`;
  if (existsSync(join(context.workingFolder, file)))
    throw new CliFailure("stack-exists", `${file} exists already.`, "Give another name with --stack.");
  const wanted: readonly (readonly [string, string])[] = [[file, stackText(tenant)], ...projectFiles];
  const written: string[] = [];
  for (const [path, text] of wanted) {
    const target = join(context.workingFolder, path);
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    written.push(path);
  }
  if (options.json === true) printJson(context, { format: "m365-licenses/init", version: 1, stack, files: written });
  else
    print(
      context,
      ...[
        `Wrote ${written.join(", ")}.`,
        `Next: name people in ${file}, or begin with what the tenant has (\`m365-licenses import --stack ` +
          `${stack} --force\`);`,
        `then \`pulumi stack init ${stack}\` and \`m365-licenses plan ${stack}\`.`,
      ],
    );
  return 0;
}

function stackText(tenant: string): string {
  return `# yaml-language-server: $schema=../schema/stack.schema.json
tenant: ${tenant}

# For people who have no usage location: the country of the person first. Add \`default: US\` for those without one.
usageLocation: { from: country }

bundles:
  e3-voice: [Office 365 E3, MCOEV]

# Who gets which licences. What is not named here is never touched.
assignments: []
#  - name: sales
#    licenses: [e3-voice]
#    users: [adele@${tenant}]
#    usersFrom: lists/sales.txt        # one user principal name a line
#    groups: [Sales Team]

# How much may be taken away before a run is refused.
limits: { people: 10%, atMost: 25, per: 7d }
`;
}

/** What a repository of its own needs beside its stacks; in a clone of this project everything is there already. */
const projectFiles: readonly (readonly [string, string])[] = [
  [
    "Pulumi.yaml",
    "name: licences\ndescription: Microsoft 365 licences, declared in stacks/*.yaml\nruntime:\n  name: nodejs\n  " +
      "options:\n    typescript: false\nmain: index.js\noptions:\n  refresh: always\nplugins:\n  " +
      "providers:\n    - name: pulumi-nodejs\n      path: node_modules/pulumi-m365-licenses/engine/dynamic-provider\n",
  ],
  [
    "index.js",
    "// Declares stacks/<stack>.yaml of the selected stack.\nconst { licensesOfStack } = " +
      'require("pulumi-m365-licenses/program");\n\nmodule.exports = { tenant: licensesOfStack() };\n',
  ],
  [
    "package.json",
    `${JSON.stringify(
      { name: "licences", private: true, dependencies: { "pulumi-m365-licenses": "*" } },
      undefined,
      2,
    )}\n`,
  ],
];
