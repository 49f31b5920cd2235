import { FAULTS } from "../faults/faults";
import type { SendersContext } from "../senders-context";
import { HEADLINES } from "./headlines";

/** What can be played, and for whom: never with a secret. */
export function listScenes({ senders, doors }: SendersContext) {
  const { doors: known, problem } = doors();
  return {
    problem,
    senders: senders.map(({ provider, name, scenes, otherRetries }) => ({
      provider,
      name,
      scenes: scenes.map(({ id, title }) => ({ id, title })),
      retries: Object.keys(otherRetries ?? {}),
      firms: known
        .filter((door) => door.provider === provider)
        .map(({ firmId, firmName, mode, account }) => ({ firmId, firmName, mode, account })),
    })),
    headlines: HEADLINES.map(({ id, title }) => ({ id, title })),
    faults: FAULTS,
  };
}
