import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { webhookEvents } from "@/db/schema/webhook-events";
import { webhookRefusals } from "@/db/schema/webhook-refusals";
import { inTenant } from "@/db/tenant";
import { type BlackHole, startBlackHole } from "./black-hole";
import type { Finding } from "./finding";
import { demand, memoryOf, openTextFirm, settle, startLeanDoor } from "./gateway-stage";
import type { OwnPostgres } from "./own-postgres";
import type { Stage } from "./stage";
import { post, startTraffic, type TextDoor, textDelivery } from "./text-sender";

const PER_SECOND = 30;
const MOST_GROWTH_MB = 60;

/** PostgreSQL crashes five times under 30 texts a second; door and worker stay as they are (AVL-03). */
export async function restartPostgres(stage: Stage, postgres: OwnPostgres): Promise<Finding[]> {
  const firm = await openTextFirm("restart");
  const door = await startLeanDoor(stage);
  const worker = await stage.startWorker();
  const traffic = startTraffic(door.to(firm), PER_SECOND);
  await wait(4_000);
  const memoryBefore = memoryOf(door.process);
  const recoveries: number[] = [];
  for (let crash = 0; crash < 5; crash += 1) {
    await postgres.restart();
    const upAt = Date.now();
    await eventually(() => traffic.successes().some((at) => at > upAt), 30_000);
    const first = traffic.successes().find((at) => at > upAt);
    recoveries.push(first === undefined ? Number.POSITIVE_INFINITY : (first - upAt) / 1_000);
    await wait(2_000);
  }
  await traffic.stop();
  const finding = await settle("PostgreSQL crashed five times", firm, traffic.acknowledged());
  if (!worker.isRunning()) process.stderr.write(worker.output().slice(-2_000));
  const isUp = { door: door.process.isRunning(), worker: worker.isRunning() };
  const growth = isUp.door ? memoryOf(door.process) - memoryBefore : 0;
  const slowest = Math.max(...recoveries);
  const others = Object.keys(traffic.statuses()).filter((status) => !["200", "503", "0"].includes(status));
  await Promise.all([door.process.kill(), worker.kill()]);
  return [
    finding,
    demand(
      "recovery after each crash",
      {
        "the door stayed up": isUp.door,
        "the worker stayed up": isUp.worker,
        "takes deliveries within 10 s": slowest <= 10,
        "answers nothing but 200 and 503": others.length === 0,
        [`memory stays flat (${growth.toFixed(0)} MB)`]: growth < MOST_GROWTH_MB,
      },
      slowest,
    ),
  ];
}

/** The network to the database swallows everything for ten seconds: fast refusals, then all is as before. */
export async function blackHoleDatabase(stage: Stage, port: number): Promise<Finding[]> {
  const firm = await openTextFirm("hole");
  const hole: BlackHole = await startBlackHole(port);
  const url = new URL(stage.databaseUrl);
  url.port = String(hole.port);
  const door = await startLeanDoor(stage, { DATABASE_URL: url.href });
  const worker = await stage.startWorker();
  const traffic = startTraffic(door.to(firm), PER_SECOND);
  await wait(3_000);
  hole.swallow();
  await wait(10_000);
  const slowest = Math.max(...traffic.milliseconds());
  hole.release();
  const openAt = Date.now();
  await eventually(() => traffic.successes().some((at) => at > openAt), 30_000);
  const seconds = ((traffic.successes().find((at) => at > openAt) ?? Number.POSITIVE_INFINITY) - openAt) / 1_000;
  await traffic.stop();
  const finding = await settle("the database is a black hole", firm, traffic.acknowledged());
  await Promise.all([door.process.kill(), worker.kill()]);
  await hole.close();
  const facts = { "no answer took 10 s": slowest < 10_000, "takes deliveries within 10 s": seconds <= 10 };
  return [finding, demand("refusals and recovery", facts, seconds)];
}

/** A worker is killed twenty times at random points while texts come in. */
export async function killWorkersAtRandom(stage: Stage): Promise<Finding> {
  const firm = await openTextFirm("kills");
  const door = await startLeanDoor(stage);
  const traffic = startTraffic(door.to(firm), PER_SECOND);
  for (let kill = 0; kill < 20; kill += 1) {
    const worker = await stage.startWorker();
    await wait(Math.random() * 1_500);
    await worker.kill();
  }
  await traffic.stop();
  const worker = await stage.startWorker();
  const startedAt = Date.now();
  const finding = await settle("a worker killed twenty times", firm, traffic.acknowledged(), { waitSeconds: 180 });
  await Promise.all([door.process.kill(), worker.kill()]);
  return { ...finding, seconds: (Date.now() - startedAt) / 1_000 };
}

/** A server whose clock is ten minutes off refuses what is signed with a time, and says by how much (AVL-07). */
export async function moveClock(stage: Stage): Promise<Finding> {
  const facts: Record<string, boolean> = {};
  for (const minutes of [-10, 10]) {
    const firm = await openTextFirm("clock");
    const door = await startLeanDoor(stage, { DOOR_CLOCK_MINUTES: String(minutes) });
    const { status } = await post(door.to(firm), textDelivery(firm));
    const [refusal] = await inTenant(firm.principal, (tx) => tx.select().from(webhookRefusals));
    const skew = Number(refusal?.facts["skewSeconds"]);
    facts[`${minutes} min: refused`] = status === 401;
    facts[`${minutes} min: explained`] = refusal?.reason === "stale" && Math.abs(Math.abs(skew) - 600) < 30;
    facts[`${minutes} min: nothing kept`] = (await inTenant(firm.principal, (tx) => tx.$count(webhookEvents))) === 0;
    await door.process.kill();
  }
  return demand("a clock ten minutes off", facts);
}

/** Redis is configured and gone: no delivery waits for it (AVL-04). */
export async function loseRedis(stage: Stage): Promise<Finding> {
  const firm = await openTextFirm("redis");
  const settings = { UPSTASH_REDIS_REST_URL: "http://127.0.0.1:9", UPSTASH_REDIS_REST_TOKEN: "gone" };
  const door = await startLeanDoor(stage, settings);
  const target = door.to(firm);
  await post(target, textDelivery(firm));
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(target, textDelivery(firm))));
  await door.process.kill();
  return demand("Redis is gone", {
    "every delivery is taken": answers.every(({ status }) => status === 200),
    "none waits": answers.every(({ milliseconds }) => milliseconds < 3_000),
  });
}

/** Bodies of 50 MB and without end, from twenty senders at once, and senders that drip a byte a second. */
export async function sendTooMuch(stage: Stage): Promise<Finding[]> {
  const firm = await openTextFirm("much");
  const door = await startLeanDoor(stage);
  const target = door.to(firm);
  await post(target, textDelivery(firm));
  // Once without looking: what a young process takes for its own code is not what a sender makes it take.
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => sendRaw(target, index % 2 ? 50 * 2 ** 20 : Number.POSITIVE_INFINITY)),
  );
  const before = memoryOf(door.process);
  const large = await Promise.all(Array.from({ length: 20 }, () => sendRaw(target, 50 * 2 ** 20)));
  const endless = await Promise.all(Array.from({ length: 20 }, () => sendRaw(target, Number.POSITIVE_INFINITY)));
  const growth = memoryOf(door.process) - before;
  const slow = Array.from({ length: 50 }, () => drip(target));
  const genuine: number[] = [];
  for (let sent = 0; sent < 60; sent += 1) {
    const { status, milliseconds } = await post(target, textDelivery(firm));
    genuine.push(status === 200 ? milliseconds : Number.POSITIVE_INFINITY);
  }
  const ended = await Promise.all(slow);
  const still = await post(target, textDelivery(firm));
  await door.process.kill();
  return [
    demand("50 MB and endless bodies", {
      "50 MB are refused": large.every((status) => status === 413),
      "endless ones are refused": endless.every((status) => status === 413 || status === 0),
      [`memory stays flat (${growth.toFixed(0)} MB)`]: growth < 50,
    }),
    demand("senders that drip", {
      "genuine deliveries pass beside them": genuine.every((milliseconds) => milliseconds < 2_000),
      "each is ended": ended.every((seconds) => seconds < 60),
      "the door still takes deliveries": still.status === 200,
    }),
  ];
}

/** Sends `bytes` of a body in pieces and gives the status that came back; 0 when the connection was only cut. */
function sendRaw(door: TextDoor, bytes: number): Promise<number> {
  return new Promise((resolve) => {
    const piece = Buffer.alloc(65_536, 0x20);
    const isChunked = bytes === Number.POSITIVE_INFINITY;
    let answer = "";
    let sent = 0;
    const socket = connect(door.port, "127.0.0.1", () => {
      const length = isChunked ? "transfer-encoding: chunked" : `content-length: ${bytes}`;
      socket.write(
        `POST ${door.path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${length}\r\n\r\n`,
      );
      write();
    });
    const write = () => {
      while (sent < bytes && socket.writable) {
        sent += piece.length;
        const isRoom = isChunked
          ? socket.write(Buffer.concat([Buffer.from("10000\r\n"), piece, Buffer.from("\r\n")]))
          : socket.write(piece);
        if (!isRoom) return void socket.once("drain", write);
      }
    };
    const timer = setTimeout(() => socket.destroy(), 20_000);
    socket.on("data", (bytes) => {
      answer += bytes.toString("latin1");
    });
    socket.on("error", () => {});
    socket.once("close", () => {
      clearTimeout(timer);
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0));
    });
  });
}

/** A byte a second; gives the seconds after which the server had enough. */
function drip(door: TextDoor): Promise<number> {
  return new Promise((resolve) => {
    const startedAt = Date.now();
    const socket = connect(door.port, "127.0.0.1", () => {
      socket.write(
        `POST ${door.path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n`,
      );
    });
    const timer = setInterval(() => socket.write(" "), 1_000);
    const limit = setTimeout(() => socket.destroy(), 70_000);
    socket.on("error", () => {});
    socket.on("data", () => {});
    socket.once("close", () => {
      clearInterval(timer);
      clearTimeout(limit);
      resolve((Date.now() - startedAt) / 1_000);
    });
  });
}

async function eventually(holds: () => boolean, milliseconds: number): Promise<void> {
  for (let waited = 0; waited < milliseconds && !holds(); waited += 50) await wait(50);
}
