// Puts the modules of the product together, so that a process that lives for a second does not look for and compile
// hundreds of files: docs/maintainers/bundles.md. The declarations beside them are the compiler's.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

/** What somebody starts or imports; everything else stands in parts that these share. */
const entries = [
  "index",
  "src/cli/main",
  "src/provider/entry",
  "src/provider/program/licenses-of-stack",
  "src/provider/program/tenant-licenses",
  "src/identities/federated-subjects",
  "src/identities/pipeline-identities",
  "src/identities/pipeline-trust",
];

/** Packages that are put in: of a hundred files each process needs a few. Others are loaded from where they are. */
const inside = ["zod"];

const root = fileURLToPath(new URL("../..", import.meta.url));
await bundle();

async function bundle() {
  const bundled = await rolldown({
    cwd: root,
    platform: "node",
    input: Object.fromEntries(entries.map((entry) => [entry, `${entry}.ts`])),
    // The bundler's own helpers look like a package.
    external: (id) => /^@?[a-z]/.test(id) && !id.startsWith("@oxc-project/") && !inside.includes(nameOf(id)),
    transform: { target: "es2022" },
  });
  const { output } = await bundled.generate({ format: "cjs", exports: "named", chunkFileNames: "src/parts/[name].js" });
  await bundled.close();
  const others = output.flatMap((part) => ("moduleIds" in part ? part.moduleIds.flatMap(packageOf) : []));
  const unnamed = [...new Set(others)].filter((name) => !inside.includes(name));
  if (unnamed.length > 0) throw new Error(`put in without its licence: ${unnamed.join(", ")}`);
  const folder = join(root, "dist");
  const files = new Map(output.map((part) => [part.fileName, "code" in part ? part.code : part.source]));
  for (const name of inside)
    files.set(`src/parts/LICENSE-${name}.txt`, readFileSync(join(root, "node_modules", name, "LICENSE"), "utf8"));
  for (const file of scriptsIn(folder)) if (!files.has(file)) rmSync(join(folder, file));
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

/** @param {string} id of a module, e.g. `@pulumi/pulumi/runtime` */
function nameOf(id) {
  return id.split("/", id.startsWith("@") ? 2 : 1).join("/");
}

/** @param {string} file of a module @returns {string[]} the package that it is of, where it is not ours */
function packageOf(file) {
  const [, name] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file) ?? [];
  return name === undefined ? [] : [name.replace("\\", "/")];
}

/** @param {string} folder @returns {string[]} what earlier builds may have left, with forward slashes */
function scriptsIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".js"));
}
