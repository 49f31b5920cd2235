import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from "jose";
import type { ClerkSimulator } from "@/simulators/clerk/create-clerk-simulator";
import { ISSUER } from "@/simulators/clerk/testing/test-instance";

/** The claims of a session token, after its signature was checked against the instance's published keys. */
export async function readClaims(simulator: ClerkSimulator, token: string): Promise<JWTPayload> {
  const response = await simulator.fetch(new Request("http://127.0.0.1/fapi/.well-known/jwks.json"));
  const keys: JSONWebKeySet = await response.json();
  const { payload } = await jwtVerify(token, createLocalJWKSet(keys), { issuer: ISSUER, algorithms: ["RS256"] });
  return payload;
}
