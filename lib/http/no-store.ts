/** For every answer that a signed-in person or a provider gets: no cache on the way may keep it (WEB-03). */
export const NO_STORE = { "Cache-Control": "private, no-store" } as const;
