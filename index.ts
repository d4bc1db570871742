import { licensesOfStack } from "./src/provider/licenses-of-stack";

/** The tenant of the selected stack, as `stacks/<stack>.yaml` declares it. */
const licenses = licensesOfStack();

export const seats = licenses.seats;
