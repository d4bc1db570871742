import fc from "fast-check";

/** What a run of random cases begins with: the same cases every time, and others for another number. */
export const propertySeed = Number(process.env["M365_LICENSES_PROPERTY_SEED"] ?? "20260302");

fc.configureGlobal({ seed: propertySeed });
