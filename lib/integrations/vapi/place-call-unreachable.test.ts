import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test, vi } from "vitest";
import { placeCall } from "./place-call";
import { testConnection } from "./test-connection";

test("AVL-02 when no connection was made, nothing was sent, and it may be tried again", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  server.close();
  await once(server, "close");
  vi.stubEnv("VAPI_BASE_URL", `http://127.0.0.1:${port}`);
  expect(await placeCall({ apiKey: "k", payloadText: '{"assistantId":"a"}' })).toEqual({
    kind: "not_sent",
    reason: "unreachable",
  });
  expect(await testConnection("k")).toEqual({ ok: false, reason: "unreachable" });
});
