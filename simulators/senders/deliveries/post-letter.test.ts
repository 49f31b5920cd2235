import { expect, test } from "vitest";
import { openReceiver } from "../testing/open-receiver";
import { postLetter } from "./post-letter";

const CLOSING = new AbortController().signal;
const TRANSPORT = { timeoutMs: 2_000, dripMs: 0, isDropped: false, closing: CLOSING };
const REQUEST = { headers: { "content-type": "application/json" }, body: "{}" };

test.each([
  "http://example.com/hook",
  "https://localhost/hook",
  "http://localhost.example.com/hook",
  "http://10.0.0.1/hook",
  "http://0.0.0.0/hook",
  "http://user@example.com/hook",
  "file:///hook",
  "nonsense",
])("nothing is sent to %s", async (url) => {
  expect(await postLetter({ url, request: REQUEST }, TRANSPORT)).toMatchObject({
    status: null,
    problem: "not sent: the address is not on this machine",
  });
});

test("the answer's status is told with what it says of itself, of problem details the code", async () => {
  const receiver = await openReceiver();
  const letter = { url: `${receiver.origin}/hook`, request: REQUEST };
  expect(await postLetter(letter, TRANSPORT)).toMatchObject({ status: 200, said: "accepted", problem: null });
  receiver.answer(() => ({ status: 503, body: { status: 503, code: "unavailable" }, headers: { "retry-after": "7" } }));
  expect(await postLetter(letter, TRANSPORT)).toMatchObject({
    status: 503,
    said: "unavailable",
    retryAfterSeconds: 7,
  });
  await receiver.close();
  expect(await postLetter(letter, TRANSPORT)).toMatchObject({ status: null, problem: "the connection failed" });
});

test("a redirect is an answer and is not followed", async () => {
  const receiver = await openReceiver();
  receiver.answer(() => ({ status: 307, headers: { location: `${receiver.origin}/elsewhere` } }));
  expect(await postLetter({ url: `${receiver.origin}/hook`, request: REQUEST }, TRANSPORT)).toMatchObject({
    status: 307,
  });
  expect(receiver.received).toHaveLength(1);
  await receiver.close();
});

test("a desk that does not answer is left after the provider's time", async () => {
  const receiver = await openReceiver();
  receiver.answer(() => "none");
  const outcome = await postLetter(
    { url: `${receiver.origin}/hook`, request: REQUEST },
    { ...TRANSPORT, timeoutMs: 150 },
  );
  expect(outcome).toMatchObject({ status: null, problem: "no answer within 0.15 s" });
  await receiver.close();
});
