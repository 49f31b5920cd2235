"use client";

import { createContext, type RefObject, useContext } from "react";

/** What the rest of the screen may ask of the composer. */
export type ComposerHandle = {
  reply: () => void;
  note: () => void;
  /** Puts words into the reply, for a message that has to be written differently. */
  write: (text: string) => void;
};

const nowhere: RefObject<ComposerHandle | null> = { current: null };

export const ComposerContext = createContext<RefObject<ComposerHandle | null>>(nowhere);

/** The composer of the open conversation, when there is one. */
export function useComposerHandle(): RefObject<ComposerHandle | null> {
  return useContext(ComposerContext);
}
