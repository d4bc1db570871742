/**
 * The house rules of imports, from the top of the house to the bottom: a room may use those below it, never those
 * above. Type imports count: who needs a noun of a room above has found a noun that belongs further down.
 */
const wings = [
  {
    room: "cli",
    may: [
      "provider",
      "identities",
      "stack",
      "graph",
      "history",
      "waste",
      "report",
      "plan",
      "terms",
      "roster",
      "filter",
      "catalog",
      "text",
    ],
  },
  { room: "provider", may: ["stack", "graph", "report", "plan", "terms", "roster", "filter", "catalog", "text"] },
  { room: "identities", may: [] },
  { room: "stack", may: ["plan", "terms", "roster", "filter", "catalog", "text"] },
  { room: "graph", may: ["terms", "catalog", "text"] },
  { room: "history", may: ["report", "terms", "roster", "catalog", "text"] },
  { room: "waste", may: ["terms", "catalog", "text"] },
  { room: "report", may: ["terms", "roster", "catalog", "text"] },
  { room: "plan", may: ["terms", "roster", "filter", "catalog", "text"] },
  { room: "terms", may: ["roster", "catalog", "text"] },
  { room: "roster", may: ["catalog", "text"] },
  { room: "filter", may: ["catalog", "text"] },
  { room: "catalog", may: ["text"] },
  { room: "text", may: [] },
];

/**
 * The same within a room: each list goes from the top to the bottom, and what stands beside the folders is their
 * doorway.
 */
const floors = {
  provider: ["methods", "program", "session", "reports", "engine", "contract"],
  stack: ["resolve", "language", "files", "yaml", "problems"],
  graph: ["write", "read", "batches", "connect"],
  report: ["html", "markdown", "text", "json", "content"],
  plan: ["forecast", "select", "execute", "compose", "rules", "seats", "ledger", "guard", "decide", "bind", "basis"],
};

/** The same in the emulator, a package of its own; `start` beside the folders puts them together for the command. */
const emulatorFloors = ["command", "control", "sign-in", "server", "graph", "file", "products", "tenant", "settings"];

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    ...wings.map(({ room, may }) => ({
      name: `what-${room}-may-use`,
      severity: "error",
      from: { path: `^src/${room}/` },
      to: { path: "^src/", pathNot: `^src/(${[room, ...may].join("|")})/` },
    })),
    ...Object.entries(floors).flatMap(([room, order]) =>
      order.map((floor, above) => ({
        name: `what-${room}-${floor}-may-use`,
        severity: "error",
        from: { path: `^src/${room}/${floor}/` },
        to: { path: `^src/${room}/`, pathNot: `^src/${room}/(${order.slice(above).join("|")})/` },
      })),
    ),
    ...emulatorFloors.map((floor, above) => ({
      name: `what-emulator-${floor}-may-use`,
      severity: "error",
      from: { path: `^emulator/src/${floor}/` },
      to: {
        path: "^emulator/src/",
        pathNot: `^emulator/src/(${emulatorFloors.slice(above).join("|")})/${floor === "command" ? "|start" : ""}`,
      },
    })),
    {
      name: "pure-means-no-io",
      severity: "error",
      from: { path: "^src/(text|catalog|filter|roster|terms|plan|report|history|waste)/" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?crypto$" },
    },
    { name: "emulator-stands-alone", severity: "error", from: { path: "^emulator/" }, to: { path: "^(src|index)" } },
    {
      name: "emulator-only-from-its-command",
      severity: "error",
      from: { path: "^(src|index)", pathNot: "^src/cli/commands/(emulator|try)" },
      to: { path: "^emulator/" },
    },
    {
      name: "pulumi-only-in-provider",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(provider|identities)/" },
      to: { path: "node_modules/@pulumi/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "default", "types"] },
  },
};
