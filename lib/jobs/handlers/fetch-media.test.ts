import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { caseMembers } from "@/db/schema/case-members";
import { cases } from "@/db/schema/cases";
import { lines } from "@/db/schema/lines";
import { messageMedia } from "@/db/schema/message-media";
import { inTenant } from "@/db/tenant";
import { keyServiceOf } from "@/lib/domain/lines/key-service-of";
import { recordMessage } from "@/lib/domain/messages/record-message";
import { answerMedia } from "@/lib/http/answer-media";
import { saveApiKey } from "@/lib/vault/save-api-key";
import { type LoopbackServer, listenOnLoopback } from "@/simulators/http/listen-on-loopback";
import { createSendingFirm, type SendingFirm } from "@/tests/support/sending-firm";
import { createTestDatabase, databaseKinds, type TestDatabase, testPrincipal } from "@/tests/support/test-database";
import { fetchMessageMedia } from "./fetch-media";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const PAGE = Buffer.from("<!doctype html><script>alert(1)</script>");
const PDF = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

/** What the provider has under each message: bytes, a status, or where it sends whoever asks. */
type Kept = Buffer | number | { location: string };

const kinds = await databaseKinds();
const files = new Map<string, Kept[]>();
const asked: { path: string; authorization: string | null }[] = [];
let server: LoopbackServer;

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  asked.push({ path: pathname, authorization: request.headers.get("authorization") });
  if (pathname === "/stored") return new Response(new Uint8Array(PNG));
  if (pathname.startsWith("/chat/getBase64FromMediaMessage/")) {
    const [file] = files.get((await request.json()).message.key.id) ?? [];
    if (!Buffer.isBuffer(file)) return new Response("", { status: 400 });
    return Response.json({ base64: file.toString("base64"), mimetype: "image/png", fileName: "accident.png" });
  }
  const [, sid = "", media] = /\/Messages\/(\w+)\/Media(?:\/(\w+))?/.exec(pathname) ?? [];
  const kept = files.get(sid);
  if (!kept) return new Response("", { status: 503 });
  if (media === undefined) return Response.json({ media_list: kept.map((_, index) => ({ sid: mediaSid(index) })) });
  const file = kept[kept.findIndex((_, index) => mediaSid(index) === media)];
  if (file === undefined || typeof file === "number") return new Response("", { status: file ?? 404 });
  if (Buffer.isBuffer(file)) return new Response(new Uint8Array(file));
  return new Response("", { status: 307, headers: { location: file.location } });
}

function mediaSid(index: number): string {
  return `ME${String(index).padStart(32, "0")}`;
}

beforeAll(async () => {
  server = await listenOnLoopback(answer, 0);
  const base = `http://127.0.0.1:${server.port}`;
  vi.stubEnv("TWILIO_BASE_URL", base);
  vi.stubEnv("EVOLUTION_BASE_URL", base);
});
afterAll(() => server.close());

describe.each(kinds)("files of messages on %s", (kind) => {
  let database: TestDatabase;
  let count = 0;
  beforeAll(async () => {
    database = await createTestDatabase(kind);
  });
  afterAll(() => database.drop());

  const firmOf = () => {
    count += 1;
    return createSendingFirm({ orgId: `org_media_${kind}_${count}`, e164: `+1602555${7000 + count}` });
  };
  const receive = async (
    firm: SendingFirm,
    kept: Kept[] | null,
    told: { provider: "twilio" | "evolution" } = { provider: "twilio" },
  ) => {
    const sid = `SM${randomUUID().replaceAll("-", "")}`;
    if (kept) files.set(sid, kept);
    const at = new Date();
    const { messageId } = await inTenant(firm.principal, (tx) =>
      recordMessage(tx, {
        provider: told.provider,
        account: told.provider === "evolution" ? "firm-a" : "",
        providerMessageId: sid,
        eventId: null,
        channel: told.provider === "evolution" ? "whatsapp" : "sms",
        direction: "inbound",
        client: { kind: "phone", e164: firm.e164 },
        line: told.provider === "evolution" ? "firm-a" : "+16025550100",
        senderName: null,
        body: "",
        media: Array.from({ length: kept?.length ?? 1 }, () => ({ contentType: "image/png", fileName: null })),
        state: "received",
        sentAt: at,
        receivedAt: at,
      }),
    );
    return messageId;
  };
  const fetchOf = (firm: SendingFirm, messageId: string, retryCount = 0) =>
    fetchMessageMedia.run({
      id: randomUUID(),
      data: { tenantId: firm.principal.tenantId, payload: { messageId } },
      retryCount,
      retryLimit: 6,
      signal: new AbortController().signal,
    });
  const mediaOf = (firm: SendingFirm, messageId: string) =>
    inTenant(firm.principal, (tx) =>
      tx.select().from(messageMedia).where(eq(messageMedia.messageId, messageId)).orderBy(messageMedia.position),
    );

  test("INP-07 a picture is kept sealed, and answered as what its bytes are", async () => {
    const firm = await firmOf();
    const messageId = await receive(firm, [PNG, PDF]);
    expect(await fetchOf(firm, messageId)).toEqual({ status: "completed" });
    const [picture, paper] = await mediaOf(firm, messageId);
    expect(picture).toMatchObject({ state: "stored", contentType: "image/png", sizeBytes: PNG.byteLength });
    expect(picture?.contentCiphertext?.includes(PNG.subarray(0, 24))).toBe(false);
    const response = await answerMedia(firm.principal, picture?.id ?? "");
    expect(Buffer.from(await response.arrayBuffer()).equals(PNG)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/png",
      "content-disposition": "inline",
      "cache-control": "private, no-store",
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
    });
    const document = await answerMedia(firm.principal, paper?.id ?? "");
    expect(document.headers.get("content-disposition")).toBe("attachment");
  });

  test("INP-07 a page that calls itself a picture, an empty file and one that is too large are refused", async () => {
    const firm = await firmOf();
    const large = Buffer.concat([PNG, Buffer.alloc(10 * 1_024 * 1_024)]);
    const messageId = await receive(firm, [PAGE, Buffer.alloc(0), large, PNG]);
    await fetchOf(firm, messageId);
    const kept = await mediaOf(firm, messageId);
    expect(kept.map(({ state, reason }) => [state, reason])).toEqual([
      ["refused", "type_not_allowed"],
      ["refused", "too_large"],
      ["refused", "too_large"],
      ["stored", null],
    ]);
    expect((await answerMedia(firm.principal, kept[0]?.id ?? "")).status).toBe(404);
  });

  test("WH-13 a redirect is followed without the key, and never to another house", async () => {
    const firm = await firmOf();
    const messageId = await receive(firm, [
      { location: `http://127.0.0.1:${server.port}/stored` },
      { location: "http://169.254.169.254/latest/meta-data" },
      404,
    ]);
    asked.length = 0;
    expect(await fetchOf(firm, messageId)).toMatchObject({ status: "failed" });
    expect(asked.filter(({ path }) => path === "/stored")).toEqual([{ path: "/stored", authorization: null }]);
    await fetchOf(firm, messageId, 6);
    expect((await mediaOf(firm, messageId)).map(({ state, reason }) => [state, reason])).toEqual([
      ["stored", null],
      ["failed", "unreachable"],
      ["failed", "gone"],
    ]);
  });

  test("a provider that does not answer is asked again, and given up with the reason", async () => {
    const firm = await firmOf();
    const messageId = await receive(firm, null);
    expect(await fetchOf(firm, messageId)).toMatchObject({ status: "failed", code: "unavailable" });
    expect((await mediaOf(firm, messageId))[0]).toMatchObject({ state: "waiting" });
    await fetchOf(firm, messageId, 6);
    expect((await mediaOf(firm, messageId))[0]).toMatchObject({ state: "failed", reason: "unreachable" });
  });

  test("INP-07 WhatsApp's files come through the firm's own gateway, under the same cap and the same list", async () => {
    const firm = await firmOf();
    const line = { id: randomUUID(), provider: "evolution" } as const;
    await inTenant(firm.principal, async (tx) => {
      const address = `firm-a`;
      await tx.insert(lines).values({ ...line, channel: "whatsapp", address, label: "WhatsApp", state: "connected" });
      await saveApiKey(tx, { service: keyServiceOf(line), key: "instance-token", userId: null, overlapHours: 0 });
    });
    const keptOf = async (file: Kept) => {
      const messageId = await receive(firm, [file], { provider: "evolution" });
      await fetchOf(firm, messageId);
      const [kept] = await mediaOf(firm, messageId);
      return [kept?.state, kept?.reason];
    };
    const ofSize = (bytes: number) => Buffer.concat([PNG, Buffer.alloc(bytes - PNG.byteLength)]);
    expect(await keptOf(PNG)).toEqual(["stored", null]);
    expect(await keptOf(ofSize(10 * 1_024 * 1_024 + 1))).toEqual(["refused", "too_large"]);
    expect(await keptOf(ofSize(20 * 1_024 * 1_024))).toEqual(["refused", "too_large"]);
    expect(await keptOf(PAGE)).toEqual(["refused", "type_not_allowed"]);
    expect(await keptOf(404)).toEqual(["failed", "gone"]);
    const [named] = await inTenant(firm.principal, (tx) =>
      tx.select().from(messageMedia).where(eq(messageMedia.sizeBytes, PNG.byteLength)),
    );
    expect(named?.fileName).toBe("accident.png");
  });

  test("TEN-05 another firm, and who stands outside the client's wall, has no such file", async () => {
    const firm = await firmOf();
    const messageId = await receive(firm, [PNG]);
    await fetchOf(firm, messageId);
    const mediaId = (await mediaOf(firm, messageId))[0]?.id ?? "";
    const unknown = await answerMedia(firm.principal, randomUUID());
    const foreign = await answerMedia(testPrincipal("org_media_other"), mediaId);
    expect([foreign.status, unknown.status]).toEqual([404, 404]);
    expect((await answerMedia(firm.principal, "not-an-id")).status).toBe(404);
    await inTenant(firm.principal, async (tx) => {
      await tx.insert(caseMembers).values({ caseId: firm.caseId, userId: firm.userId });
      await tx.update(cases).set({ isRestricted: true }).where(eq(cases.id, firm.caseId));
    });
    const outsider = { ...firm.principal, actor: { type: "user", userId: "user_outside" } } as const;
    expect((await answerMedia(outsider, mediaId)).status).toBe(404);
    expect((await answerMedia(firm.principal, mediaId)).status).toBe(200);
  });
});
