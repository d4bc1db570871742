export type GraphFailureCode =
  | "settings"
  | "signed-out"
  | "forbidden"
  | "wrong-tenant"
  | "unavailable"
  | "stopped"
  | "answer-unusable";

/** Something that concerns the whole run and not one principal. `message` ends with the remedy and is fit for users. */
export class GraphFailure extends Error {
  override readonly name = "GraphFailure";

  constructor(
    readonly code: GraphFailureCode,
    readonly fact: string,
    readonly remedy: string,
    readonly requestId?: string,
  ) {
    super(`${fact} ${remedy}${requestId === undefined ? "" : ` (request id ${requestId})`}`);
  }
}
