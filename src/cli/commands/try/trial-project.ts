import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { packageFolder, readOwnFile } from "../../own-package";

/** Below the repository, and left there afterwards to look at. */
export const trialFolder = ".try";

/** A repository as `init --try` makes it, in a folder of its own: the story changes its files. */
export class TrialProject {
  readonly folder: string;

  /** Begins anew where an earlier story was told. */
  constructor(root: string) {
    this.folder = join(root, trialFolder);
    rmSync(this.folder, { recursive: true, force: true });
    for (const folder of ["state", "home"]) mkdirSync(join(this.folder, folder), { recursive: true });
    const host = relative(this.folder, join(packageFolder, "engine", "dynamic-provider")).replace(/\\/g, "/");
    const project = readOwnFile("templates/project/Pulumi.yaml");
    this.#write("Pulumi.yaml", project.replace(/(?<=path: ).*/, JSON.stringify(host)));
    this.#write("package.json", '{ "private": true }\n');
    this.#write("licences.mjs", readOwnFile("templates/project/licences.mjs"));
    for (const file of ["stacks/contoso.yaml", "stacks/lists/sales.txt"]) this.#write(file, readOwnFile(file));
  }

  /** Where the engine finds everything of its own. */
  environment(graph: string): Readonly<Record<string, string>> {
    return {
      M365_LICENSES_GRAPH_ENDPOINT: graph,
      PULUMI_BACKEND_URL: pathToFileURL(join(this.folder, "state")).href,
      PULUMI_HOME: join(this.folder, "home"),
      PULUMI_CONFIG_PASSPHRASE: "",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_SUPPRESS_NEO_LINK: "true",
    };
  }

  edit(file: string, change: (text: string) => string): void {
    this.#write(file, change(readFileSync(join(this.folder, file), "utf8")));
  }

  /** The undo file of the last run, as `restore` takes it. */
  lastUndo(): string {
    const folder = "reports";
    const files = readdirSync(join(this.folder, folder))
      .filter((file) => file.includes(".undo."))
      .map((file) => ({ file, written: statSync(join(this.folder, folder, file)).mtimeMs }))
      .sort((one, other) => other.written - one.written);
    return `${folder}/${files[0]?.file ?? ""}`;
  }

  #write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }
}
