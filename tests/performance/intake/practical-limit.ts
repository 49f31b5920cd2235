import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { PGlite } from "@electric-sql/pglite";
import { Pool } from "pg";

// The least that a receiver must do: read a capped body, check the Standard Webhooks proof and its time, read the JSON, and
// store event and job in one statement before it answers. Run with the settings URL (or `pglite`), SECRET; it prints its port.

const STATEMENT = `with event as (
    insert into bench_events (tenant_id, provider, identity, event_type, payload, received_at)
    values ($1, 'texting', $2, $3, $4, now()) on conflict do nothing returning id
  ), job as (insert into bench_jobs (name, data) select 'process', json_build_object('eventId', id) from event)
  select id from event`;
const TABLES = `create table if not exists bench_events (tenant_id uuid not null, id uuid not null default gen_random_uuid(),
    provider text not null, identity text not null, event_type text not null, payload bytea not null,
    received_at timestamptz not null, primary key (tenant_id, id), unique (tenant_id, provider, identity));
  create table if not exists bench_jobs (id uuid primary key default gen_random_uuid(), name text not null, data jsonb not null,
    created_on timestamptz not null default now());`;
const TENANT = "6f6a3d1e-8b1c-4f0e-9d2a-1f5b7c9e3a11";
const MAX_BYTES = 1_048_576;

const { BENCH_URL = "", BENCH_SECRET = "" } = process.env;
const key = Buffer.from(BENCH_SECRET.replace("whsec_", ""), "base64");
const store = await openStore();

async function openStore(): Promise<(values: unknown[]) => Promise<number>> {
  if (BENCH_URL === "pglite") {
    const database = await PGlite.create();
    await database.exec(TABLES);
    return async (values) => (await database.query(STATEMENT, values)).rows.length;
  }
  const pool = new Pool({ connectionString: BENCH_URL, max: 10 });
  await pool.query(TABLES);
  return async (values) => (await pool.query({ name: "store", text: STATEMENT, values })).rows.length;
}

const server = createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
  receive(request).then(
    ([status, body]) => response.writeHead(status, { "content-type": "application/json" }).end(body),
    () => response.writeHead(503).end(),
  );
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`listening ${typeof address === "object" ? address?.port : ""}\n`);
});

async function receive(request: IncomingMessage): Promise<[number, string]> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BYTES) return [413, "{}"];
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const id = String(request.headers["webhook-id"]);
  const timestamp = String(request.headers["webhook-timestamp"]);
  const given = Buffer.from(String(request.headers["webhook-signature"]).replace("v1,", ""), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return [401, "{}"];
  if (Math.abs(Date.now() / 1_000 - Number(timestamp)) > 300) return [401, "{}"];
  const event = JSON.parse(body.toString("utf8"));
  const count = await store([TENANT, id, event.type, body]);
  return [200, JSON.stringify({ status: count === 1 ? "accepted" : "duplicate" })];
}
