import { z } from "zod";
import { isPersonaName, PERSONAS, type PersonaName } from "../conversation/personas";
import { FAULTS, type Fault, isFault } from "./faults";

const faultName = z.string().refine(isFault, { message: `must be one of: ${Object.keys(FAULTS).join(", ")}` });
const personaName = z
  .string()
  .refine(isPersonaName, { message: `must be one of: ${Object.keys(PERSONAS).join(", ")}` });

/**
 * What the next call does: `persona`, `faults`, `pace` (multiplier of all waits). `number` or `orgId` keep the plan for
 * a call to that number or of that organisation; `count` is how many calls it serves, 1 by default.
 */
export const nextCallPlan = z.strictObject({
  persona: personaName.optional(),
  faults: z.array(faultName).optional(),
  pace: z.coerce.number().min(0).max(20).optional(),
  number: z.string().optional(),
  orgId: z.string().optional(),
  count: z.coerce.number().int().min(1).max(10_000).optional(),
});

export type NextCallPlan = z.output<typeof nextCallPlan>;

export type CallChoice = { persona: PersonaName | undefined; faults: readonly Fault[]; pace: number | undefined };

export type NextCallPlans = {
  add(plan: NextCallPlan): void;
  clear(): void;
  list(): readonly NextCallPlan[];
  take(call: { orgId: string; number: string | undefined }): CallChoice;
};

/** Plans in the order of their arrival; a call takes the first that fits it. One that chooses nothing is not kept. */
export function createNextCallPlans(): NextCallPlans {
  let waiting: { plan: NextCallPlan; left: number }[] = [];
  return {
    add: (plan) => {
      const isEmpty = plan.persona === undefined && plan.faults === undefined && plan.pace === undefined;
      if (!isEmpty) waiting.push({ plan, left: plan.count ?? 1 });
    },
    clear: () => {
      waiting = [];
    },
    list: () => waiting.map(({ plan, left }) => ({ ...plan, count: left })),
    take: ({ orgId, number }) => {
      const found = waiting.find(
        ({ plan }) =>
          (plan.orgId === undefined || plan.orgId === orgId) && (plan.number === undefined || plan.number === number),
      );
      if (found === undefined) return { persona: undefined, faults: [], pace: undefined };
      found.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return { persona: found.plan.persona, faults: found.plan.faults ?? [], pace: found.plan.pace };
    },
  };
}
