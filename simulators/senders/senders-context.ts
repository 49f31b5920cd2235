import type { ApiFaults } from "./api-faults";
import type { Silences } from "./create-silences";
import type { Postman } from "./deliveries/create-postman";
import type { Doors } from "./read-doors";
import type { Sender } from "./sender";

/** What every part of one senders simulator shares. `doors` is asked anew for each request; `origin` is its own address. */
export type SendersContext = {
  senders: readonly Sender[];
  doors: () => Doors;
  postman: Postman;
  silences: Silences;
  apiFaults: ApiFaults;
  pace: number;
  origin: () => string;
};
