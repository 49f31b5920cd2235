import { drizzle } from "drizzle-orm/node-postgres";
import { Client, Pool } from "pg";
import { z } from "zod";
import { adoptDatabase } from "@/db/client";
import type { OpenDatabase } from "@/db/open-database";
import { schema } from "@/db/schema/schema";
import type { Principal } from "@/lib/core/principal";

export type Statement = { text: string; values: unknown[] };

const planNode = z.looseObject({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  "Index Cond": z.string().optional(),
  "Actual Rows": z.number(),
  "Actual Loops": z.number(),
  "Rows Removed by Filter": z.number().optional(),
  "Shared Hit Blocks": z.number(),
  "Shared Read Blocks": z.number(),
  get Plans() {
    return z.array(planNode).optional();
  },
});
const explained = z.tuple([z.object({ "QUERY PLAN": z.tuple([z.object({ Plan: planNode })]) })]);

/** One node of `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)`, with the properties that are looked at. */
export type PlanNode = z.output<typeof planNode>;

type ExplainOptions = { avoidsSeqScan: boolean };

export type WatchedDatabase = {
  /** The statements that `work` sends, those that open and end a transaction and set its tenant left out. */
  watch: (work: () => Promise<unknown>) => Promise<Statement[]>;
  /**
   * Runs `statement` as the app role in the firm of `who`, and lists the nodes of its plan, the one above all others first.
   * With `avoidsSeqScan` a small table is read through an index too, if there is one that may be used.
   */
  explain: (who: Principal, statement: Statement, options?: ExplainOptions) => Promise<PlanNode[]>;
  close: () => Promise<void>;
};

/** A pool of the process's own that tells what is sent through it; it becomes the process's database until `close`. */
export function openWatchedDatabase(appUrl: string, previous: OpenDatabase): WatchedDatabase {
  let seen: Statement[] = [];
  const pool = new Pool({ connectionString: appUrl, max: 4 });
  pool.on("error", () => {});
  const logger = { logQuery: (text: string, values: unknown[]) => void seen.push({ text, values }) };
  adoptDatabase({
    url: appUrl,
    driver: "pg",
    db: drizzle(pool, { schema, logger }),
    query: (text, values) => pool.query(text, values),
    inTurn: previous.inTurn,
    intake: (_name, text, values) => pool.query(text, values),
    pglite: undefined,
    close: () => pool.end(),
  });
  return {
    watch: async (work) => {
      seen = [];
      await work();
      return seen.filter(({ text }) => !/^(begin|commit|rollback)|^select set_config\('role'/i.test(text));
    },
    explain: (who, statement, options) => inFirm(appUrl, who, (client) => explain(client, statement, options)),
    close: async () => {
      adoptDatabase(previous);
      await pool.end();
    },
  };
}

async function explain(client: Client, statement: Statement, options?: ExplainOptions): Promise<PlanNode[]> {
  if (options?.avoidsSeqScan) await client.query("set local enable_seqscan = off");
  const { rows } = await client.query(`explain (analyze, buffers, format json) ${statement.text}`, statement.values);
  return flatten(explained.parse(rows)[0]["QUERY PLAN"][0].Plan);
}

async function inFirm<T>(appUrl: string, who: Principal, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: appUrl });
  await client.connect();
  try {
    await client.query("begin");
    await client.query(
      `select set_config('role', 'docketline_app', true), set_config('jit', 'off', true), set_config('app.tenant_id', $1, true),
        set_config('app.actor_type', 'user', true), set_config('app.actor_id', 'user_of_nobody', true)`,
      [who.tenantId],
    );
    return await work(client);
  } finally {
    await client.end();
  }
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
