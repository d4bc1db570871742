import { GraphFailure } from "../../../src/graph/connect/graph-failure";
import { Refusal } from "../../../src/provider/engine/refusal";
import type { Plan } from "../../../src/terms/plan";
import { openProject, type Project, type Run } from "../../provider/every-setting/project";
import { Chance, seedOfRun } from "../support/chance";
import { changeDeclaration, type Declaration, drawDeclaration, drawTenant, stackOf } from "./draw-stack";
import { drawWeather, type Weather } from "./draw-weather";
import { SomebodyElse } from "./somebody-else";
import { Watch } from "./watch";

export interface ChaosResult {
  readonly run: number;
  readonly weather: Weather;
  /** `converged`: a last run found nothing to do. `told`: something stayed, and every run said whom and why. */
  readonly end: "converged" | "told";
  /** Runs of the product in all, and how many of them ended red. */
  readonly ups: number;
  readonly red: number;
  readonly requests: number;
  readonly faultsStruck: number;
  readonly somebodyElse: readonly string[];
  /** What the last run said of what it did not do. */
  readonly said: readonly string[];
  /** Everything that is not as it has to be; nothing: the run held. */
  readonly faults: readonly string[];
}

/** A run of the next hour: what lists show has caught up, and what was not seen is believed to be gone. */
const anHour = 3_600_000;
const answerPatience = 20_000;
const groupWaitMilliseconds = 60_000;

/** What one run of the product came to, thrown or not. */
interface Told {
  readonly run?: Run;
  readonly plan?: Plan;
  /** What it said of what it did not do. */
  readonly said: readonly string[];
  readonly faults: readonly string[];
}

/** A stack, a change of it, bad weather and somebody else at work, all by one number. */
export async function runChaos(seed: number, run: number): Promise<ChaosResult> {
  const chance = new Chance(seedOfRun(seed, run));
  const tenant = drawTenant(chance);
  const before = drawDeclaration(chance);
  const after = changeDeclaration(chance, before);
  const weather = drawWeather(chance, run);
  const project = await openProject(tenant, weather.settings, { answerPatience, groupWaitMilliseconds });
  try {
    return { run, weather, ...(await play(project, chance, weather, before, after)) };
  } finally {
    await project.dispose();
  }
}

async function play(
  project: Project,
  chance: Chance,
  weather: Weather,
  before: Declaration,
  after: Declaration,
): Promise<Omit<ChaosResult, "run" | "weather">> {
  const { emulator } = project;
  const other = new SomebodyElse(emulator, chance);
  const watch = new Watch(emulator, other);
  const faults: string[] = [];
  const told = new Set<string>();
  const counts = { ups: 0, red: 0 };
  const up = async (declaration: Declaration, between: () => void = () => undefined): Promise<Told> => {
    const one = await upOnce(project, stackOf(declaration), between);
    counts.ups += 1;
    if (one.said.length > 0) counts.red += 1;
    for (const name of namesIn(one.plan)) told.add(name.toLowerCase());
    faults.push(...one.faults, ...watch.look(declaration, one.plan));
    emulator.clock.advance(anHour);
    return one;
  };

  await up(before);
  for (const rule of weather.rules) emulator.service.faults.add(rule);
  const busy = chance.happens(0.6) ? 0.02 + 0.1 * chance.next() : 0;
  const letGo = letSomebodyElseIn(project, other, chance, busy);
  for (let at = 0; at < 2; at += 1)
    await up(after, () => {
      if (busy > 0 && chance.happens(0.5)) other.act();
    });
  const struck = emulator.service.faults.list().reduce((sum, rule) => sum + rule.struck, 0);
  emulator.service.faults.clear();
  letGo();

  let last: Told = { said: [], faults: [] };
  for (let at = 0; at < 5; at += 1) {
    last = await up(after);
    if (last.said.length === 0 && last.run?.changed === false) break;
  }
  const isConverged = last.said.length === 0 && last.run?.changed === false;
  if (!isConverged && last.said.length === 0) faults.push("five runs in good weather, and the last still changes");
  // Who is green without what is declared was told of: a seat that is missing, an account that was deleted.
  if (isConverged) {
    faults.push(
      ...watch
        .missing(after)
        .filter(({ name }) => !told.has(name.toLowerCase()))
        .map(({ name, sku }) => `${name} is without ${sku}, and no run had anything to say of it`),
    );
  }
  return {
    ...counts,
    end: isConverged ? "converged" : "told",
    requests: Object.values(emulator.service.counter.read().byStatus).reduce((sum, count) => sum + count, 0),
    faultsStruck: struck,
    somebodyElse: other.did,
    said: last.said,
    faults,
  };
}

async function upOnce(project: Project, yaml: string, between: () => void): Promise<Told> {
  let plan: Plan | undefined;
  try {
    const run = await project.up(yaml, (made) => {
      plan = made;
      between();
    });
    const said = [...run.reasons, ...run.refused];
    // What is refused has no plan that could be carried out.
    return { run, plan: run.plan, said, faults: said.flatMap(judgeSentence) };
  } catch (failure) {
    if (!(failure instanceof Error)) throw failure;
    const isOurs = failure instanceof Refusal || failure instanceof GraphFailure;
    const said = failure.message;
    return {
      ...(plan === undefined ? {} : { plan }),
      said: [said],
      // A project that has no plan throws the sentences of `check` as they are.
      faults: isOurs || /\[[a-zA-Z-]+\]$/.test(said) ? judgeSentence(said) : [failure.stack ?? said],
    };
  }
}

/** A red run says whom or what it is about, and why: people, groups, products by name, or what could not be read. */
function judgeSentence(said: string): readonly string[] {
  const isUnexpected = /\[unexpected\]/.test(said) || /TypeError|undefined|\[object/.test(said);
  const names =
    /@contoso\.com|Sales|Phones|Interns|PACK|PREMIUM|MCOEV|VISIO|Reading (\/\w+|the tenant)|answer to \//.test(said);
  return isUnexpected || !names ? [`said without a subject or a reason: ${said}`] : [];
}

/** Of whom a plan says anything but what it does. */
function namesIn(plan: Plan | undefined): readonly string[] {
  if (plan === undefined) return [];
  const { waits = [], pending, findings } = plan;
  return [...waits.map(({ name }) => name), ...pending, ...findings.flatMap(({ principals }) => principals)];
}

/** Between any two requests of the product somebody else may do something. */
function letSomebodyElseIn({ emulator }: Project, other: SomebodyElse, chance: Chance, share: number): () => void {
  if (share === 0) return () => undefined;
  const { service } = emulator;
  const answer = service.answer.bind(service);
  service.answer = (request) => {
    if (chance.happens(share)) other.act();
    return answer(request);
  };
  return () => {
    service.answer = answer;
  };
}
