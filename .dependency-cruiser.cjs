/** The house rules of imports: one direction, pure core, nothing of the product knows the emulator. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: `^src/${from}/` },
  to: { path: "^src/", pathNot: `^src/(${[from, ...allowed].join("|")})/` },
});
const pure = "^src/(catalog|roster|plan|report)/";

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    only("catalog-imports-nothing", "catalog", [], "What is known of products depends on nothing."),
    only("roster-knows-catalog", "roster", ["catalog"], "The canonical lines know names, nothing else."),
    only("plan-is-the-core", "plan", ["roster", "catalog"], "The planner knows no network, no YAML, no Pulumi."),
    only("stack-knows-no-plan", "stack", ["roster", "catalog", "plan"], "YAML becomes the planner's desired state."),
    only("graph-knows-plan-types", "graph", ["plan", "roster", "catalog"], "Graph applies transitions."),
    only("report-renders-plans", "report", ["plan", "roster", "catalog"], "A report is a function of a plan."),
    only("provider-knows-no-cli", "provider", ["stack", "roster", "plan", "graph", "report", "catalog"], "Nobody imports the command line."),
    only("emulator-stands-alone", "emulator", [], "The emulator is a product of its own."),
    {
      name: "graph-uses-plan-types-only",
      severity: "error",
      from: { path: "^src/graph/" },
      to: { path: "^src/plan/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "pure-means-no-io",
      severity: "error",
      from: { path: pure },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" },
    },
    {
      name: "emulator-only-lazily-from-its-command",
      severity: "error",
      from: { path: "^(src|index)", pathNot: "^src/(emulator/|cli/emulator)" },
      to: { path: "^src/emulator/" },
    },
    { name: "pulumi-only-in-provider", severity: "error", from: { path: "^src/", pathNot: "^src/provider/" }, to: { path: "node_modules/@pulumi/" } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "default", "types"] },
  },
};
