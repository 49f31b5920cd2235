import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The instance's RSA key. `publicPem` (SPKI) is what `CLERK_JWT_KEY` takes; `jwk` is what the JWKS routes answer. */
export type SigningKey = {
  keyId: string;
  publicPem: string;
  jwk: Record<string, unknown>;
  sign: (payload: Record<string, unknown>, header?: Record<string, string>) => string;
};

/** Builds the signing key from a PKCS#8 PEM. The key id follows from the key: consumers cache keys by it. */
export function createSigningKey(privateKeyPem: string): SigningKey {
  const privateKey = createPrivateKey(privateKeyPem);
  const publicKey = createPublicKey(privateKey);
  const publicPem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const keyId = `ins_${createHash("sha256").update(publicPem).digest("hex").slice(0, 20)}`;
  return {
    keyId,
    publicPem,
    jwk: { ...publicKey.export({ format: "jwk" }), kid: keyId, use: "sig", alg: "RS256" },
    sign: (payload, header = {}) => signJwt(payload, { alg: "RS256", typ: "JWT", kid: keyId, ...header }, privateKey),
  };
}

/** Reads the PEM at `file`, or creates it with mode 0600. Without `file` the key lives as long as the process. */
export function loadSigningKeyPem(file: string | undefined): string {
  if (file === undefined) return generatePem();
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  const pem = generatePem();
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, pem, { mode: 0o600, flag: "wx" });
  return pem;
}

function generatePem(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

function signJwt(payload: Record<string, unknown>, header: Record<string, string>, key: KeyObject): string {
  const content = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${content}.${sign("RSA-SHA256", Buffer.from(content), key).toString("base64url")}`;
}
