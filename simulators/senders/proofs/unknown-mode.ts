import type { Target } from "../sender";

/** A simulated provider has no way to make the proof that a door wants. */
export class UnknownMode extends Error {
  constructor({ mode }: Target) {
    super(`this provider cannot prove itself as ${mode}`);
    this.name = "UnknownMode";
  }
}
