import { parseArgs } from "node:util";
import { createTestDatabase, postgresAnswers } from "../support/test-database";
import { measureEmbedded } from "./bench-embedded";
import { measureInbound, measureInbox } from "./bench-inbox";
import { measureJobs } from "./bench-jobs";
import { fillManyFirms, measureLists, measureRowSecurity } from "./bench-lists";
import { measureAnswers } from "./bench-webhooks";
import { reportIntake } from "./intake/report-intake";
import { describeMachine } from "./machine";

process.env["ENCRYPTION_KEYS"] ??= `1:${Buffer.from("bench-key-of-thirty-two-bytes-01").toString("base64")}`;
process.env["LOG_LEVEL"] ??= "silent";

type Goal = { text: string; goal: number; isAtLeast?: boolean };

const GOALS: Record<string, Goal> = {
  P1: { text: "lean door, events a second at 64 clients ÷ practical limit", goal: 1.5, isAtLeast: true },
  P2: { text: "lean door, p50 at one client ÷ practical limit", goal: 1.3 },
  P3: { text: "route handler, events a second at 64 ÷ a Next route that answers", goal: 0.9, isAtLeast: true },
  P4: { text: "lean door, p99 in ms at 64 clients with ten page loads a second", goal: 50 },
  P5: { text: "tool-calls of 16 calls at once, p99 ÷ practical limit's at 16", goal: 2 },
  P5b: { text: "assistant-request, p99 in ms under the load of P4", goal: 250 },
  P12: { text: "jobs drained a second, one worker ÷ the queue library's own loop", goal: 0.8, isAtLeast: true },
  P10: { text: "memory after 100,000 events ÷ after 1,000", goal: 1.2 },
  P6: { text: "a page under row-level security ÷ plain WHERE tenant_id", goal: 1.15 },
  P13: { text: "opening the inbox and a thread, 50,000 conversations ÷ 1,000", goal: 1.3 },
  P14: { text: "10,000 inbound messages: lost, doubled or out of order", goal: 0 },
  P15: { text: "embedded, the inbox's reads beside 300 messages a minute, p95 in ms", goal: 150 },
  P15b: { text: "embedded, messages a minute that leave, of 300", goal: 290, isAtLeast: true },
  P15c: { text: "statements of one broadcast message with its two status webhooks", goal: 175 },
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
    /** Conversations of the busy inbox for P13, and messages that reach one for P14. */
    conversations: { type: "string", default: "50000" },
    inbound: { type: "string", default: "10000" },
    /** `intake`, `lists`, `jobs`, `inbox`, `inbound` or `embedded` measures that part alone. */
    only: { type: "string" },
  },
});
const effort = { rounds: Math.max(5, Number(values.rounds)), repetitions: Number(values.repetitions) };

if (!(await postgresAnswers())) {
  process.stderr.write("PostgreSQL does not answer on 127.0.0.1:5432 (or TEST_POSTGRES_URL): nothing was measured.\n");
  process.exit(1);
}
const database = await createTestDatabase("pg", { isDurable: true });
try {
  const report = await measure();
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : table(report));
} finally {
  await database.drop();
}

async function measure() {
  const machine = await describeMachine(database.asOwner);
  const isAsked = (part: string) => values.only === undefined || values.only === part;
  const intake = isAsked("intake") ? await reportIntake(database, effort) : undefined;
  const jobs = isAsked("jobs") ? await measureJobs(database, { ...effort, jobs: 2_000, firms: 20 }) : undefined;
  const embedded = isAsked("embedded") ? await measureEmbedded() : undefined;
  const inbound = isAsked("inbound") ? await measureInbound(Number(values.inbound)) : undefined;
  const inbox = isAsked("inbox") ? await measureInbox(database, Number(values.conversations), effort) : undefined;
  const lists = isAsked("lists") ? await measurePages() : undefined;
  const drained = jobs && { P12: jobs.ratio };
  const opened = inbox && { P13: Math.max(...Object.values(inbox.ratios)) };
  const flooded = inbound && { P14: inbound.problems.length };
  const paged = embedded && {
    P15: embedded.busyP95,
    P15b: embedded.perMinute,
    P15c: embedded.statementsPerMessage,
  };
  const measured = { ...intake?.measured, ...drained, ...opened, ...flooded, ...paged, ...lists?.measured };
  const goals = Object.entries(measured).map(([id, value]) => {
    const { goal, isAtLeast = false } = GOALS[id] ?? { goal: Number.NaN };
    return [id, { value: rounded(value), goal, met: isAtLeast ? value >= goal : value <= goal }] as const;
  });
  return {
    machine,
    rounds: effort.rounds,
    goals: Object.fromEntries(goals),
    intake: intake && { figures: intake.figures, memory: intake.memory, pages: intake.pages },
    jobs,
    inbox: inbox && { ...inbox, ratios: mapped(inbox.ratios), milliseconds: mapped(inbox.milliseconds) },
    inbound,
    embedded: embedded && mapped(embedded),
    lists: lists && { size: lists.size, figures: lists.figures },
  };
}

async function measurePages() {
  const { asOwner } = database;
  const answers = await measureAnswers(effort);
  const one = await fillManyFirms(asOwner, Number(values.rows));
  await asOwner("vacuum analyze contacts");
  const security = await measureRowSecurity(database, one, effort);
  const lists = await measureLists(asOwner, Number(values.busy), effort);
  return {
    size: { rows: Number(values.rows), busy: Number(values.busy) },
    measured: { P6: security.ratio, P8: Math.max(...Object.values(lists.ratios)) },
    figures: {
      P6: { milliseconds: mapped(security.milliseconds) },
      P8: { ratios: mapped(lists.ratios), milliseconds: mapped(lists.milliseconds) },
      answers: { toolCalls: mapped(answers.toolCalls), assistantRequest: mapped(answers.assistantRequest) },
    },
  };
}

type Report = Awaited<ReturnType<typeof measure>>;

function table({ machine, rounds, goals, intake, inbox, inbound, embedded, lists }: Report): string {
  const lines = Object.entries(goals).map(([id, { value, goal, met }]) => {
    const { text = "", isAtLeast = false } = GOALS[id] ?? {};
    const wanted = `goal ${isAtLeast ? "≥" : "≤"} ${goal.toFixed(2)}`;
    return `${id.padEnd(4)} ${text.padEnd(68)} ${value.toFixed(2).padStart(8)}  ${wanted}  ${met ? "met" : "NOT MET"}`;
  });
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB; Node ${machine.node}, PostgreSQL ${machine.postgres}`,
    `medians of ${rounds} interleaved rounds; sender, server and database on this machine`,
    "",
    ...lines,
    "",
    ...(intake ? intakeLines(intake) : []),
    ...(inbox ? inboxLines(inbox) : []),
    ...(inbound ? inboundLines(inbound) : []),
    ...(embedded ? embeddedLines(embedded) : []),
    ...(lists ? listLines(lists) : []),
    "",
  ].join("\n");
}

function intakeLines({ figures, memory, pages }: NonNullable<Report["intake"]>): string[] {
  const rows = Object.entries(figures).flatMap(([name, levels]) =>
    Object.entries(levels).map(([clients, { requestsPerSecond, p50, p99 }]) => {
      const rate = `${requestsPerSecond.toFixed(0).padStart(7)}/s`;
      return `     ${name.padEnd(34)} ${clients.padStart(3)} clients ${rate}  p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms`;
    }),
  );
  const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
  return [
    ...rows,
    `     memory ${megabytes(memory.before)} MB, then ${megabytes(memory.after)} MB; pages opened beside ${pages.opened}, failed ${pages.failed}`,
  ];
}

function inboxLines({ conversations, ratios, milliseconds }: NonNullable<Report["inbox"]>): string[] {
  const rows = Object.entries(milliseconds).map(([name, ms]) => {
    const ratio = ratios[name];
    return `     ${name.padEnd(58)} ${ms.toFixed(2).padStart(6)} ms${ratio === undefined ? "" : `  × ${ratio.toFixed(2)}`}`;
  });
  return [`     inbox of ${conversations} conversations`, ...rows];
}

function inboundLines({ sent, answeredPerSecond, workedPerSecond, page, problems }: NonNullable<Report["inbound"]>) {
  const rates = `answered ${answeredPerSecond.toFixed(0)}/s, worked on ${workedPerSecond.toFixed(0)}/s`;
  const open = `inbox meanwhile p50 ${page.p50.toFixed(1)} ms, p99 ${page.p99.toFixed(1)} ms`;
  return [`     ${sent} deliveries: ${rates}; ${open}`, ...problems.slice(0, 20).map((problem) => `     ${problem}`)];
}

function embeddedLines(embedded: NonNullable<Report["embedded"]>): string[] {
  return Object.entries(embedded).map(
    ([name, value]) => `     embedded, ${name.padEnd(47)} ${value.toFixed(1).padStart(7)}`,
  );
}

function listLines({ size, figures }: NonNullable<Report["lists"]>): string[] {
  const { P6, P8, answers } = figures;
  return [
    `     ${size.rows} contacts in all, ${size.busy} of the busy firm`,
    ...Object.entries(P6.milliseconds).map(([name, ms]) => `     ${name.padEnd(58)} ${ms.toFixed(2).padStart(6)} ms`),
    ...Object.entries(P8.milliseconds).map(
      ([name, ms]) =>
        `     ${`list of ${name}, busy firm`.padEnd(58)} ${ms.toFixed(2).padStart(6)} ms  × ${(P8.ratios[name] ?? Number.NaN).toFixed(2)}`,
    ),
    ...Object.entries(answers).map(
      ([name, { p50, p99 }]) =>
        `     ${`${name}, in process`.padEnd(58)} ${(p50 ?? Number.NaN).toFixed(1).padStart(6)} ms p50, ${(p99 ?? Number.NaN).toFixed(1)} ms p99`,
    ),
  ];
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

function mapped(values: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, rounded(value)]));
}
