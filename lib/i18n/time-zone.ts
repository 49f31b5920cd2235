/** Cookie in which the browser tells its IANA time zone, so that the server renders the reader's own clock. */
export const timeZoneCookie = "docketline_time_zone";

/** The reader's time zone, or UTC as long as the browser has not said it. An unknown zone name is not trusted. */
export function chooseTimeZone(cookie: string | undefined): string {
  if (!cookie) return "UTC";
  try {
    new Intl.DateTimeFormat("en", { timeZone: cookie });
    return cookie;
  } catch (error) {
    if (error instanceof RangeError) return "UTC";
    throw error;
  }
}
