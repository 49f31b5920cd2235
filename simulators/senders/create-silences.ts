/** A provider that sends one firm nothing until then. */
export type Silence = { provider: string; firmId: string; until: Date };

export type Silences = {
  begin: (silence: Silence) => void;
  /** Ends those of a provider and a firm; of all where one is left out. */
  end: (which: { provider?: string | undefined; firmId?: string | undefined }) => void;
  isSilent: (provider: string, firmId: string) => boolean;
  /** Those that are going on. */
  list: () => Silence[];
};

/** Keeps which providers are silent towards whom. */
export function createSilences(): Silences {
  let silences: Silence[] = [];
  const current = () => silences.filter(({ until }) => until > new Date());
  const isSame = (one: Silence, provider: string, firmId: string) => one.provider === provider && one.firmId === firmId;
  return {
    begin: (silence) => {
      silences = [...current().filter((one) => !isSame(one, silence.provider, silence.firmId)), silence];
    },
    end: ({ provider, firmId }) => {
      const isMeant = (one: Silence) => isSame(one, provider ?? one.provider, firmId ?? one.firmId);
      silences = current().filter((one) => !isMeant(one));
    },
    isSilent: (provider, firmId) => current().some((one) => isSame(one, provider, firmId)),
    list: current,
  };
}
