import { isAtLeast } from "../engine/versions.mjs";
import { SetupError } from "./setup-error.mjs";

export const MINIMUM_NODE = "20.19.0";

/** @param {string} version such as `v20.20.2` */
export function checkNodeVersion(version) {
  if (isAtLeast(version, MINIMUM_NODE)) return;
  throw new SetupError(`This is Node.js ${version}; ${MINIMUM_NODE} or newer is needed (https://nodejs.org/).`);
}
