import { enginePin, lookForEngine } from "../../engine/find-engine";
import type { CliContext } from "../../context";
import { packageVersion, readOwnFile } from "../../own-package";
import { schemaPath } from "../../schema-path";
import { stackFile, stacksFolder } from "../../stacks";
import { completeLines } from "./complete-lines";
import type { ManifestNeeds } from "./complete-manifest";
import type { WantedFile } from "./wanted-file";

/** What a repository is begun for. */
export interface Begun {
  readonly tenant: string;
  readonly stack: string;
  /** On an emulated tenant, with people in it. */
  readonly isTrial: boolean;
}

/** The stack itself: an example to fill in, or, for a try, a company. */
export function stackFiles(root: string, { tenant, stack, isTrial }: Begun): readonly WantedFile[] {
  const file = stackFile(stack);
  const modeline = `# yaml-language-server: $schema=${schemaPath(root, file, "stack")}\n`;
  if (!isTrial) {
    const text = readOwnFile("templates/project/stack.yaml").replaceAll("contoso.onmicrosoft.com", tenant);
    return [{ kind: "whole", path: file, text: modeline + text }];
  }
  const list = `${stacksFolder}/lists/sales.txt`;
  return [
    { kind: "whole", path: file, text: readOwnFile("stacks/contoso.yaml").replace(/^# yaml-language-.*\n/, modeline) },
    { kind: "whole", path: list, text: readOwnFile(list) },
    { kind: "whole", path: "try/tenant.yaml", text: readOwnFile("templates/try/tenant.yaml") },
  ];
}

/** What stands around the stacks. */
export function projectFiles(begun: Begun, readme: string): readonly WantedFile[] {
  const named = (text: string): string =>
    text.replace(/\bcontoso(?!\.onmicrosoft)/g, begun.stack).replaceAll("contoso.onmicrosoft.com", begun.tenant);
  return [
    { kind: "whole", path: "Pulumi.yaml", text: readOwnFile("templates/project/Pulumi.yaml") },
    { kind: "whole", path: "licences.mjs", text: readOwnFile("templates/project/licences.mjs") },
    { kind: "whole", path: readme, text: named(readOwnFile("templates/project/README.md")) },
    { kind: "whole", path: ".vscode/extensions.json", text: readOwnFile("templates/project/extensions.json") },
    {
      kind: "completed",
      path: ".gitignore",
      complete: (before) =>
        completeLines(before, ["node_modules/", "/.m365-licenses/", "/.pulumi/", "/reports/", "/.try/"]),
    },
    {
      kind: "completed",
      path: ".gitattributes",
      complete: (before) => completeLines(before, ["stacks/** text eol=lf", "package-lock.json linguist-generated"]),
    },
  ];
}

/** Exact versions: what was tried is what runs. The engine as a package, where this machine has none. */
export function manifestNeeds(context: CliContext, isTrial: boolean): ManifestNeeds {
  const [engine, engineVersion] = enginePin;
  return {
    scripts: {
      validate: "m365-licenses validate",
      plan: "m365-licenses plan",
      drift: "m365-licenses drift",
      ...(isTrial ? { start: "m365-licenses try", tenant: "m365-licenses emulator try/tenant.yaml --port 4000" } : {}),
    },
    dependencies: { "pulumi-m365-licenses": packageVersion },
    devDependencies: {
      ...(lookForEngine(context) === undefined ? { [engine]: engineVersion } : {}),
      ...(isTrial ? { "pulumi-m365-licenses-emulator": packageVersion } : {}),
    },
  };
}
