import { parentPort, workerData } from "node:worker_threads";
import { sendLoad } from "./load-client";

// The client has a thread of its own, so that preparing the next requests never falls on those that are timed.
const { target, requests, clients } = workerData as { target: string; requests: Uint8Array[]; clients: number };
const buffers = requests.map((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
parentPort?.postMessage(await sendLoad(new URL(target), buffers, clients));
