"use strict";
// The engine asks its providers to come to an end when somebody presses Ctrl-C. The SDK's host answers and goes on;
// here the provider hears of it, as an event of its process.

/** @typedef {(call: unknown, answer: unknown) => void} Method */

/** @param {Pick<typeof import("@grpc/grpc-js"), "Server">} grpc the library that the SDK serves with */
function hearCancel({ Server }) {
  const server = /** @type {{ addService: (definition: unknown, methods: Record<string, Method>) => void }} */ (
    /** @type {unknown} */ (Server.prototype)
  );
  const { addService } = server;
  server.addService = function (definition, methods) {
    const cancel = methods["cancel"]?.bind(methods);
    if (cancel !== undefined) {
      methods["cancel"] = (call, answer) => {
        /** @type {NodeJS.EventEmitter} */ (process).emit("pulumi:cancel");
        cancel(call, answer);
      };
    }
    addService.call(this, definition, methods);
  };
}

module.exports = { hearCancel };
