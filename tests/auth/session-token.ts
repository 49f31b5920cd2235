import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { appUrl, issuer, signingKey } from "./clerk-environment";

export type TokenChanges = {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  key?: Parameters<SignJWT["sign"]>[0];
};

export type Person = { userId: string; organizationId: string; role: string };

/** A person of a firm that no other test knows. */
export function newPerson(role = "admin"): Person {
  const unique = randomUUID().replaceAll("-", "");
  return { userId: `user_${unique}`, organizationId: `org_${unique}`, role };
}

/** A session token as Clerk makes it (claims version 2), a minute long, with what `changes` replaces in it. */
export async function mintToken(person: Person, changes: TokenChanges = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    v: 2,
    iss: issuer,
    azp: appUrl,
    sub: person.userId,
    sid: `sess_${person.userId.slice(5)}`,
    sts: "active",
    fva: [0, -1],
    iat: now - 5,
    nbf: now - 15,
    exp: now + 55,
    o: { id: person.organizationId, slg: "test-firm", rol: person.role },
    ...changes.claims,
  };
  const header = { alg: "RS256", typ: "JWT", kid: "ins_test", cat: "cl_B7d4PD111AAA", ...changes.header };
  return new SignJWT(claims).setProtectedHeader(header).sign(changes.key ?? signingKey);
}

/** `alg: none`, which no library signs. */
export function unsignedToken(token: string): string {
  const payload = token.split(".")[1] ?? "";
  const header = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url");
  return `${header}.${payload}.`;
}
