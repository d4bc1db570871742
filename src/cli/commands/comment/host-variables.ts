import { CliFailure } from "../../context";

/** What a pipeline tells its steps. */
export type Environment = Readonly<Record<string, string | undefined>>;

export function isSet(environment: Environment, name: string): boolean {
  return (environment[name] ?? "") !== "";
}

/** @throws CliFailure with this remedy where it is not set */
export function need(environment: Environment, name: string, remedy: string): string {
  const value = environment[name] ?? "";
  if (value === "") throw new CliFailure("variable-missing", `${name} is not set.`, remedy);
  return value;
}
