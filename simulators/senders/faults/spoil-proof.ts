import { createHash } from "node:crypto";

type Headers = Readonly<Record<string, string>>;

const PROOF_HEADER = /^(authorization|.*signature.*|.*-secret|x-make-apikey)$/i;
const TIMESTAMP_HEADER = /^(x-|webhook-)timestamp$/i;

/** The headers without everything that proves the sender. */
export function withoutProof(headers: Headers): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !PROOF_HEADER.test(name)));
}

/** The headers with one character changed in everything that proves the sender; lengths and shapes stay. */
export function spoilProof(headers: Headers): Record<string, string> {
  const isProof = (name: string) => PROOF_HEADER.test(name);
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isProof(name) ? spoilValue(value) : value]),
  );
}

/** Of a JWT its signature, of a list every entry; the middle, because the last characters of base64 may carry no bits. */
function spoilValue(value: string): string {
  const claims = /^(Bearer [\w-]+\.[\w-]+\.)/.exec(value)?.[1] ?? "";
  const rest = value.slice(claims.length);
  const spoilt = rest.replace(/[\w+/=-]{16,}/g, (run) => {
    const middle = Math.floor(run.length / 2);
    return `${run.slice(0, middle)}${run[middle] === "a" ? "b" : "a"}${run.slice(middle + 1)}`;
  });
  return claims + (spoilt === rest ? `${rest}x` : spoilt);
}

/** A secret of the same shape that nobody agreed upon. */
export function otherSecret(secret: string): string {
  const digest = createHash("sha256").update(`not ${secret}`);
  if (secret.startsWith("whsec_")) return `whsec_${digest.digest("base64")}`;
  const user = /^[^:]+:/.exec(secret)?.[0] ?? "";
  return user + digest.digest("hex");
}

/** Letters behind every timestamp, which a lenient reader of numbers overlooks; what was signed stays. */
export function junkTimestamp(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (TIMESTAMP_HEADER.test(name)) return [name, `${value}junk`];
      return [name, PROOF_HEADER.test(name) ? value.replace(/^t=(\d+),/, "t=$1junk,") : value];
    }),
  );
}

/** Lists of signatures with `other`'s in front of the genuine one; other proofs can hold one value only. */
export function joinSignatures(headers: Headers, other: Headers): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const foreign = other[name] ?? "";
      if (/^v1,/.test(value)) return [name, `${foreign} ${value}`];
      return [name, /^t=\d+,v1=/.test(value) ? value.replace(",", `,${foreign.split(",")[1]},`) : value];
    }),
  );
}
