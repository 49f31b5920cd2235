import { parseArgs } from "node:util";
import { createTestDatabase, postgresAnswers } from "../support/test-database";
import { fillManyFirms, measureLists, measureRowSecurity } from "./bench-lists";
import { measureAnswers } from "./bench-webhooks";
import { describeMachine } from "./machine";

process.env["ENCRYPTION_KEYS"] ??= `1:${Buffer.from("bench-key-of-thirty-two-bytes-01").toString("base64")}`;
process.env["LOG_LEVEL"] ??= "silent";

const GOALS: Record<string, { text: string; goal: number }> = {
  P6: { text: "a page under row-level security ÷ plain WHERE tenant_id", goal: 1.15 },
  P8: { text: "opening any list, busy firm ÷ 100 rows", goal: 1.2 },
};

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    rounds: { type: "string", default: "5" },
    repetitions: { type: "string", default: "40" },
    /** Contacts of all firms for P6, and of the busy firm for P8. */
    rows: { type: "string", default: "1000000" },
    busy: { type: "string", default: "100000" },
  },
});
const effort = { rounds: Math.max(5, Number(values.rounds)), repetitions: Number(values.repetitions) };

if (!(await postgresAnswers())) {
  process.stderr.write("PostgreSQL does not answer on 127.0.0.1:5432 (or TEST_POSTGRES_URL): nothing was measured.\n");
  process.exit(1);
}
const database = await createTestDatabase("pg");
try {
  const report = await measure();
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : table(report));
} finally {
  await database.drop();
}

async function measure() {
  const { asOwner } = database;
  const machine = await describeMachine(asOwner);
  const answers = await measureAnswers(effort);
  const one = await fillManyFirms(asOwner, Number(values.rows));
  await asOwner("vacuum analyze contacts");
  const security = await measureRowSecurity(database, one, effort);
  const lists = await measureLists(asOwner, Number(values.busy), effort);
  const measured = { P6: security.ratio, P8: Math.max(...Object.values(lists.ratios)) };
  const goals = Object.entries(measured).map(([id, value]) => {
    const { goal } = GOALS[id] ?? { goal: Number.NaN };
    return [id, { value: rounded(value), goal, met: value <= goal }] as const;
  });
  return {
    machine,
    rounds: effort.rounds,
    goals: Object.fromEntries(goals),
    size: { rows: Number(values.rows), busy: Number(values.busy) },
    figures: {
      P6: { milliseconds: mapped(security.milliseconds) },
      P8: { ratios: mapped(lists.ratios), milliseconds: mapped(lists.milliseconds) },
      answers: { toolCalls: mapped(answers.toolCalls), assistantRequest: mapped(answers.assistantRequest) },
    },
  };
}

function table({ machine, rounds, goals, size, figures }: Awaited<ReturnType<typeof measure>>): string {
  const lines = Object.entries(goals).map(
    ([id, { value, goal, met }]) =>
      `${id.padEnd(4)} ${(GOALS[id]?.text ?? "").padEnd(58)} ${value.toFixed(2).padStart(6)}  goal ≤ ${goal.toFixed(2)}  ${met ? "met" : "NOT MET"}`,
  );
  const { P6, P8, answers } = figures;
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB; Node ${machine.node}, PostgreSQL ${machine.postgres}`,
    `medians of ${rounds} interleaved rounds; ${size.rows} contacts in all, ${size.busy} of the busy firm`,
    "",
    ...lines,
    "",
    ...Object.entries(P6.milliseconds).map(([name, ms]) => `     ${name.padEnd(58)} ${ms.toFixed(2).padStart(6)} ms`),
    ...Object.entries(P8.milliseconds).map(
      ([name, ms]) =>
        `     ${`list of ${name}, busy firm`.padEnd(58)} ${ms.toFixed(2).padStart(6)} ms  × ${(P8.ratios[name] ?? Number.NaN).toFixed(2)}`,
    ),
    ...Object.entries(answers).map(
      ([name, { p50, p99 }]) =>
        `     ${`${name}, in process`.padEnd(58)} ${(p50 ?? Number.NaN).toFixed(1).padStart(6)} ms p50, ${(p99 ?? Number.NaN).toFixed(1)} ms p99`,
    ),
    "",
  ].join("\n");
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

function mapped(values: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, rounded(value)]));
}
