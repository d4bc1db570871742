import { settingDefinitions } from "../settings/settings";

/** The settings for people: a line each, with values, evidence and what they are about. */
export function describeSettings(): readonly string[] {
  return Object.entries(settingDefinitions).map(([name, definition]) =>
    definition.kind === "choice"
      ? `${name}: ${definition.values.join(" | ")} (${definition.evidence}) ${definition.about}`
      : `${name}: ${definition.default} ${definition.unit} (${definition.evidence}) ${definition.about}`,
  );
}

/** The settings for programs: name, default, and the values of those that have a choice. */
export function settingsAsData(): readonly object[] {
  return Object.entries(settingDefinitions).map(([name, definition]) => ({ name, ...definition }));
}
