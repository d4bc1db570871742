"use strict";
// Pulumi's own host of dynamic providers, started without what writes a provider's text: a TypeScript compiler and
// npm's dependency solver, two thirds of the time that the host takes to load. A host only runs such texts. Whoever
// calls the serializer all the same gets it, loaded then.
// Named by `plugins` in Pulumi.yaml; without that the engine starts the SDK's script, which does the same more slowly.
const Module = require("node:module");
const path = require("node:path");
const { endWithEngine } = require("./end-with-engine.cjs");
const { hearCancel } = require("./hear-cancel.cjs");
const { onlyKnown } = require("./known-texts.cjs");

// The SDK of the project, as the SDK's own script would find it; or that of this package, where a package manager keeps
// the dependencies of packages apart.
const ofProject = Module.createRequire(path.join(process.cwd(), "package.json"));
const requireOfProject = canResolve(ofProject, "@pulumi/pulumi") ? ofProject : Module.createRequire(__filename);

/** @param {NodeJS.Require} required @param {string} name */
function canResolve(required, name) {
  try {
    return required.resolve(name) !== "";
  } catch {
    return false;
  }
}

/** @param {string} name of a module that is loaded when one of its functions is called */
function loadWhenCalled(name) {
  const file = requireOfProject.resolve(name);
  const load = () => {
    Reflect.deleteProperty(requireOfProject.cache, file);
    return /** @type {Record<PropertyKey, (...values: unknown[]) => unknown>} */ (requireOfProject(file));
  };
  const module = new Module(file);
  module.loaded = true;
  module.exports = new Proxy(
    {},
    {
      get:
        (_target, key) =>
        (/** @type {unknown[]} */ ...values) =>
          load()[key]?.(...values),
    },
  );
  requireOfProject.cache[file] = module;
}

const requireOfSdk = Module.createRequire(requireOfProject.resolve("@pulumi/pulumi/package.json"));
hearCancel(/** @type {typeof import("@grpc/grpc-js")} */ (requireOfSdk("@grpc/grpc-js")));

// What the SDK runs a provider's text with.
const runner = requireOfSdk.resolve("require-from-string");
const run = /** @type {import("./known-texts.cjs").Run} */ (requireOfSdk(runner));
const loaded = requireOfSdk.cache[runner];
if (loaded === undefined) throw new Error("This version of Pulumi's SDK runs the texts of providers in another way.");
loaded.exports = onlyKnown(run, process.cwd());

// A provider that is writing decides by itself when it is through: it has asked to be told.
endWithEngine(
  process.argv.findLast((argument) => /^[^-/\s][^/\s]*:\d+$/.test(argument)),
  () => {
    if (process.listenerCount("pulumi:cancel") === 0) process.exit(1);
  },
);

loadWhenCalled("@pulumi/pulumi/runtime/closure/serializeClosure");
loadWhenCalled("@pulumi/pulumi/runtime/closure/codePaths");
requireOfProject("@pulumi/pulumi/cmd/dynamic-provider");
