/** What to do where the engine does not know in which backend the state is. */
export const sayWhereTheStateIs =
  "Say where the state is: set PULUMI_BACKEND_URL, for example to " +
  "azblob://<container>?storage_account=<account>, or run `npx m365-licenses pulumi login`.";

/** What an administrator does about what the engine says; the engine's own words name the cause and no way out. */
const remedies: readonly (readonly [RegExp, (stack: string) => string])[] = [
  [
    /no stack named '[^']*' found/,
    (stack) =>
      `The state has no stack of this name yet: run \`npx m365-licenses pulumi stack init ` +
      `${stack}\` once, with the same PULUMI_BACKEND_URL.`,
  ],
  [
    /the stack is currently locked by/,
    (stack) =>
      `Another run of this stack is going on: wait for it. If that one was killed, \`npx m365-licenses pulumi cancel ` +
      `--yes --stack ${stack}\` takes its lock away.`,
  ],
  [
    /passphrase must be set|incorrect passphrase/,
    () =>
      "Set PULUMI_CONFIG_PASSPHRASE to what the stack was begun with; it may be empty, since nothing secret is " +
      "in the state.",
  ],
  [/PULUMI_ACCESS_TOKEN must be set|pulumi login/, () => sayWhereTheStateIs],
  [
    /no Pulumi\.yaml project file found/,
    () => "Run this at the root of the repository; `npx pulumi-m365-licenses init` begins one.",
  ],
];

/**
 * What the engine said, without what it says of itself, and what to do about it: the part that helps where it failed
 * before there was a plan.
 */
export function engineComplaint(output: string, stack: string): readonly string[] {
  const lines = output.split(/\r?\n/).map((line) => line.trimEnd());
  const kept = lines
    .filter((line) => line !== "" && !/^(Previewing|Updating|Loading|View |Resources:|Duration:|\s*pulumi:)/.test(line))
    .slice(-40);
  const remedy = remedies.find(([said]) => said.test(output))?.[1](stack);
  return [...kept, ...(remedy === undefined ? [] : [remedy])];
}
