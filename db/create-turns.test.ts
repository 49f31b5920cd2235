import { expect, test } from "vitest";
import { createTurns, type Waiter } from "./create-turns";

/** Work that is under way until it is ended, in a list of those that began. */
function stage() {
  const inTurn = createTurns();
  const begun: string[] = [];
  const take = (waiter: Waiter, name: string) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const ended = inTurn(waiter, async () => {
      begun.push(name);
      await promise;
      return name;
    });
    return { end: resolve, ended };
  };
  return { inTurn, begun, take };
}

test("one after the other, people before machines, each among themselves in their order", async () => {
  const { begun, take } = stage();
  const all = [
    take("machine", "job 1"),
    take("machine", "job 2"),
    take("person", "page 1"),
    take("machine", "job 3"),
    take("person", "page 2"),
  ];
  expect(begun).toEqual(["job 1"]);
  for (const each of all) each.end();
  expect(await Promise.all(all.map(({ ended }) => ended))).toEqual(["job 1", "job 2", "page 1", "job 3", "page 2"]);
  expect(begun).toEqual(["job 1", "page 1", "page 2", "job 2", "job 3"]);
});

test("a machine that waits gets a turn after eight of people", async () => {
  const { begun, take } = stage();
  const first = take("person", "page 0");
  const machine = take("machine", "job");
  const pages = Array.from({ length: 12 }, (_, index) => take("person", `page ${index + 1}`));
  for (const each of [first, machine, ...pages]) each.end();
  await Promise.all([first, machine, ...pages].map(({ ended }) => ended));
  expect(begun.indexOf("job")).toBe(9);
});

test("what fails gives its turn on", async () => {
  const { inTurn } = stage();
  await expect(inTurn("machine", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await inTurn("person", async () => "page")).toBe("page");
});

test("a page that takes some steps of the process to its transaction comes before the next of a machine", async () => {
  const { begun, take } = stage();
  const jobs = [take("machine", "job 1"), take("machine", "job 2")];
  for (const each of jobs) each.end();
  await jobs[0]?.ended;
  for (let step = 0; step < 5; step += 1) await new Promise((resolve) => setImmediate(resolve));
  const page = take("person", "page");
  page.end();
  await Promise.all([page, ...jobs].map(({ ended }) => ended));
  expect(begun).toEqual(["job 1", "page", "job 2"]);
});

test("between two turns whatever else the process has to do is let in, and may come before the next", async () => {
  const { begun, take } = stage();
  const jobs = [take("machine", "job 1"), take("machine", "job 2"), take("machine", "job 3")];
  for (const each of jobs) each.end();
  await jobs[0]?.ended;
  const page = await new Promise<ReturnType<typeof take>>((resolve) => {
    setImmediate(() => resolve(take("person", "page")));
  });
  page.end();
  await Promise.all([page, ...jobs].map(({ ended }) => ended));
  expect(begun.indexOf("page")).toBeLessThan(3);
});
