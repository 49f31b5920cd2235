import { expect, test } from "vitest";
import { addressBlock } from "./address-block";
import { clientAddress } from "./client-address";

const SOCKET = "203.0.113.9";

function from(forwardedFor: string | null, trustedHops: number, socketAddress: string | undefined = SOCKET): string {
  return clientAddress({ socketAddress, forwardedFor, trustedHops });
}

test("WH-12 without a proxy the connection's address counts, whatever the header claims", () => {
  for (const claim of [null, "", "198.51.100.1", "198.51.100.1, 198.51.100.2", "junk"]) {
    expect(from(claim, 0)).toBe(SOCKET);
  }
});

test("WH-12 behind proxies the entry that the outermost of them wrote counts, and claims before it do not", () => {
  expect(from("192.0.2.66, 198.51.100.1", 1)).toBe("198.51.100.1");
  expect(from("192.0.2.66, 198.51.100.1, 10.0.0.1", 2)).toBe("198.51.100.1");
  expect(from("192.0.2.66,192.0.2.67,198.51.100.1,10.0.0.1", 2)).toBe("198.51.100.1");
});

test("a request that came past one of the proxies is known by the first that wrote", () => {
  expect(from("198.51.100.1", 2)).toBe("198.51.100.1");
  expect(from(null, 2)).toBe(SOCKET);
});

test("an entry that is no address falls back to the connection, and that to unknown", () => {
  for (const junk of ["unknown", "_hidden", "999.1.1.1", "a, ", "198.51.100.1 x"]) expect(from(junk, 1)).toBe(SOCKET);
  expect(clientAddress({ socketAddress: undefined, forwardedFor: "junk", trustedHops: 1 })).toBe("unknown");
});

test("ports, brackets and IPv4 in IPv6 notation are taken off", () => {
  expect(from("198.51.100.1:4711", 1)).toBe("198.51.100.1");
  expect(from("[2001:db8::1]:4711", 1)).toBe("2001:db8::1");
  expect(from("[2001:db8::1]", 1)).toBe("2001:db8::1");
  expect(from("2001:db8::1", 1)).toBe("2001:db8::1");
  expect(from(null, 0, "::ffff:203.0.113.9")).toBe(SOCKET);
});

test("WH-12 an IPv6 address is limited by its /64, an IPv4 address by itself", () => {
  const block = "2001:db8:0:7::/64";
  for (const address of ["2001:db8:0:7::1", "2001:0DB8:0:7:ffff:1:2:3", "2001:db8:0:7:8::", "2001:db8:0:7:1:2:3:4"]) {
    expect(addressBlock(address)).toBe(block);
  }
  expect(addressBlock("2001:db8:0:8::1")).not.toBe(block);
  expect(addressBlock("::1")).toBe("0:0:0:0::/64");
  expect(addressBlock("fe80::1%eth0")).toBe("fe80:0:0:0::/64");
  expect(addressBlock(SOCKET)).toBe(SOCKET);
  expect(addressBlock("unknown")).toBe("unknown");
});
