import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { VERIFICATION_MODES } from "@/db/schema/webhook-endpoints";
import { curlOfEvent } from "@/lib/domain/webhook-events/curl-of-event";
import { verificationKeyOf, verifySignature } from "@/lib/webhooks/verify-signature";

const EVENT_ID = "2b4c6d8e-0000-4000-8000-00000000abcd";
const BODY = JSON.stringify({ type: "message.received", data: { text: 'It\'s $HOME `id` "quoted" \\ JSON ñ' } });
const hasOpenssl = spawnSync("bash", ["-c", "command -v openssl"]).status === 0;

/** Modes in which the sender's private key or account signs: the script cannot. */
const ONLY_PROVIDER = new Set(["twilio-signature", "ghl-ed25519"]);
const OURS = VERIFICATION_MODES.filter((mode) => !ONLY_PROVIDER.has(mode));

function secretOf(mode: string): string {
  if (mode === "standard-webhooks") return `whsec_${randomBytes(32).toString("base64")}`;
  if (mode === "basic") return `desk:${randomBytes(24).toString("base64url")}`;
  return randomBytes(32).toString("base64url");
}

/** Runs the script with a `curl` that prints what it was given. */
function run(script: string, secret: string): { headers: Headers; body: Buffer } {
  const recorder = `curl() { for each in "$@"; do printf '%s\\0' "$each"; done; printf '\\0'; cat; }\n`;
  const done = spawnSync("bash", ["-c", recorder + script], {
    env: { ...process.env, SECRET: secret, URL: "https://desk.test/x" },
  });
  expect(done.stderr.toString()).toBe("");
  const [given = "", ...rest] = done.stdout.toString("latin1").split("\0\0");
  const words = given.split("\0");
  expect(words).toContain("https://desk.test/x");
  const headers = new Headers();
  words.forEach((word, index) => {
    const [name = "", ...value] = word.split(": ");
    if (words[index - 1] === "--header") headers.set(name, value.join(": "));
  });
  return { headers, body: Buffer.from(rest.join("\0\0"), "latin1") };
}

test.runIf(hasOpenssl).each(OURS)("a copied request proves itself with its secret: %s", (mode) => {
  const secret = secretOf(mode);
  const provider = mode === "secret-header" ? "vapi" : "texting";
  const { headers, body } = run(curlOfEvent({ provider, verification: mode, eventId: EVENT_ID, body: BODY }), secret);
  expect(body.toString()).toBe(BODY);
  const key = verificationKeyOf(mode, secret);
  if (!key) throw new Error("no key");
  const request = { bytes: body, headers, url: "https://desk.test/x", provider, now: new Date() };
  const keys = [{ label: "current", key, usableUntil: null }] as const;
  expect(verifySignature(mode, request, keys)).toMatchObject({ ok: true });
});

test.each([...VERIFICATION_MODES, "something-newer"])(
  "SEC-06 a copied request holds no secret and no address: %s",
  (mode) => {
    const script = curlOfEvent({ provider: "make", verification: mode, eventId: EVENT_ID, body: BODY });
    expect(script).toContain('"$URL"');
    expect(script).not.toMatch(/whsec_[A-Za-z0-9+/]|\/api\/webhooks\/|https?:/);
    if (mode !== "something-newer") expect(script).toMatch(/\$(SECRET|SIGNATURE|\{SECRET)/);
  },
);
