import { CORE_SCHEMA } from "js-yaml";
import type { YamlScalar } from "./yaml-node";

/** What a scalar without quotes means in YAML 1.2; undefined: a number that no program can hold. */
export function plainScalarValue(source: string): YamlScalar["value"] | undefined {
  const { value } = CORE_SCHEMA.resolveImplicitScalarTag(source);
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}
