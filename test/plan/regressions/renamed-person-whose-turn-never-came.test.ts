import { expect, it } from "vitest";
import { planTenant } from "../../../src/plan/plan-tenant";
import { formatLedger, parseLedger } from "../../../src/plan/ledger/ledger-text";
import { outcomes, owned, run } from "../support/run";
import { showTransition } from "../support/show";
import { desired, group, observed, owning, user, written } from "../support/tenant";

/**
 * A renamed person is known by the ledger alone. What the ledger owned of her was gone and no longer declared, and
 * the run ended before her turn: the entry was dropped, and with it the only thing that said who the name in the file
 * means.
 */
const renamed = user("dora", [], { userPrincipalName: "dora.new@contoso.com" });
const over = {
  desired: desired({ adele: "MCOEV", dora: "ENTERPRISEPREMIUM" }),
  ledger: written(owning({ dora: "STANDARDPACK" })),
  observed: observed({ users: [user("adele"), renamed] }),
};
const problem = { code: "no-seats", message: "No seat.", remedy: "Buy one." };

it.each([
  ["not sent", { notSentAfter: 1 }],
  ["failed", { problems: { dora: problem } }],
])("a renamed person whose change was %s is the same person to the next run", async (_, behaviour) => {
  const { execution, input } = await run(over, behaviour);
  expect(outcomes(execution)[0]).toBe("adele applied");
  expect(owned(execution)).toEqual({ adele: ["MCOEV"], dora: [] });
  expect(execution.lines.users).toEqual({ "adele@contoso.com": "MCOEV" });
  const ledger = parseLedger(formatLedger(execution.ledger));
  expect(ledger.users.find(({ id }) => id === "dora")).toEqual({
    id: "dora",
    name: "dora@contoso.com",
    skus: [],
    writtenAt: expect.any(String),
  });
  const next = planTenant({ ...input, ledger });
  expect(next.transitions.map(showTransition)).toContain("grant dora@contoso.com: +E5 {declared by staff}");
  expect(next.findings.map(({ code }) => code)).not.toContain("user-unknown");
});

it("is dropped once she is no longer declared, counts for no limit, and is nobody's seat", async () => {
  const { execution, plan } = await run({
    ledger: {
      ...owning({ adele: "MCOEV" }),
      users: [...owning({ adele: "MCOEV" }).users, { id: "dora", name: "dora@contoso.com", skus: [] }],
    },
    observed: observed({ users: [user("adele", ["MCOEV"]), renamed] }),
  });
  expect(plan.guard.of).toBe(1);
  expect(owned(execution)).toEqual({});
});

it("a group that is declared and of which nothing stands stays known by its id", async () => {
  const { execution } = await run(
    {
      desired: desired({}, { "Group g": "ENTERPRISEPACK" }),
      ledger: written(owning({}, { g: "MCOEV" })),
      observed: observed({ groups: [group("g", [], [], { displayName: "Renamed" })] }),
    },
    { problems: { g: problem } },
  );
  expect(owned(execution)).toEqual({ g: [] });
});
