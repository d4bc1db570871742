/**
 * The rhythm of a tenant that takes one licence change at a time and turns away what comes before it has finished
 * with the last one. How long that takes is not published and is not the same for every change, so it is learned.
 *
 * What is believed is a weight for each of some four hundred waits, from milliseconds to minutes, each 3 % longer
 * than the one before: how likely it is the shortest that suffices. A change that went through after `x`, having been
 * turned away at `y`, puts weight on the waits between the two, in proportion to what was believed of them before;
 * older changes count less and less. From that follows when to try: the moments for which the time lost by coming
 * late, plus a price for each try, is least (computed from the last moment backwards, as the best continuation after
 * a refusal does not depend on how one got there). Where nothing is known yet the tries are a quarter of the time
 * waited apart: a change that takes a minute costs some dozen, and what is lost stays near a tenth of the whole.
 *
 * Who always comes late enough never learns that less would do: after some changes that went through at the first
 * try, one is made early.
 *
 * Simulated, 300 times each, the median and what 95 of 100 stay below: 300 changes of a constant 50 ms 1.05 and 1.11
 * times the least time, 1.1 tries a change; 80 changes of 50 to 500 ms, evenly spread, 1.10 and 1.13, 5.3 tries; 40
 * of 500 ms 1.03 and 1.07, 2.5 tries.
 */
export interface LockRhythm {
  /**
   * A change went through, sent at one clock time and answered at another: milliseconds until the next may be tried.
   */
  readonly passed: (sentAt: number, answeredAt: number) => number;
  /** The same where nothing can be learned from it: several were sent together. */
  readonly begun: (answeredAt: number) => number;
  /** Nothing went through: milliseconds until the next try. */
  readonly refused: (sentAt: number, answeredAt: number) => number;
}

const shortest = 4;
const longest = 600_000;
const growth = 1.03;
const count = Math.ceil(Math.log(longest / shortest) / Math.log(growth)) + 1;
const waits = Float64Array.from({ length: count }, (_, index) => shortest * growth ** index);
/** Of what was believed before a change, after it; less while few changes were seen. */
const memory = 0.94;
/** Share of each change's weight that is spread over all waits: nothing is ever ruled out. */
const doubt = 0.02;
/** Price of a try, as a share of the time waited. */
const tryPrice = 0.015;
/** Waits that may be passed over between two tries. */
const longestStride = 8;
const longestPause = 30_000;
/**
 * Believed at first, and of the doubtful share ever after: short waits sooner than long ones, as to try too early costs
 * less than to oversleep.
 */
const unknowing = waits.map((wait) => 1 / Math.sqrt(wait));
const unknowingTotal = unknowing.reduce((sum, weight) => sum + weight, 0);
/** First tries in a row that went through, after which one is made early; and how early. */
const beforeEarly = 12;
const early = 0.8;

/** The first of the waits that is not shorter. */
function indexOf(wait: number): number {
  return wait <= shortest ? 0 : Math.min(count - 1, Math.ceil(Math.log(wait / shortest) / Math.log(growth) - 1e-9));
}

export function createLockRhythm(): LockRhythm {
  const belief = unknowing.map((weight) => weight / unknowingTotal);
  /** After a refusal at this wait, the one to try next. */
  const following = new Int32Array(count);
  let roundTrip: number | undefined;
  let lastPassed: number | undefined;
  /** The longest wait since then that was not enough. */
  let tooShort: number | undefined;
  let changes = 0;
  let firstTries = 0;
  let isEarly = false;

  const measure = (sentAt: number, answeredAt: number): void => {
    roundTrip = (roundTrip ?? answeredAt - sentAt) * 0.9 + (answeredAt - sentAt) * 0.1;
  };

  const learn = (enough: number): void => {
    const low = tooShort === undefined ? 0 : Math.min(count - 1, indexOf(tooShort) + 1);
    const high = Math.max(low, indexOf(enough));
    changes += 1;
    const kept = Math.min(memory, changes / (changes + 1.5));
    // Nothing was believed of these at all: then all alike.
    const least = 1e-6;
    let total = 0;
    for (let index = low; index <= high; index += 1) total += (belief[index] ?? 0) + least;
    for (let index = 0; index < count; index += 1) {
      const before = belief[index] ?? 0;
      const share = index >= low && index <= high ? ((1 - doubt) * (before + least)) / total : 0;
      belief[index] = before * kept + (1 - kept) * ((doubt * (unknowing[index] ?? 0)) / unknowingTotal + share);
    }
  };

  /**
   * Fills `following`, and gives the wait to try first. Costs are not divided by the chance of getting there: only
   * their order matters.
   */
  const plan = (): number => {
    const costs = new Float64Array(count);
    let chanceBeyond = 0;
    for (let from = count - 2; from >= 0; from -= 1) {
      chanceBeyond += belief[from + 1] ?? 0;
      let best = Infinity;
      let late = 0;
      let passing = 0;
      const earliest = (waits[from] ?? 0) + (roundTrip ?? 0);
      const last = Math.min(count - 1, from + longestStride);
      for (let to = from + 1; to <= last; to += 1) {
        const wait = waits[to] ?? 0;
        late += passing * (wait - (waits[to - 1] ?? 0));
        passing += belief[to] ?? 0;
        if (wait < earliest && to < last) continue;
        const cost = ((roundTrip ?? 0) + tryPrice * wait) * chanceBeyond + late + (costs[to] ?? 0);
        if (cost < best) {
          best = cost;
          following[from] = to;
        }
      }
      costs[from] = best;
    }
    let first = 0;
    let best = Infinity;
    let late = 0;
    let passing = 0;
    for (let to = 0; to < count; to += 1) {
      const wait = waits[to] ?? 0;
      late += to === 0 ? 0 : passing * (wait - (waits[to - 1] ?? 0));
      passing += belief[to] ?? 0;
      const cost = tryPrice * wait + late + (costs[to] ?? 0);
      if (cost < best) {
        best = cost;
        first = to;
      }
    }
    return waits[first] ?? shortest;
  };
  plan();

  const begin = (answeredAt: number): number => {
    lastPassed = answeredAt;
    tooShort = undefined;
    isEarly = firstTries >= beforeEarly;
    if (isEarly) firstTries = 0;
    return plan() * (isEarly ? early : 1);
  };

  return {
    begun: begin,
    passed: (sentAt, answeredAt) => {
      measure(sentAt, answeredAt);
      if (lastPassed !== undefined) {
        learn(sentAt - lastPassed);
        // An early try that went through: so may one that is earlier still.
        firstTries = tooShort !== undefined ? 0 : isEarly ? beforeEarly : firstTries + 1;
      }
      return begin(answeredAt);
    },
    refused: (sentAt, answeredAt) => {
      measure(sentAt, answeredAt);
      lastPassed ??= sentAt;
      tooShort = Math.max(tooShort ?? 0, sentAt - lastPassed);
      const index = indexOf(tooShort);
      const reached = (waits[index] ?? 0) > tooShort * 1.0001 ? Math.max(0, index - 1) : index;
      const next = reached >= count - 1 ? tooShort + longestPause : (waits[following[reached] ?? 0] ?? 0);
      return Math.min(longestPause, Math.max(0, lastPassed + next - answeredAt));
    },
  };
}
