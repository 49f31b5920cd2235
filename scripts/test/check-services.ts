import { once } from "node:events";
import { connect } from "node:net";
import { Client } from "pg";

const TIME_LIMIT_MS = 2_000;

/** Names of the servers that the suites use where they answer, and that do not answer. */
export async function missingServices(): Promise<string[]> {
  const answers = await Promise.all([postgresAnswers(), redisAnswers()]);
  return ["PostgreSQL", "Redis"].filter((_name, index) => !answers[index]);
}

async function postgresAnswers(): Promise<boolean> {
  const connectionString = process.env["TEST_POSTGRES_URL"] ?? "postgres://postgres@127.0.0.1:5432/postgres";
  const client = new Client({ connectionString, connectionTimeoutMillis: TIME_LIMIT_MS });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function redisAnswers(): Promise<boolean> {
  const url = new URL(process.env["TEST_REDIS_URL"] ?? "redis://127.0.0.1:6379");
  const socket = connect(Number(url.port || 6379), url.hostname);
  try {
    const signal = AbortSignal.timeout(TIME_LIMIT_MS);
    await once(socket, "connect", { signal });
    socket.write("PING\r\n");
    const [reply] = await once(socket, "data", { signal });
    return String(reply).startsWith("+PONG");
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
