import { randomUUID } from "node:crypto";
import type { Fault } from "../faults/faults";

/**
 * `planned`: its time has not come; `sending`: under way; `waiting`: will be tried again; `answered`: 2xx; `refused`: any
 * other answer, and no further try; `unanswered`: no answer, and no further try; `silent`: the provider sent nothing;
 * `stopped`: the simulator ended first.
 */
export type DeliveryState =
  | "planned"
  | "sending"
  | "waiting"
  | "answered"
  | "refused"
  | "unanswered"
  | "silent"
  | "stopped";

/** What became of one delivery, without anything that was in it. `answer` is what the desk's last answer says of itself. */
export type DeliveryRecord = {
  id: string;
  playId: string;
  at: string;
  provider: string;
  firmId: string;
  firmName: string;
  scene: string;
  label: string;
  faults: readonly Fault[];
  state: DeliveryState;
  attempts: number;
  status: number | null;
  answer: string | null;
  problem: string | null;
  latencyMs: number | null;
  /** What the last answer asked for. */
  retryAfterSeconds: number | null;
};

export type RecordSubject = Pick<
  DeliveryRecord,
  "playId" | "provider" | "firmId" | "firmName" | "scene" | "label" | "faults"
>;

export function newRecord(subject: RecordSubject): DeliveryRecord {
  return {
    ...subject,
    id: randomUUID(),
    at: new Date().toISOString(),
    state: "planned",
    attempts: 0,
    status: null,
    answer: null,
    problem: null,
    latencyMs: null,
    retryAfterSeconds: null,
  };
}
