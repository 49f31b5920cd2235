/** The simulator cannot do what was asked; `message` says why in words for the person who asked. */
export class SenderRefusal extends Error {
  readonly status: 400 | 404 | 409;

  constructor(status: 400 | 404 | 409, message: string) {
    super(message);
    this.name = "SenderRefusal";
    this.status = status;
  }
}
