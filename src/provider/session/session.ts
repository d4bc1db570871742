import { defaultCatalog, findPlan, findProduct } from "../../catalog/catalog";
import { connectTenant, type TenantSession } from "../../graph/connect-tenant";
import { readConnectionSettings } from "../../graph/connect/connection-settings";
import type { Entries } from "../../terms/intent";
import type { ObjectId, Observed } from "../../terms/observed";
import type { PlanWithModel } from "../../plan/decide/model";
import type { Outputs, ProgramInputs } from "../contract/properties";
import { connectEngineLog, type EngineLog } from "../engine/engine-log";
import { refuseWrongClock } from "../engine/wrong-clock";
import type { ReadAhead } from "./shown-lines";
import { RunBook } from "./run-book";
import { reportFolderOf } from "../reports/report-folder";
import { findProjectRoot, readProgramStack, readStackFile, type StackFile } from "./stack-file";

/** What `check` found out, for the `create` or `update` that the engine calls next in the same process. */
export interface Checked extends PlanWithModel {
  readonly urn: string;
  /** What runs that were cut off may have given, and nobody was seen to hold. */
  readonly unseen: Entries;
  /** The engine's object ids of groups that the program makes, by `groupKey`; undefined where it would make one. */
  readonly made: ReadonlyMap<string, ObjectId | undefined>;
}

/** What a provider process is started with; passed in, so that nothing below reads it from the process. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The program's directory. */
  readonly directory: string;
  /** `host:port` of the engine that started the process. */
  readonly engineAddress: string;
  readonly now: () => Date;
  /** Ends the process once the engine is gone: nobody else would. */
  readonly exit: (code: number) => void;
}

/**
 * One engine operation: the provider's methods run one after the other in one process and share a snapshot of the
 * tenant. A preview and the up that follows it are two processes.
 */
export class Session {
  checked: Checked | undefined;
  /** `check` could not plan, since something is not known before the run. */
  isUnplanned = false;
  /** The project's root directory, absolute. */
  root: string | undefined;
  /** What `read` found, for `check` and for the `diff` that the engine calls during a refresh. */
  ahead: ReadAhead | undefined;
  /** The intents of this run and of earlier ones. */
  readonly runs = new RunBook();
  /** The plan of this run, by what it was made of. */
  planned: { readonly key: string; readonly plan: Promise<PlanWithModel> } | undefined;
  /** The first reading for a stack that has no state yet. */
  beginning: Promise<Observed> | undefined;
  /** The plan of a destroy, with what it is a destroy of, until it is known that the operation is another one. */
  plannedDestroy: { readonly of: Outputs; readonly planned: PlanWithModel } | undefined;
  /** Digest of the plan of a destroy that was shown. */
  shownDestroy: string | undefined;
  readonly surroundings: Surroundings;
  /** While the tenant is written to: the process stays until what is under way has been answered. */
  isWriting = false;
  readonly #end = new AbortController();
  /** When the operation began: nothing was read before. */
  readonly now: string;
  #tenant: TenantSession | undefined;
  #programStack: { readonly text: string; readonly stack: StackFile | undefined } | undefined;
  #latest = "";
  readonly #stackFiles = new Map<string, StackFile | undefined>();

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
    this.now = this.clock();
  }

  /** The moment, ISO 8601. Where the clock is set back meanwhile, the latest that there was. */
  readonly clock = (): string => {
    const moment = this.surroundings.now().toISOString();
    if (moment > this.#latest) this.#latest = moment;
    return this.#latest;
  };

  /**
   * @param today as the program took it
   * @throws Refusal where the clock is not Graph's, as far as that has answered
   */
  refuseWrongClock(today?: string): void {
    const skew = this.tenant.clockSkew();
    const here = this.surroundings.now().getTime();
    if (skew !== undefined) refuseWrongClock({ here, skew, began: Date.parse(this.now), today });
  }

  /** Nothing is sent before the first read. */
  get tenant(): TenantSession {
    this.#tenant ??= connectTenant(readConnectionSettings(this.surroundings.environment), {
      log: this.#debugLog(),
      onWaiting: (text) =>
        void this.engineLog("")
          .status(text)
          .catch(() => undefined),
      nameOf: nameInCatalog,
      signal: this.#end.signal,
    });
    return this.#tenant;
  }

  /** Whether nothing may be begun any more: somebody interrupted the run, or the engine is gone. */
  get isEnding(): boolean {
    return this.#end.signal.aborted;
  }

  /** No further request is begun; what is under way is waited for, and is told. */
  end(): void {
    this.#end.abort();
  }

  /** A plan report that was approved: the run may do a part of it, never more. */
  get approvedPlanFile(): string | undefined {
    return this.surroundings.environment["M365_LICENSES_APPROVED_PLAN"];
  }

  /** As `check` was told it; reading and destroying come before that, or without it. */
  get projectRoot(): string | undefined {
    return this.root ?? findProjectRoot(this.surroundings.directory);
  }

  get reportFolder(): string | undefined {
    const root = this.projectRoot;
    return root === undefined ? undefined : reportFolderOf(this.surroundings.environment, root);
  }

  /** The stack file that the resource names, read once a process; undefined where it cannot be used. */
  stackFile(source: string | undefined): StackFile | undefined {
    if (source === undefined) return undefined;
    if (!this.#stackFiles.has(source)) {
      const root = this.projectRoot;
      this.#stackFiles.set(
        source,
        root === undefined ? undefined : readStackFile(source, root, this.surroundings.now()),
      );
    }
    return this.#stackFiles.get(source);
  }

  /** What explains the lines that a program passes: what it says of the stack, or the file that it names. */
  explanation({ __stack: text, source }: Pick<ProgramInputs, "__stack" | "source">): StackFile | undefined {
    if (text === undefined) return this.stackFile(source);
    if (this.#programStack?.text !== text)
      this.#programStack = { text, stack: readProgramStack(text, this.surroundings.now()) };
    return this.#programStack.stack;
  }

  engineLog(urn: string): EngineLog {
    return connectEngineLog(this.surroundings.engineAddress, urn);
  }

  /**
   * How the tenant is read and written, for `pulumi … -d`. Whether the engine is still there is not learned from these
   * lines.
   */
  #debugLog(): (line: string) => void {
    let log: EngineLog | undefined;
    return (line) => {
      log ??= this.engineLog("");
      log.debug(line).catch(() => undefined);
    };
  }
}

/** The part number of a SKU or the name of a service plan that the tenant itself does not have. */
function nameInCatalog(id: string): string | undefined {
  return findProduct(defaultCatalog, id)?.partNumber ?? findPlan(defaultCatalog, id)?.name;
}
