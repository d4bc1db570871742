import { delimiter } from "node:path";
import { pathToFileURL } from "node:url";

/** Settings of a person's own Pulumi, cloud accounts or tenant, which must not leak into a workspace of its own. */
const FOREIGN = /^(PULUMI_|AZURE_|ARM_|M365_)/;

/**
 * The environment in which the engine runs one project with its own home and file backend: no account, no question, no
 * request to the network, no look for a newer version.
 *
 * @param {{ engineFolder: string, home: string, state: string, base?: NodeJS.ProcessEnv }} where absolute folders
 * @returns {NodeJS.ProcessEnv}
 */
export function engineEnvironment({ engineFolder, home, state, base = process.env }) {
  const own = Object.fromEntries(Object.entries(base).filter(([name]) => !FOREIGN.test(name)));
  return {
    ...own,
    PATH: `${engineFolder}${delimiter}${base["PATH"] ?? ""}`,
    NO_COLOR: "1",
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_CONFIG_PASSPHRASE: "a workspace of its own",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_SKIP_CONFIRMATIONS: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // Otherwise the engine behaves differently where a CI system has started it.
    PULUMI_DISABLE_CI_DETECTION: "true",
    PULUMI_SUPPRESS_NEO_LINK: "true",
  };
}
