import "server-only";
import type { optoutTasks } from "@/db/schema/optout-tasks";

/** Systems that keep a do-not-contact mark of their own, by the name under which the vault keeps their key. */
export const PUSH_SYSTEMS = ["ghl", "aloware"] as const;
export type PushSystem = (typeof PUSH_SYSTEMS)[number];

export type OptOutTaskKind = (typeof optoutTasks.$inferSelect)["kind"];
export type OptOutTaskState = (typeof optoutTasks.$inferSelect)["state"];

/** Tasks that tell another system something; each is one request, repeated until it is taken. */
export const TELLING_KINDS = ["push_ghl", "push_aloware", "lift_ghl", "lift_aloware"] as const;

/** Sets a mark in the system. */
export function pushKindOf(system: PushSystem): "push_ghl" | "push_aloware" {
  return system === "ghl" ? "push_ghl" : "push_aloware";
}

/** Takes off the mark that was set there from here. */
export function liftKindOf(system: PushSystem): "lift_ghl" | "lift_aloware" {
  return system === "ghl" ? "lift_ghl" : "lift_aloware";
}

/** In a push's detail: the mark stood there before, so that it is not the firm's to take off. */
export const FOREIGN_MARK = "foreign";
/** In a waiting push's detail: the request left and its answer was lost, so that a mark there is ours. */
export const MAYBE_OURS = "maybeOurs";
