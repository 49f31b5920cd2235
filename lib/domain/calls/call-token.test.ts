import { expect, test } from "vitest";
import { CALL_TOKEN_PATTERN, hashCallToken, mintCallToken } from "./call-token";

test("a call token has the agreed form, fits VAPI's externalId, and is never drawn twice", () => {
  const tokens = Array.from({ length: 2_000 }, () => mintCallToken());
  for (const { token, hash } of tokens) {
    expect(token).toMatch(CALL_TOKEN_PATTERN);
    expect(token.length).toBeLessThanOrEqual(40);
    expect(hash).toEqual(hashCallToken(token));
  }
  expect(new Set(tokens.map(({ token }) => token)).size).toBe(tokens.length);
});

test("every character of the alphabet is drawn, so no bit of a token is constant", () => {
  const drawn = new Set(Array.from({ length: 2_000 }, () => mintCallToken().token.slice(3)).join(""));
  expect(drawn.size).toBe(32);
});
