import type { Observed, ObjectId } from "../../terms/observed";
import type { PrincipalWrite, WriteOutcome } from "../../terms/port";

/** What a run asks for next; the loop around it answers, or never does. */
export type Step =
  | {
      readonly kind: "reread";
      readonly userIds: readonly ObjectId[];
      readonly groupIds: readonly ObjectId[];
      /** Of the people, those about whom no list is believed. */
      readonly inPerson: readonly ObjectId[];
    }
  | { readonly kind: "write"; readonly phase: string; readonly writes: readonly PrincipalWrite[] }
  | { readonly kind: "await"; readonly groupIds: readonly ObjectId[] }
  | { readonly kind: "reprocess"; readonly userIds: readonly ObjectId[] };

export interface Answers {
  readonly observed?: Observed;
  readonly outcomes?: readonly WriteOutcome[];
  readonly unfinished?: readonly ObjectId[];
  /** Something was thrown halfway through a step that writes; `outcomes` are those told until then. */
  readonly interruption?: Interruption;
}

/** What ends a run before its time. In a box of its own, since anything can be thrown. */
export interface Interruption {
  readonly by: unknown;
}

export type Run = Generator<Step, void, Answers>;
