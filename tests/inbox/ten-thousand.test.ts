import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, postgresAnswers, type TestDatabase } from "../support/test-database";
import { floodInbox } from "./inbound-flood";

// The whole ten thousand are `npm run bench -- --only inbound`.
const hasPostgres = await postgresAnswers();

let database: TestDatabase;
beforeAll(async () => {
  if (hasPostgres) database = await createTestDatabase("pg");
});
afterAll(async () => {
  if (hasPostgres) await database.drop();
});

test.runIf(hasPostgres)(
  "messages of many people, shuffled and repeated, are kept once each and in their order",
  async () => {
    const { sent, problems } = await floodInbox({ messages: 200, senders: 30, repeats: 50, clients: 8 });
    expect(sent).toBe(250);
    expect(problems).toEqual([]);
  },
  60_000,
);
