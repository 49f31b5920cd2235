import { z } from "zod";

/** Monday to Sunday, as ISO 8601 numbers them. */
export const ISO_WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export type IsoWeekday = (typeof ISO_WEEKDAYS)[number];

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);

const dayWindow = z
  .strictObject({ opens: clock, closes: clock })
  .refine((window) => window.opens < window.closes, { path: ["closes"] });

/**
 * Opening hours by local ISO weekday. `opens` is inside and `closes` is outside, as `HH:MM` on a 24-hour clock (`24:00` is
 * the end of the day); a missing day is closed.
 */
export const weeklyHours = z.strictObject({
  1: dayWindow.exactOptional(),
  2: dayWindow.exactOptional(),
  3: dayWindow.exactOptional(),
  4: dayWindow.exactOptional(),
  5: dayWindow.exactOptional(),
  6: dayWindow.exactOptional(),
  7: dayWindow.exactOptional(),
});

export type DayWindow = z.output<typeof dayWindow>;
export type WeeklyHours = z.output<typeof weeklyHours>;
