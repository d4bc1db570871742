/**
 * The engine's address among the arguments of a provider's process. It is the last of them: flags of the engine's own
 * log (`--logflow`, `-v`, `--logtostderr`, `--tracing`) are passed on before it.
 */
export function engineAddress(args: readonly string[]): string {
  return args.findLast((argument) => /^(?!-)[^/\s]+:\d+$/.test(argument)) ?? "";
}
