/** Thrown out of a call's waits when somebody ends the call. */
export class HangUp extends Error {
  readonly endedReason: string;

  constructor(endedReason: string) {
    super(`The call was ended: ${endedReason}`);
    this.name = "HangUp";
    this.endedReason = endedReason;
  }
}
