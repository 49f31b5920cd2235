import { expect, test } from "vitest";
import { provisionalAddress } from "@/lib/domain/contact-mappings/external-contact";
import { addressKind } from "./address-kind";

test("a number, a hidden number and a person of another system are told apart", () => {
  expect(addressKind("+16025550142")).toBe("number");
  expect(addressKind("89012345678901@lid")).toBe("hidden");
  expect(
    addressKind(provisionalAddress({ provider: "ghl", account: "loc-1", externalId: "kH45d@x".slice(0, 5) })),
  ).toBe("elsewhere");
});
