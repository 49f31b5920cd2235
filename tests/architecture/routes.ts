type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

/** A route handler with the function that decides who may ask, or `public` for whom anybody may. */
type Route = { file: string; methods: readonly Method[]; check: string; why: string };

export const ROUTES: readonly Route[] = [];
