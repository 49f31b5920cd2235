/** The server acts on a request and closes the connection without an answer. */
export class ConnectionDropped extends Error {
  constructor() {
    super("The simulator dropped the connection before it answered");
    this.name = "ConnectionDropped";
  }
}
