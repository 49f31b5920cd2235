import type { TestDatabase } from "../../support/test-database";
import { type IntakeFigures, type Level, measureIntake, openIntake } from "./bench-intake";
import { measureMemory, measureToolCalls, measureUnderLoad } from "./bench-under-load";
import type { LoadResult } from "./load-client";

const EVENTS = { first: 1_000, all: 100_000 };

/** Measures the webhook intake on `database`: P1 to P5 and P10, with the figures behind them. */
export async function reportIntake(database: TestDatabase, { rounds, events }: { rounds: number; events?: number }) {
  const intake = await openIntake(database);
  try {
    const figures = await measureIntake(intake.contenders, rounds);
    const toolCalls: LoadResult[] = [];
    const underLoad = [];
    for (let round = 0; round < rounds; round += 1) {
      toolCalls.push(await measureToolCalls(intake.lean, 800));
      underLoad.push(await measureUnderLoad(intake, 6_000));
    }
    const memory = await measureMemory(intake, { ...EVENTS, all: events ?? EVENTS.all });
    const at = (name: string, level: Level) => figures[name]?.[level] ?? [];
    const measured = {
      P1: ratio(at("lean door", 64), at("practical limit", 64), rate),
      P2: ratio(at("lean door", 1), at("practical limit", 1), p50),
      P3: ratio(at("route handler", 64), at("a Next route that only answers", 64), rate),
      P4: median(underLoad.map(({ ingest }) => ingest.p99)),
      P5: median(toolCalls.map(p99)) / median(at("practical limit", 16).map(p99)),
      P5b: median(underLoad.map(({ assistantRequest }) => assistantRequest.p99)),
      P10: memory.after / memory.before,
    };
    const failedPages = underLoad.reduce((sum, { pages }) => sum + pages.failed, 0);
    const openedPages = underLoad.reduce((sum, { pages }) => sum + pages.count, 0);
    return { measured, figures: summary(figures), memory, pages: { opened: openedPages, failed: failedPages } };
  } finally {
    await intake.close();
  }
}

const rate = ({ requestsPerSecond }: LoadResult) => requestsPerSecond;
const p50 = (result: LoadResult) => result.p50;
const p99 = (result: LoadResult) => result.p99;

/** The median over the rounds of the quotient in the same round. */
function ratio(ours: readonly LoadResult[], base: readonly LoadResult[], of: (result: LoadResult) => number): number {
  return median(ours.map((result, round) => of(result) / of(base[round] ?? result)));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function summary(figures: IntakeFigures) {
  const levels = Object.entries(figures).map(([name, results]) => {
    const rows = Object.entries(results).map(([clients, each]) => [
      clients,
      { requestsPerSecond: median(each.map(rate)), p50: median(each.map(p50)), p99: median(each.map(p99)) },
    ]);
    return [name, Object.fromEntries(rows)];
  });
  return Object.fromEntries(levels) as Record<
    string,
    Record<string, Record<"requestsPerSecond" | "p50" | "p99", number>>
  >;
}
