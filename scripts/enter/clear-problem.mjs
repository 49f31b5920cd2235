/** A failure that the person at the terminal can mend: the message is the whole report, without a stack. */
export class ClearProblem extends Error {
  clear = true;
}
