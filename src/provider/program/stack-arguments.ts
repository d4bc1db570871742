import type * as pulumi from "@pulumi/pulumi";
import type { ProgramDocument } from "../../stack/language/program";

type Primitive = string | number | boolean;

/**
 * A value in which each leaf, list and map may come from another resource. Groups to make are the exception: the engine
 * has to know which there are when the program begins.
 */
export type Lifted<Value> = LiftedLeaf<Extract<Value, Primitive>> | LiftedRest<Exclude<Value, Primitive | undefined>>;

/** As one, so that an output of the type of a choice fits. */
type LiftedLeaf<Leaf> = [Leaf] extends [never] ? never : pulumi.Input<Leaf>;

type LiftedRest<Value> = Value extends { readonly create: unknown }
  ? Value
  : Value extends readonly (infer Item)[]
    ? pulumi.Input<readonly Lifted<Item>[]>
    : Value extends object
      ? pulumi.Input<{ readonly [Key in keyof Value]: Lifted<Value[Key]> }>
      : never;

/**
 * What a program says of a tenant's licences: what a stack file says, without `include` and lists of people, which a
 * program reads itself (`readPeople`). `protect` is an option of the resource, and known when the program begins.
 */
export type TenantLicensesArgs = {
  readonly [Key in keyof Omit<ProgramDocument, "protect">]: Lifted<ProgramDocument[Key]>;
} & Pick<ProgramDocument, "protect">;
