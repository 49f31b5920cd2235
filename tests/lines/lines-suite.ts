import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTenant, type TenantTx } from "@/db/tenant";
import { connectNumber } from "@/lib/connections/lines/connect-number";
import { removeNumber } from "@/lib/connections/lines/remove-number";
import { rotateLineKey } from "@/lib/connections/lines/rotate-line-key";
import { testLine } from "@/lib/connections/lines/test-line";
import { addLine, type NewLine } from "@/lib/domain/lines/add-line";
import { chooseLine } from "@/lib/domain/lines/choose-line";
import { findLine } from "@/lib/domain/lines/find-line";
import { connectNumberInput } from "@/lib/domain/lines/line.schema";
import { listLines } from "@/lib/domain/lines/list-lines";
import { recordLineState } from "@/lib/domain/lines/record-line-state";
import { renameLine } from "@/lib/domain/lines/rename-line";
import { setDefaultLine } from "@/lib/domain/lines/set-default-line";
import { getApiKey } from "@/lib/vault/get-api-key";
import { createTestDatabase, type TestDatabase, testPrincipal } from "../support/test-database";

let numbers = 1_000;

function newLine(more: Partial<NewLine> = {}): NewLine {
  numbers += 1;
  return {
    provider: "texting",
    channel: "sms",
    address: `+1602555${numbers}`,
    label: "Intake",
    account: null,
    settings: {},
    state: "connected",
    reason: null,
    ...more,
  };
}

/** Lines of a firm, and what another firm can do to them, on one kind of database. */
export function describeLines(kind: "pglite" | "pg"): void {
  describe(kind, () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await createTestDatabase(kind);
    });
    afterAll(() => database.drop());

    const openFirm = () => {
      const principal = testPrincipal(`org_${randomUUID().slice(0, 8)}`);
      const read = <T>(work: (tx: TenantTx) => Promise<T>) => inTenant(principal, work);
      const defaults = async () => (await read(listLines)).filter(({ isDefault }) => isDefault).map(({ id }) => id);
      return { principal, read, defaults };
    };

    test("exactly one line of a channel is the default, however many are added and chosen at once", async () => {
      const { read, defaults } = openFirm();
      const added = await Promise.all(Array.from({ length: 6 }, () => read((tx) => addLine(tx, newLine()))));
      expect(await defaults()).toHaveLength(1);
      await Promise.all(added.map(({ id }) => read((tx) => setDefaultLine(tx, { lineId: id }))));
      expect(await defaults()).toHaveLength(1);
      const whatsapp = await read((tx) => addLine(tx, newLine({ channel: "whatsapp", provider: "evolution" })));
      expect(whatsapp.isDefault).toBe(true);
      expect(await defaults()).toHaveLength(2);
    });

    test("a number is added once for a provider, and all of a provider's lines are of one account", async () => {
      const { read } = openFirm();
      const line = newLine({ provider: "twilio", account: `AC${"a".repeat(32)}` });
      const outcomes = await Promise.allSettled([1, 2, 3].map(() => read((tx) => addLine(tx, line))));
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const other = newLine({ provider: "twilio", account: `AC${"b".repeat(32)}` });
      await expect(read((tx) => addLine(tx, other))).rejects.toMatchObject({ code: "conflict" });
      expect(await read(listLines)).toHaveLength(1);
    });

    test("removing the default makes the oldest line that works the default, and the key ends with the last line", async () => {
      const { principal, read, defaults } = openFirm();
      const connect = async (phone: string, key: string) => {
        const input = connectNumberInput.parse({
          provider: "texting",
          label: "Texts",
          phone,
          sendUrl: "https://texts.example.com/send",
          key,
        });
        return connectNumber(principal, { input, userId: "user_1" });
      };
      expect(await connect("(602) 555-0110", "")).toEqual({ kind: "key_missing" });
      const [first, second] = [
        await connect("(602) 555-0110", "a-secret-of-the-firm"),
        await connect("602 555 0111", ""),
      ];
      if (first.kind !== "connected" || second.kind !== "connected") throw new Error("not connected");
      await expect(connect("nobody", "x")).rejects.toMatchObject({ code: "invalid_input" });
      expect(await testLine(principal, { lineId: first.lineId })).toEqual({ kind: "nothing_to_ask" });
      expect(await rotateLineKey(principal, { lineId: second.lineId, key: "another-secret", userId: null })).toEqual({
        kind: "saved",
      });
      await read((tx) => removeNumber(tx, { lineId: first.lineId }));
      expect(await defaults()).toEqual([second.lineId]);
      expect(await read((tx) => getApiKey(tx, "texting"))).toBe("another-secret");
      await read((tx) => removeNumber(tx, { lineId: second.lineId }));
      expect(await read((tx) => getApiKey(tx, "texting"))).toBeNull();
      expect((await read((tx) => findLine(tx, second.lineId)))?.removedAt).toEqual(expect.any(Date));
      expect((await connect("(602) 555-0110", "a-third-secret")).kind).toBe("connected");
    });

    test.each([
      "http://texts.example.com/send",
      "https://10.0.0.1/send",
      "https://localhost/send",
      "https://a:b@c.com/",
    ])("WH-13 messages are not sent to %s", async (sendUrl) => {
      const { principal, read } = openFirm();
      const input = connectNumberInput.parse({
        provider: "broadcast",
        label: "B",
        phone: "+16025550110",
        sendUrl,
        key: "secret-of-it",
      });
      expect(await connectNumber(principal, { input, userId: null })).toEqual({ kind: "bad_address" });
      expect(await read(listLines)).toEqual([]);
    });

    test("what was told earlier does not undo what is known, and telling it again changes nothing", async () => {
      const { read } = openFirm();
      const line = await read((tx) => addLine(tx, newLine()));
      const at = (seconds: number) => new Date(line.stateChangedAt.getTime() + seconds * 1_000);
      const tell = (state: "connected" | "failing", seconds: number) =>
        read((tx) =>
          recordLineState(tx, {
            lineId: line.id,
            state,
            reason: state === "failing" ? "bad_key" : null,
            at: at(seconds),
          }),
        );
      expect([await tell("failing", 2), await tell("failing", 3), await tell("connected", 1)]).toEqual([
        true,
        false,
        false,
      ]);
      expect(await read((tx) => findLine(tx, line.id))).toMatchObject({ state: "failing", stateChangedAt: at(2) });
      expect(await read((tx) => chooseLine(tx, { conversationId: null, channel: "sms" }))).toBeNull();
    });

    test("TEN-05 another firm's line is not there: not seen, chosen, named, tested, changed or removed", async () => {
      const [firm, other] = [openFirm(), openFirm()];
      const line = await firm.read((tx) => addLine(tx, newLine()));
      const { id: lineId } = line;
      const { principal, read } = other;
      expect(await read((tx) => findLine(tx, lineId))).toBeNull();
      expect(await read((tx) => chooseLine(tx, { conversationId: null, channel: "sms" }))).toBeNull();
      const acts = [
        () => read((tx) => renameLine(tx, { lineId, label: "Mine" })),
        () => read((tx) => setDefaultLine(tx, { lineId })),
        () => read((tx) => removeNumber(tx, { lineId })),
        () => testLine(principal, { lineId }),
        () => rotateLineKey(principal, { lineId, key: "stolen-key", userId: null }),
      ];
      for (const act of acts) await expect(act()).rejects.toMatchObject({ code: "not_found" });
      const told = { lineId, state: "disconnected", reason: "closed", at: new Date(Date.now() + 60_000) } as const;
      expect(await read((tx) => recordLineState(tx, told))).toBe(false);
      expect(await firm.read((tx) => findLine(tx, lineId))).toEqual(line);
    });
  });
}
