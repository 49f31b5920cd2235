/** Cookie that holds `1` while the rail is collapsed, so that the server draws it that way at once. */
export const railCookie = "docketline_rail";
