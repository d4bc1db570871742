import { readdirSync } from "node:fs";
import { join } from "node:path";
import { packageFolder, readOwnFile } from "../../own-package";
import type { WantedFile } from "./wanted-file";

export const pipelineHosts = ["github", "azure-devops", "gitlab"] as const;

export type PipelineHost = (typeof pipelineHosts)[number];

/**
 * The pipeline of a host, which is the package's own for a stack named `contoso`, with the names of these stacks. The
 * first line of each file says where it belongs.
 */
export function pipelineFiles(host: PipelineHost, stacks: readonly string[]): readonly WantedFile[] {
  const folder = `pipelines/${host}`;
  const files = readdirSync(join(packageFolder, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(packageFolder.length + 1)
        .replace(/\\/g, "/"),
    )
    .sort();
  return [...files, "pipelines/renovate.json5"].flatMap((file) => {
    const [, path, text] = /^(?:#|\/\/) Copy to (\S+)\n([\s\S]*)$/.exec(readOwnFile(file)) ?? [];
    return path === undefined || text === undefined ? [] : [{ kind: "whole", path, text: nameStacks(text, stacks) }];
  });
}

/** An item of a list that names the stack, with what stands below it; once for each stack. */
const item = /^( *)- .*\bcontoso\b.*\n(?:\1 +[^\s-].*\n)*/gm;

function nameStacks(text: string, stacks: readonly string[]): string {
  return text
    .replace(/\[contoso\]/g, `[${stacks.join(", ")}]`)
    .replace(item, (entry) => stacks.map((stack) => entry.replace(/\bcontoso\b/g, stack)).join(""))
    .replace(/\bcontoso\b/g, stacks[0] ?? "contoso");
}
