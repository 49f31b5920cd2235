import { expect, test } from "vitest";
import { signDelivery } from "@/tests/webhooks/sign-delivery";
import { parseForm } from "./parse-form";
import { standardWebhooks } from "./schemes/standard-webhooks";
import { type VerifiedBody, verificationKeyOf, verifySignature } from "./verify-signature";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

/** Bytes are blessed by their proof alone, here as anywhere. */
function verified(bytes: Buffer): VerifiedBody {
  const now = new Date();
  const signing = { mode: "standard-webhooks", secret: SECRET, provider: "texting", url: "", contentType: "" } as const;
  const { headers } = signDelivery({ ...signing, body: bytes, at: now });
  const key = verificationKeyOf("standard-webhooks", SECRET) ?? standardWebhooks.keyOf(SECRET);
  if (!key) throw new Error("no key");
  const request = { bytes, headers: new Headers(headers), url: "", provider: "texting", now };
  const verdict = verifySignature("standard-webhooks", request, [{ label: "current", key, usableUntil: null }]);
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.body;
}

const parse = (text: string | Buffer) => parseForm(verified(Buffer.from(text)));

test("a form reads as the browser's own parser reads it, and a repeated name is a list", () => {
  expect(parse("Body=Hola+se%C3%B1or&Media=a&Media=b&Empty=")).toEqual({
    ok: true,
    value: { Body: "Hola señor", Media: ["a", "b"], Empty: "" },
  });
});

test.each([
  ["a byte that is no UTF-8", Buffer.from([0x41, 0x3d, 0xff]), "encoding"],
  ["an escape of one", "A=%FF", "encoding"],
  ["a broken escape", "A=100%", "encoding"],
  ["nothing", "  ", "empty"],
  ["a prototype", "__proto__=x", "forbidden_key"],
  ["more parameters than anybody sends", Array.from({ length: 1_001 }, (_, at) => `p${at}=1`).join("&"), "nodes"],
])("WH-08 %s is refused", (_what, body, reason) => {
  expect(parse(body)).toEqual({ ok: false, reason });
});

test("text is made storable: no NUL", () => {
  expect(parse("A=x%00y")).toEqual({ ok: true, value: { A: "xy" } });
});
