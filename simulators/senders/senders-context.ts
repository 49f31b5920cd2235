import type { Silences } from "./create-silences";
import type { Postman } from "./deliveries/create-postman";
import type { Doors } from "./read-doors";
import type { Sender } from "./sender";

/** What every part of one senders simulator shares. `doors` is asked anew for each request. */
export type SendersContext = {
  senders: readonly Sender[];
  doors: () => Doors;
  postman: Postman;
  silences: Silences;
  pace: number;
};
