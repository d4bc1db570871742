import * as path from "node:path";
import { listYaml, scopeOf } from "../../stack/files/read-file";
import { loadStack } from "../../stack/load-stack";
import { listSome } from "../../plan/basis/findings";
import type { Observed } from "../../terms/observed";
import type { ProgramInputs } from "../contract/properties";
import { Refusal } from "../engine/refusal";
import { unfold } from "./declared";
import type { Session } from "./session";

type Declaring = Pick<ProgramInputs, "users" | "groups" | "source" | "__declared" | "__urn">;

/**
 * What a program declares by itself and a stack file of the project declares too: each would take back what the other
 * gives. `licensesOfStack` compares the files with each other before anything is registered; here it is for whoever
 * passes lines of their own.
 *
 * @throws Refusal with the principals and the file
 */
export function refuseShared(session: Session, declared: Declaring, { id, verifiedDomains }: Observed["tenant"]): void {
  const root = session.projectRoot;
  const { source, __declared, __urn } = declared;
  if (root === undefined || (source !== undefined && session.stackFile(source)?.text === __declared)) return;
  const { users, groups } = unfold(declared);
  const mine = new Set([...Object.keys(users), ...Object.keys(groups)].map((name) => name.toLowerCase()));
  const tenant = new Set([id, ...verifiedDomains].map((name) => name.toLowerCase()));
  // The file that is called like this stack is what the program reads, if it reads one.
  const own = source ?? `stacks/${__urn.split("::")[0]?.split(":").pop() ?? ""}.yaml`;
  for (const name of listYaml(scopeOf("stacks/any.yaml", root, undefined))) {
    const file = path.posix.join("stacks", name);
    if (file === own) continue;
    const other = loadStack(file, { now: session.surroundings.now(), root });
    // One that cannot be read as a stack is its own run's business.
    if (other.kind === "invalid" || !tenant.has(other.stack.tenant.toLowerCase())) continue;
    const { desired } = other.stack;
    const shared = [...desired.users, ...desired.groups].filter((one) => mine.has(one.name.toLowerCase()));
    if (shared.length === 0) continue;
    throw new Refusal(
      "two-stacks",
      `${listSome(shared.map((one) => one.name))} ${shared.length === 1 ? "is" : "are"} declared in ${file} too, for ` +
        "the same tenant: each stack would take back what the other gives.",
      "Declare everything for one principal in one stack.",
    );
  }
}
