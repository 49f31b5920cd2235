/** A failure that the person at the terminal can mend: the message is the whole report, shown without a stack. */
export class StartProblem extends Error {
  override readonly name = "StartProblem";
  readonly exitCode: number;

  constructor(message: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.exitCode = options.exitCode ?? 1;
  }
}
