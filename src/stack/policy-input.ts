import type { Policy } from "../terms/policy";

/** The policy as an input of the resource: without places, so that a comment above an approval is no change. */
export function policyInput(policy: Policy): Policy {
  return {
    ...policy,
    approvals: policy.approvals.map(({ losses, of, until, reason }) => ({ losses, of, until, reason })),
  };
}
