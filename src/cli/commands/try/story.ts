import type { TrialProject } from "./trial-project";

export interface Teller {
  readonly say: (...lines: readonly string[]) => void;
  /** Runs a command of this package in the trial's folder, shown as it would be typed. */
  readonly run: (args: readonly string[], expected?: "succeeds" | "is refused") => Promise<void>;
}

const plan = ["plan", "contoso", "--out", "reports"];
/** `pulumi up` for the plan that was shown; its own output would show that again. */
const up = ["apply", "--approved", "reports/contoso.plan.json", "--out", "reports"];

interface Chapter {
  readonly title: string;
  readonly text: string;
  readonly tell: (project: TrialProject, teller: Teller, today: Date) => Promise<void>;
}

const chapters: readonly Chapter[] = [
  {
    title: "Declare",
    text:
      "stacks/contoso.yaml says who gets which licence. Some people hold what it says, most do not, and nothing is " +
      "managed yet.",
    tell: async (_project, { run }) => {
      await run(["validate"]);
      await run(["pulumi", "stack", "init", "contoso"]);
    },
  },
  {
    title: "See what would happen, then have it happen",
    text:
      "Who already holds what is declared is taken over without a call; everybody else gets one. `apply` is " +
      "`pulumi up` for the plan that was shown, and never more.",
    tell: async (_project, { run }) => {
      await run(plan);
      await run(up);
    },
  },
  {
    title: "Change it",
    text: "Patti joins sales, temp1 leaves, Alex becomes a lead engineer with Office 365 E5 instead of E3.",
    tell: async (project, { run }) => {
      project.edit("stacks/lists/sales.txt", (text) => `${text.trimEnd()}\npatti@contoso.com\n`);
      project.edit("stacks/contoso.yaml", (text) =>
        text
          .replace(/^ *- (temp1|alex)@contoso\.com\n/gm, "")
          .replace(
            /^( *)- name: reception\n/m,
            "$1- name: lead engineers\n$1  licenses: [Office 365 E5, VISIOCLIENT]\n$1  users: [alex@contoso.com]\n\n$&",
          ),
      );
      await run(plan);
      await run(up);
    },
  },
  {
    title: "A change that takes from too many is refused",
    text: "An export broke: lists/sales.txt comes back with one name of seven. Nothing is written to the tenant.",
    tell: async (project, { run }) => {
      project.edit("stacks/lists/sales.txt", () => "adele@contoso.com\n");
      await run(plan, "is refused");
    },
  },
  {
    title: "Unless the file says that it is wanted",
    text: "Say it was no accident: sales in Lyon closes. The entry is reviewed with it, and is spent once used.",
    tell: async (project, { run }, today) => {
      const until = new Date(today.getTime() + 7 * 86_400_000).toISOString().slice(0, 10);
      const of = "[ENTERPRISEPACK, MCOEV, MCOPSTN1]";
      const entry = `approve: [{ losses: 6, of: ${of}, until: ${until}, reason: Lyon closes }]`;
      project.edit("stacks/contoso.yaml", (text) => `${text.trimEnd()}\n\n${entry}\n`);
      await run(plan);
      await run(up);
    },
  },
  {
    title: "Undo",
    text: "Lyon does not close after all. Each run has left what people held before it: the stack can say that again.",
    tell: async (project, { run }) => {
      await run(["restore", project.lastUndo()]);
      await run(plan);
      await run(up);
    },
  },
];

/** Everything that an administrator does with a stack, from the first line to the undo, on an emulated tenant. */
export async function tellStory(project: TrialProject, teller: Teller, today: Date): Promise<void> {
  for (const [index, { title, text, tell }] of chapters.entries()) {
    const rule = "=".repeat(80);
    teller.say("", rule, `${index + 1}. ${title}`, rule, text);
    await tell(project, teller, today);
  }
}
