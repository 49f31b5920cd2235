/** Request header in which the middleware hands a page its own address (path and query); pages cannot read it otherwise. */
export const PATH_HEADER = "x-docketline-path";
