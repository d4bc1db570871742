import { closest, distance } from "fastest-levenshtein";
import { licensingSettings } from "./licensing-settings";
import { serviceSettings } from "./service-settings";
import type { AmountSetting, ChoiceSetting } from "./setting-kinds";
import { visible } from "./visible";
import { writingSettings } from "./writing-settings";

/**
 * Everything about Graph that Microsoft does not say, that reports disagree on, or that takes time: each is a
 * named setting, the first value being the likelier one. A product that talks to Graph must work under every value
 * of every setting; `settingVariations` lists them for a test matrix.
 */
export const settingDefinitions = { ...writingSettings, ...licensingSettings, ...serviceSettings };

export type SettingName = keyof typeof settingDefinitions;

type ValueOf<Definition> =
  Definition extends ChoiceSetting<infer Value> ? Value : Definition extends AmountSetting ? number : never;

export type Settings = { readonly [Name in SettingName]: ValueOf<(typeof settingDefinitions)[Name]> };

const names = Object.keys(settingDefinitions) as SettingName[];

export const defaultSettings = Object.fromEntries(
  names.map((name) => {
    const definition = settingDefinitions[name];
    return [name, definition.kind === "choice" ? definition.values[0] : definition.default];
  }),
) as Settings;

/** Every setting with every value that differs from its default, for a test matrix: one variation at a time. */
export const settingVariations: readonly { readonly name: SettingName; readonly value: string | number | boolean }[] =
  names.flatMap((name) => {
    const definition = settingDefinitions[name];
    const values: readonly (string | number | boolean)[] =
      definition.kind === "choice" ? definition.values : definition.samples;
    return values.filter((value) => value !== defaultSettings[name]).map((value) => ({ name, value }));
  });

export class SettingsError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.map(visible).join("\n"));
  }
}

/**
 * Settings from names and values as a command line, a tenant file or the control API gives them.
 * @throws SettingsError with every unknown name and impossible value.
 */
export function readSettings(given: Readonly<Record<string, unknown>>, base: Settings = defaultSettings): Settings {
  const problems: string[] = [];
  const settings: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(given)) {
    const known = names.find((candidate) => candidate === name);
    if (known === undefined) {
      const nearest = closest(name, names);
      problems.push(
        `There is no setting ${name}.${distance(name, nearest) <= name.length / 2 ? ` Is ${nearest} meant?` : ""} ` +
          "`pulumi-m365-licenses-emulator --settings` lists them.",
      );
      continue;
    }
    const read = readValue(settingDefinitions[known], value);
    if (read === undefined)
      problems.push(`Setting ${name} cannot be ${JSON.stringify(value)}. ${describeValues(settingDefinitions[known])}`);
    else settings[name] = read;
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return settings as Settings;
}

function readValue(
  definition: ChoiceSetting<string | boolean> | AmountSetting,
  value: unknown,
): string | number | boolean | undefined {
  // A map of a tenant file may have a key `toString`, and no text of its own.
  const text = ["string", "number", "boolean"].includes(typeof value) ? `${value as string | number}` : undefined;
  if (definition.kind === "choice") return definition.values.find((candidate) => String(candidate) === text);
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number >= 0 ? number : undefined;
}

function describeValues(definition: ChoiceSetting<string | boolean> | AmountSetting): string {
  return definition.kind === "choice"
    ? `It is one of ${definition.values.join(", ")}.`
    : `It is a number of ${definition.unit}, 0 or more.`;
}
