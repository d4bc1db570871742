import type { CatalogFacts } from "./catalog-facts";
import type { Desired } from "../../terms/desired";
import type { Place } from "../../terms/place";
import type { FindingPart } from "./findings";
import type { Ledger } from "../../terms/ledger";
import type { Observed, ObjectId } from "../../terms/observed";
import type { Policy } from "../../terms/policy";

/** Everything that a plan is a function of. */
export interface PlanInput {
  readonly desired: Desired;
  readonly ledger: Ledger;
  readonly observed: Observed;
  readonly policy: Policy;
  /** The day of the run, YYYY-MM-DD, in the time zone of the stack. */
  readonly today: string;
  /**
   * The moment of the run (ISO 8601, UTC), taken before anything was read. Absent: of nothing that is not seen is it
   * believed that it is gone.
   */
  readonly now?: string;
  /** Default: the project's own knowledge of Microsoft's products. */
  readonly catalog?: CatalogFacts;
  /** The stack is destroyed: everything that the ledger lists goes back. */
  readonly destroy?: boolean;
  /** Of the ledger, those of whom it lists only what a run that was cut off has given. */
  readonly claimed?: ReadonlySet<ObjectId>;
  /** Object ids of groups that the run has made, by name in lower case. */
  readonly made?: ReadonlyMap<string, ObjectId>;
  /** People and groups that are left as they are, whatever is declared. */
  readonly withheld?: ReadonlySet<ObjectId>;
  /** What became of the questions of `desired`, whose people are then among its users. */
  readonly answered?: Answered;
}

/** What the tenant's answers about people come to. */
export interface Answered {
  readonly findings: readonly FindingPart[];
  /** How many people each question finds, by the question's digest. */
  readonly counts: Readonly<Record<string, number>>;
  /** Who seems not to be meant any more, by a list alone: to be read by id before it is believed. */
  readonly doubtful: readonly ObjectId[];
  /** Why people are not meant any more. */
  readonly left: ReadonlyMap<ObjectId, readonly Left[]>;
}

/** Somebody whom an assignment does not mean, and who has what it gives. */
export interface Left {
  readonly assignment: string;
  /** SKUs as the assignment names them, in upper case. */
  readonly skus: ReadonlySet<string>;
  readonly why: string;
  readonly place?: Place;
}
