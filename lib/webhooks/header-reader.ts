/** Reads a header by its lower-case name; several of one name are joined by ", ", as `Headers` does. */
export type HeaderReader = { get: (name: string) => string | null };
