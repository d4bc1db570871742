import { makeApprovedKind } from "./kinds/approved";
import { makeGraphKind } from "./kinds/graph";
import { makeKeptKind } from "./kinds/kept";
import { makeListKind, makeTableKind } from "./kinds/lists";
import { makeStackKind } from "./kinds/stack";
import { makeStateKind } from "./kinds/state";
import { makeTenantKind } from "./kinds/tenant";
import { makeUndoKind } from "./kinds/undo";
import type { MakeKind } from "./support/kind";

/** Every kind of input that comes from outside, by the name on the command line. */
export const kinds: Readonly<Record<string, MakeKind>> = {
  stack: makeStackKind,
  list: makeListKind,
  table: makeTableKind,
  approved: makeApprovedKind,
  kept: makeKeptKind,
  undo: makeUndoKind,
  state: makeStateKind,
  tenant: makeTenantKind,
  graph: makeGraphKind,
};
