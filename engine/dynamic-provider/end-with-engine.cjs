"use strict";
// Nobody ends a host whose engine was killed, also not one that had only just been started then: such a one has another
// parent from the beginning. So the engine's own port is asked whether anybody listens there.
const net = require("node:net");

/** How often. Milliseconds. */
const beat = 1_000;

/**
 * @param {string | undefined} address `host:port` of the engine
 * @param {() => void} end called once, when the engine is gone
 */
function endWithEngine(address, end) {
  const parent = process.ppid;
  const [, host, port] = /^(.+):(\d+)$/.exec(address ?? "") ?? [];
  let refused = 0;
  const timer = setInterval(() => {
    if (process.ppid !== parent || refused >= 3) {
      clearInterval(timer);
      end();
      return;
    }
    if (host === undefined) return;
    const socket = net.connect({ host, port: Number(port) });
    socket.on("connect", () => {
      refused = 0;
      socket.destroy();
    });
    socket.on("error", () => {
      refused += 1;
    });
  }, beat);
  timer.unref();
}

module.exports = { endWithEngine };
