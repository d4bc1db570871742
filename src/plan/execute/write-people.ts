import type { Transition } from "../../terms/plan";
import { decideUserWrite, removableFirst } from "./decide-write";
import type { PrincipalWrite } from "../../terms/port";
import type { Round, Seating } from "./round";
import { moveOfWrite } from "./seat-moves";
import type { Run } from "./step";

/** Reads these people again and sends what is still to be done for those of them for whom there is a seat. */
export function* writePeople(round: Round, transitions: readonly Transition[], title: string, seats: Seating): Run {
  const { state } = round;
  if (transitions.length === 0) return;
  yield* round.reread(
    transitions.map((transition) => transition.id),
    [],
  );
  const enforced = new Set(
    state.model.people
      .filter((person) => person.bound.declared?.usageLocation !== undefined)
      .map((person) => person.bound.id),
  );
  const writes = transitions.flatMap((transition) => {
    const { id } = transition;
    const refused = state.refusedOf(id);
    const options = {
      allowance: state.allowance(id),
      enforcedLocation: enforced.has(id),
      ...(refused !== undefined && { refused }),
    };
    return (
      round.note(transition, decideUserWrite(state.context, transition, state.expected(id), options), "whole") ?? []
    );
  });
  yield* round.write(
    round.choose(writes, (write) => moveOfWrite(state, write), seats),
    title,
  );
}

/**
 * When everybody left waits for a seat: takes what is to be taken anyway, and what nobody migrates from, from those who
 * wait themselves. From people named in `allowInterruption` also what they are to have something else for.
 */
export function* takeFirst(round: Round, title: string): Run {
  const { state, postponed } = round;
  const people = state.plan.transitions.filter(({ id, principal }) => principal === "user" && postponed.has(id));
  if (people.length === 0) return;
  yield* round.reread(
    people.map((transition) => transition.id),
    [],
  );
  const wanted = new Set(
    round
      .laterMoves(new Set())
      .flatMap(({ needs }) => [...needs.keys()])
      .filter((skuId) => state.seats.free(skuId) <= 0),
  );
  const interruptible = new Set(state.model.input.policy.allowInterruption.map((name) => name.toLowerCase()));
  const writes = people.flatMap((transition): PrincipalWrite[] => {
    const { id, name } = transition;
    const mayInterrupt = interruptible.has(name.toLowerCase());
    const remove = removableFirst(
      state.context,
      transition,
      state.expected(id),
      state.allowance(id),
      mayInterrupt,
    ).filter((skuId) => wanted.has(skuId));
    return remove.length === 0 ? [] : [{ principal: "user", id, name, add: [], remove }];
  });
  yield* round.write(writes, title);
  for (const { id } of writes) delete state.courseOf(id).done;
}
