import { licensesOfStack } from "./src/provider/program/licenses-of-stack";

/** The tenant of the selected stack, as `stacks/<stack>.yaml` declares it. */
const licenses = licensesOfStack();

export const seats = licenses.seats;
