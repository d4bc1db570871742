import { getRootDirectory, getStack } from "@pulumi/pulumi/metadata";
import { readTextFile, shown } from "../../stack/files/read-file";
import { readList } from "../../stack/files/read-list";
import { stackLimits } from "../../stack/problems/limits";
import { refuseProgram } from "./refuse-program";

/**
 * People of a list, for `users` of an assignment: a text file with a user principal name a line, or a .csv file, read
 * with the same care as `usersFrom` of a stack file.
 *
 * @param file relative to the project's folder, the one with `Pulumi.yaml`, and inside of it
 * @param column of a .csv file, by its heading
 * @throws RunError with every line that names nobody, or because the whole list does
 */
export function readPeople(file: string, { column }: { readonly column?: string } = {}): string[] {
  const root = getRootDirectory();
  const name = shown(file);
  const place = { property: `readPeople(${JSON.stringify(file)})` };
  const read = readTextFile(name, { root, folder: root }, stackLimits.listBytes, place);
  if (read.kind === "invalid") throw refuseProgram(getStack(), [read.problem]);
  const { names, problems } = readList(read.text, name, column, place);
  if (problems.length > 0) throw refuseProgram(getStack(), problems);
  return names.map((person) => person.name);
}
