/** What a package.json has to have, beside what stands in it. */
export interface ManifestNeeds {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

export interface CompletedManifest {
  readonly text: string;
  /** What stands in it already and is something else, as words: it stays. */
  readonly kept: readonly string[];
}

type Section = Readonly<Record<string, string>>;

interface Manifest extends Record<string, unknown> {
  readonly scripts?: Section;
  readonly dependencies?: Section;
  readonly devDependencies?: Section;
}

/**
 * Adds what is missing and changes nothing that is there; keeps the indentation. A text that lacks nothing is given
 * back as it is.
 *
 * @param before the package.json that is there; undefined where there is none
 */
export function completeManifest(before: string | undefined, needs: ManifestNeeds): CompletedManifest {
  const manifest: Manifest =
    before === undefined
      ? { name: "licences", private: true, engines: { node: ">=20.19" } }
      : (JSON.parse(before) as Manifest);
  const { scripts = {}, dependencies = {}, devDependencies = {} } = manifest;
  const installed: Section = { ...devDependencies, ...dependencies };
  const missing = {
    scripts: lacking(needs.scripts, scripts),
    dependencies: lacking(needs.dependencies, installed),
    devDependencies: lacking(needs.devDependencies, installed),
  };
  const kept = [
    ...differing(needs.scripts, scripts, (name) => `the script \`${name}\``),
    ...differing(
      { ...needs.dependencies, ...needs.devDependencies },
      installed,
      (name) => `${name} ${installed[name]}`,
    ),
  ];
  if (Object.values(missing).every((section) => Object.keys(section).length === 0)) return { text: before ?? "", kept };
  const after = {
    ...manifest,
    scripts: { ...scripts, ...missing.scripts },
    ...section("dependencies", dependencies, missing.dependencies),
    ...section("devDependencies", devDependencies, missing.devDependencies),
  };
  return { text: `${JSON.stringify(after, undefined, indentOf(before))}\n`, kept };
}

function lacking(needs: Section, there: Section): Section {
  return Object.fromEntries(Object.entries(needs).filter(([name]) => there[name] === undefined));
}

function differing(needs: Section, there: Section, words: (name: string) => string): readonly string[] {
  return Object.entries(needs)
    .filter(([name, value]) => there[name] !== undefined && there[name] !== value)
    .map(([name]) => words(name));
}

/** Sorted, as npm sorts them; absent where it would be empty. */
function section(name: string, there: Section, added: Section): object {
  if (Object.keys(added).length === 0) return {};
  const entries = Object.entries({ ...there, ...added }).sort(([one], [other]) => (one < other ? -1 : 1));
  return { [name]: Object.fromEntries(entries) };
}

function indentOf(text: string | undefined): string {
  return /^[{[]\r?\n([ \t]+)/.exec(text ?? "")?.[1] ?? "  ";
}
