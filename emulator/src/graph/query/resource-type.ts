import type { Property } from "../../tenant/directory-schema";

export interface ResourceType {
  /** As in microsoft.graph.user. */
  readonly name: "user" | "group";
  readonly properties: ReadonlyMap<string, Property>;
}
