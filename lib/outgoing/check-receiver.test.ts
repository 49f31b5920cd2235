import { expect, test } from "vitest";
import { checkReceiver } from "./check-receiver";
import type { HostAddress } from "./resolve-receiver";

const CLOSED = { allowLoopback: false };
const DEMO = { allowLoopback: true };

function answering(...addresses: string[]) {
  const asked: string[] = [];
  const resolve = async (host: string): Promise<HostAddress[]> => {
    asked.push(host);
    return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  };
  return { asked, resolve };
}

async function problemOf(url: string, addresses: string[] = ["93.184.215.14"], policy = CLOSED) {
  const check = await checkReceiver(url, { policy, resolve: answering(...addresses).resolve });
  return check.ok ? null : check.problem;
}

test("WH-13 a public https address is taken as the parser writes it, without a fragment", async () => {
  const check = await checkReceiver("HTTPS://Hook.EU1.make.com:443/abc?x=1#top", {
    policy: CLOSED,
    resolve: answering("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c").resolve,
  });
  expect(check).toEqual({
    ok: true,
    receiver: { url: "https://hook.eu1.make.com/abc?x=1", host: "hook.eu1.make.com" },
  });
});

test.each([
  ["https://127.0.0.1/", "private_address"],
  ["https://[::1]/", "private_address"],
  ["https://169.254.169.254/latest/meta-data/", "private_address"],
  ["https://168.63.129.16/", "private_address"],
  ["https://100.100.100.200/", "private_address"],
  ["https://[fd00:ec2::254]/", "private_address"],
  ["https://10.1.2.3/", "private_address"],
  ["https://172.31.255.255/", "private_address"],
  ["https://192.168.0.1/", "private_address"],
  ["https://100.64.0.1/", "private_address"],
  ["https://0.0.0.0/", "private_address"],
  ["https://224.0.0.1/", "private_address"],
  ["https://255.255.255.255/", "private_address"],
  ["https://240.0.0.1/", "private_address"],
  ["https://198.18.0.1/", "private_address"],
  ["https://192.0.0.192/", "private_address"],
  ["https://0x7f.1/", "private_address"],
  ["https://2130706433/", "private_address"],
  ["https://017700000001/", "private_address"],
  ["https://127.1/", "private_address"],
  ["https://127.0.0.1./", "private_address"],
  ["https://①②⑦.⓪.⓪.①/", "private_address"],
  ["https://[::ffff:127.0.0.1]/", "private_address"],
  ["https://[::ffff:93.184.215.14]/", "private_address"],
  ["https://[::127.0.0.1]/", "private_address"],
  ["https://[64:ff9b::7f00:1]/", "private_address"],
  ["https://[64:ff9b:1::1]/", "private_address"],
  ["https://[2002:7f00:1::]/", "private_address"],
  ["https://[2001:0:7f00:1::]/", "private_address"],
  ["https://[fe80::1]/", "private_address"],
  ["https://[fec0::1]/", "private_address"],
  ["https://[fc00::1]/", "private_address"],
  ["https://[ff02::1]/", "private_address"],
  ["https://[2001:db8::1]/", "private_address"],
  ["https://[::]/", "private_address"],
  ["https://localhost/", "private_name"],
  ["https://a.localhost/", "private_name"],
  ["https://intranet/", "private_name"],
  ["https://printer.local/", "private_name"],
  ["https://metadata.google.internal/", "private_name"],
  ["https://hook.example.com./", "private_name"],
  ["https://user@hook.example.com/", "credentials"],
  ["https://user:password@hook.example.com/", "credentials"],
  ["https://:@hook.example.com:8443/", "port"],
  ["https://hook.example.com:8443/", "port"],
  ["https://hook.example.com:80/", "port"],
  ["http://hook.example.com/", "not_https"],
  ["ftp://hook.example.com/", "not_https"],
  ["file:///etc/passwd", "not_https"],
  ["gopher://127.0.0.1:6379/_FLUSHALL", "not_https"],
  ["javascript:alert(1)", "not_https"],
  ["hook.example.com/path", "not_a_url"],
  ["https://", "not_a_url"],
  ["https://hook.example.com\\@127.0.0.1/", "not_a_url"],
  ["https://hook.exam\nple.com/", "not_a_url"],
  ["https://hook.example.com/ a", "not_a_url"],
  [`https://hook.example.com/${"a".repeat(2_048)}`, "not_a_url"],
] as const)("WH-13 %s is refused when it is saved: %s", async (url, problem) => {
  expect(await problemOf(url)).toBe(problem);
});

test.each([
  ["127.0.0.1"],
  ["93.184.215.14", "10.0.0.5"],
  ["93.184.215.14", "::1"],
  ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:169.254.169.254"],
  ["not an address"],
])("WH-13 a name that leads to %s is refused: one address that is not public suffices", async (...addresses) => {
  expect(await problemOf("https://hook.example.com/", addresses)).toBe("private_address");
});

test("WH-13 a name without an address is refused, and so is one whose resolver fails", async () => {
  expect(await problemOf("https://hook.example.com/", [])).toBe("unresolvable");
  const check = await checkReceiver("https://hook.example.com/", {
    policy: CLOSED,
    resolve: () => Promise.reject(new Error("ENOTFOUND")),
  });
  expect(check).toEqual({ ok: false, problem: "unresolvable" });
});

test("WH-13 what the text refuses is not looked up", async () => {
  const { asked, resolve } = answering("93.184.215.14");
  await checkReceiver("https://127.0.0.1/", { policy: CLOSED, resolve });
  await checkReceiver("http://hook.example.com/", { policy: CLOSED, resolve });
  expect(asked).toEqual([]);
});

test("WH-13 the demonstration's switch opens this machine and nothing beside it", async () => {
  expect(await problemOf("http://localhost:4444/hook", ["127.0.0.1", "::1"], DEMO)).toBeNull();
  expect(await problemOf("http://127.0.0.1:4444/hook", [], DEMO)).toBeNull();
  expect(await problemOf("http://[::1]:4444/hook", [], DEMO)).toBeNull();
  expect(await problemOf("http://localhost:4444/hook", ["127.0.0.1", "10.0.0.1"], DEMO)).toBe("private_address");
  expect(await problemOf("http://10.0.0.1:4444/hook", [], DEMO)).toBe("not_https");
  expect(await problemOf("https://hook.example.com/", ["127.0.0.1"], DEMO)).toBe("private_address");
  expect(await problemOf("http://user@localhost:4444/", ["127.0.0.1"], DEMO)).toBe("credentials");
});
