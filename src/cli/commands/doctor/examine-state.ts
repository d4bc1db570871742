import { z } from "zod";
import { enumerateSome } from "../../../report/content/words";
import { CliFailure } from "../../context";
import { askEngine, type EngineAnswer } from "../../engine/ask-engine";
import { engineComplaint } from "../../engine/engine-complaint";
import { stackName } from "../../stacks";
import { projectFile } from "./examine-tools";
import { error, fine, note, warning, type Finding } from "./finding";
import type { Visit } from "./patience";
import { type Lock, readLocks } from "./read-locks";

const part = "state";

export interface State {
  readonly findings: readonly Finding[];
  /** Every stack in it as the engine calls it, also of other projects; undefined where it could not be asked. */
  readonly stacks?: readonly string[];
}

const whoSchema = z.object({ url: z.string() });
const listSchema = z.array(z.object({ name: z.string(), updateInProgress: z.boolean().optional() }));

/** Whether the state can be reached, which of the declared stacks it has, and who holds a lock. */
export async function examineState(context: Visit, files: readonly string[]): Promise<State> {
  if (projectFile(context.workingFolder) === undefined)
    return { findings: [note({ part, code: "state-not-asked", message: "Not asked: there is no project here." })] };
  try {
    const [who, own, all] = await Promise.all([
      ask(context, ["whoami", "--json"]),
      ask(context, ["stack", "ls", "--json"]),
      ask(context, ["stack", "ls", "--all", "--json"]),
    ]);
    const failed = [who, own, all].find(({ exitCode }) => exitCode !== 0);
    if (failed !== undefined) return { findings: [unreachable(failed, context.patience.engine)] };
    const { url } = whoSchema.parse(JSON.parse(who.out));
    const begun = listSchema.parse(JSON.parse(own.out));
    const declared = files.map(stackName);
    return {
      findings: [
        fine({ part, code: "state-found", message: `The state is at ${placeOf(url)}` }),
        ...declared.flatMap((stack) => (begun.some((one) => isCalled(one.name, stack)) ? [] : [notBegun(stack)])),
        ...(await describeLocks(url, begun)),
      ],
      stacks: listSchema.parse(JSON.parse(all.out)).map(({ name }) => name),
    };
  } catch (failure) {
    if (failure instanceof CliFailure)
      return { findings: [note({ part, code: "state-not-asked", message: "Not asked: the engine does not run." })] };
    const unread = { exitCode: 1, out: "", err: "the engine's answer cannot be read", isLate: false };
    return { findings: [unreachable(unread, context.patience.engine)] };
  }
}

/** A backend of several projects names a stack with them: `organization/licences/contoso`. */
function isCalled(name: string, stack: string): boolean {
  return name === stack || name.endsWith(`/${stack}`);
}

function ask(context: Visit, args: readonly string[]): Promise<EngineAnswer> {
  return askEngine(context, [...args, "--non-interactive", "--color", "never"], context.patience.engine);
}

function unreachable({ out, err, isLate }: EngineAnswer, engine: number): Finding {
  const [said = "the engine says nothing", ...more] = isLate
    ? [`no answer within ${engine / 1000} s`]
    : engineComplaint(`${out}\n${err}`, "<stack>").map((line) => withoutSecrets(line.replace(/^error: /, "")));
  const remedy = more.length > 1 ? more[more.length - 1] : more[0];
  return error({
    part,
    code: "state-unreachable",
    message: `The state cannot be reached: ${said}`,
    remedy: remedy ?? "Check PULUMI_BACKEND_URL and the credentials of that storage, then try this:",
    commands: ["npx m365-licenses pulumi whoami --verbose"],
  });
}

function notBegun(stack: string): Finding {
  return error({
    part,
    code: "stack-not-begun",
    message: `The state has no stack ${stack} yet.`,
    remedy: "Begin it once.",
    commands: [`npx m365-licenses pulumi stack init ${stack}`],
  });
}

async function describeLocks(url: string, stacks: z.infer<typeof listSchema>): Promise<readonly Finding[]> {
  const running = stacks.filter(({ updateInProgress }) => updateInProgress === true).map(({ name }) => name);
  const files = await readLocks(url);
  if (files === undefined) {
    if (running.length > 0) return [locked({ stack: enumerateSome(running, 5), file: undefined })];
    const isCloud = stacks.some(({ updateInProgress }) => updateInProgress !== undefined);
    return isCloud
      ? [free]
      : [
          note({
            part,
            code: "lock-unknown",
            message:
              "Whether somebody holds a lock on this backend is told by the next up alone, in the words " +
              "`the stack is currently locked`; it names who and since when.",
            remedy: "Only where that run is surely over, this frees it:",
            commands: ["npx m365-licenses pulumi cancel --yes --stack <stack>"],
          }),
        ];
  }
  return files.length === 0 ? [free] : files.map(locked);
}

const free = fine({ part, code: "lock-free", message: "Nobody holds a lock" });

function locked({ stack, project, since, holder, file }: Lock): Finding {
  const by = holder === undefined ? "" : ` by ${holder}`;
  const from = since === undefined ? "" : `, since ${since}`;
  const where = project === undefined ? "" : ` of the project ${project}`;
  return warning({
    part,
    code: "stack-locked",
    prevents: ["apply"],
    message: `The stack ${stack}${where} is locked${by}${from}${file === undefined ? "" : ` (${file})`}.`,
    remedy: "A run is going on: wait for it. Only where it was killed and is surely over, free it:",
    commands: [`npx m365-licenses pulumi cancel --yes --stack ${stack}`],
  });
}

/** What the engine says may hold the address of a backend, with what stands in that. */
function withoutSecrets(line: string): string {
  return line.replace(/(\w:\/\/)[^\s/@]+@/g, "$1***@").replace(/\?[^\s"']+=[^\s"']*/g, "?***");
}

/** An address of a backend, without a user, a password or a question, in which secrets may be. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return "an address that cannot be shown";
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
