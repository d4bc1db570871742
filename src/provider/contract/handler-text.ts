/**
 * The text of the dynamic provider that stands in the state, and that `read` and `delete` run for ever: whatever a
 * later version of this package does, it has to serve this entry name and these signatures.
 *
 * It is written here rather than produced by the SDK's closure serializer, so that it is the same on every machine,
 * and so that a program does not load a TypeScript compiler to serialize three lines. The working directory of the
 * provider process is that of the program; the package finds itself there by its own name, as the project or in
 * `node_modules`.
 */
export const handlerText = textOf("v1");

/** The same for the record of a run. */
export const runText = textOf("run1");

function textOf(entry: string): string {
  return (
    'exports.handler = () => require("node:module").createRequire(process.cwd() + ' +
    `"/package.json")("pulumi-m365-licenses/provider").${entry};\n`
  );
}
