import type { Severity } from "../../terms/policy";
import { rules } from "./rules";

/** Findings of planning itself whose severity a stack can set, with their defaults. */
const ofPlanning = {
  "approval-expired": "info",
  "approval-spent": "info",
  "approval-too-wide": "warning",
  "direct-kept": "warning",
  "group-gone": "warning",
  "group-renamed": "warning",
  interruption: "warning",
  "license-gone": "warning",
  "license-of-company": "warning",
  "removal-doubtful": "info",
  "seen-absent": "info",
  "sign-in-blocked": "warning",
  "sku-self-service": "error",
  "subscription-lapsed": "warning",
  "subscription-overused": "warning",
  "usage-location-missing": "error",
  "usage-location-synced": "warning",
  "user-gone": "warning",
  "user-renamed": "warning",
  "user-succeeded": "info",
} as const satisfies Readonly<Record<string, Severity>>;

/** Every code whose severity a stack can set under `rules`, with its default; docs/rules.md explains each. */
export const plannerRuleCodes: Readonly<Record<string, Severity>> = {
  ...ofPlanning,
  ...Object.fromEntries(rules.filter((rule) => rule.fixed !== true).map((rule) => [rule.code, rule.severity])),
};
