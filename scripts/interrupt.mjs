const SIGNALS = /** @type {const} */ ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 });

/** Longer than the engine gives its plugins to end. */
const PATIENCE_MS = 15_000;

/** @type {Set<() => Promise<unknown> | void>} */
const stoppers = new Set();
let interrupted = false;

/**
 * Has `stop` called when somebody interrupts this process, which then waits for it before it ends.
 *
 * @param {() => Promise<unknown> | void} stop
 * @returns {() => void} takes it back, once there is nothing to stop any more
 */
export function whenInterrupted(stop) {
  stoppers.add(stop);
  return () => void stoppers.delete(stop);
}

/** @param {number} exitCode */
async function stopEverything(exitCode) {
  if (interrupted) return;
  interrupted = true;
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  await Promise.race([patience, Promise.allSettled([...stoppers].map(async (stop) => stop()))]);
  process.exit(exitCode);
}

// A reader that goes away early (`| head`) is no error of ours, and nothing may be left behind for it.
for (const stream of [process.stdout, process.stderr])
  stream.on(
    "error",
    (/** @type {NodeJS.ErrnoException} */ error) => void stopEverything(error.code === "EPIPE" ? 0 : 1),
  );

for (const [signal, exitCode] of Object.entries(SIGNALS)) process.on(signal, () => void stopEverything(exitCode));
