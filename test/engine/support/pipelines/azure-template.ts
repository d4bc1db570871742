import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { repositoryRoot } from "../../../support/engine";
import { evaluate, isTrue, text_, type Value } from "./expression";

/** Values by full name: `parameters.engine`, `stack.name`. */
type Names = Readonly<Record<string, unknown>>;

/**
 * A pipeline as Azure DevOps unfolds it before a job starts: `each` over the entries of a parameter, `if`, templates of
 * the same folder, and values in `${{ }}`. `given` takes the place of a parameter's default.
 */
export function unfoldAzurePipeline(given: Names = {}): unknown {
  return unfoldFile("azure-pipelines.yml", given);
}

function unfoldFile(file: string, given: Names): unknown {
  const { parameters = [], ...rest } = load(
    readFileSync(join(repositoryRoot, "pipelines/azure-devops", file), "utf8"),
  ) as { parameters?: readonly { name: string; default: unknown }[] };
  const names: Record<string, unknown> = {};
  for (const { name, default: unless } of parameters) names[`parameters.${name}`] = given[name] ?? unless;
  return unfold(rest, names);
}

function unfold(value: unknown, names: Names): unknown {
  if (typeof value === "string") return fill(value, names);
  if (Array.isArray(value)) return value.flatMap((item) => unfoldItem(item, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, unfold(child, names)]));
}

function unfoldItem(item: unknown, names: Names): readonly unknown[] {
  if (typeof item !== "object" || item === null) return [unfold(item, names)];
  const [[key, child] = ["", undefined]] = Object.entries(item) as readonly (readonly [string, unknown])[];
  const each = /^\$\{\{ each (\w+) in (parameters\.\w+) \}\}$/.exec(key);
  if (each !== null) {
    const [, name = "", list = ""] = each;
    return (names[list] as readonly Names[]).flatMap((entry) => {
      const inner = Object.fromEntries(Object.entries(entry).map(([field, text]) => [`${name}.${field}`, text]));
      return unfold(child, { ...names, ...inner });
    });
  }
  const condition = /^\$\{\{ if (.+) \}\}$/.exec(key)?.[1];
  if (condition !== undefined)
    return isTrue(evaluated(condition, names)) ? (unfold(child, names) as readonly unknown[]) : [];
  if ("template" in item) {
    const { template, parameters = {} } = item as { template: string; parameters?: Names };
    return (unfoldFile(template, parameters) as { steps: readonly unknown[] }).steps;
  }
  return [unfold(item, names)];
}

function fill(text: string, names: Names): string {
  return text.replace(/\$\{\{ (.+?) \}\}/g, (_, expression: string) => text_(evaluated(expression, names)));
}

function evaluated(expression: string, names: Names): Value {
  return evaluate(expression, {
    lookup: (name) => (name === "true" || name === "false" ? name : text_(names[name] as Value)),
    call: (called, [one, other, third]) => {
      if (called === "eq") return text_(one) === text_(other);
      if (called === "replace") return text_(one).replaceAll(text_(other), text_(third));
      throw new Error(`${called}() has no stand-in`);
    },
  });
}
