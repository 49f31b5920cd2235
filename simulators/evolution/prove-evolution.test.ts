import { jwtVerify } from "jose";
import { expect, test } from "vitest";
import type { Target } from "../senders/sender";
import { createMinter, headerSecretOf, mintJwt, proveEvolution } from "./prove-evolution";

const NOW = new Date(1_795_000_000_000);
const SECRET = "test-secret-000000000000000000000001";
const BODY = '{"message":{"type":"status-update","status":"ended"}}';
const TARGET: Target = { firmId: "a", firmName: "A", url: "", mode: "evolution-jwt", secret: SECRET, account: "a" };

function prove(mode: string) {
  return proveEvolution({ ...TARGET, mode }, { body: BODY, now: NOW, mint: createMinter() });
}

// Computed with `openssl dgst -sha256 -hmac`.
const JWT =
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE3OTUwMDAwMDAsImV4cCI6MTc5NTAwMDYwMCwiYXBwIjoiZXZvbHV0aW9uIiwiYWN0aW9uIjoid2ViaG9vayJ9.rIfM5lIjgil9WmKvro7Cp_g7wkSu8_11L-LwAUU5qgc";

test("the JWT is HS256 over exactly the gateway's four claims", async () => {
  const token = mintJwt(SECRET, NOW);
  expect(token).toBe(JWT);
  const { payload, protectedHeader } = await jwtVerify(token, Buffer.from(SECRET), { currentDate: NOW });
  expect(protectedHeader).toEqual({ alg: "HS256", typ: "JWT" });
  expect(payload).toEqual({ iat: 1_795_000_000, exp: 1_795_000_600, app: "evolution", action: "webhook" });
});

test("each mode has its headers, and another mode is refused", () => {
  expect(prove("evolution-jwt")).toEqual({ authorization: `Bearer ${JWT}` });
  expect(prove("evolution-jwt-header")).toEqual({
    authorization: `Bearer ${JWT}`,
    "x-docketline-secret": headerSecretOf(SECRET),
  });
  expect(headerSecretOf(SECRET)).toBe("FUR0wSgTImm1xWlvTy8V-5n3D6rtDuuRTPV5a0RL7e0");
  expect(prove("secret-header")).toEqual({ "x-docketline-secret": SECRET });
  expect(prove("body-hmac")).toEqual({
    "x-hub-signature-256": "sha256=868e22772834e98f1e13ed283b159ba8c59f47d2078f909144e8654565b063e3",
  });
  expect(() => prove("standard-webhooks")).toThrow("cannot prove itself as standard-webhooks");
});
