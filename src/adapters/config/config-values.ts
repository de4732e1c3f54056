import * as z from 'zod';
import { DURATION, durationMs } from '../../model/duration.ts';

/** A duration as people write it: `30s`, `5m`, `2h`, `7d`. Gives milliseconds. */
export const duration = z
  .string()
  .regex(DURATION, 'is not a duration. Write 30s, 5m, 2h or 7d.')
  .transform((text) => durationMs(text) ?? 0);

/** A time of day, `22:00`. */
export const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day. Write 22:00, in quotes.');

/** A time zone of the IANA database, as the runtime knows it. */
export const timeZone = z
  .string()
  .refine(isTimeZone, 'is not a time zone. Write one like Europe/Berlin or UTC.');

/** The id of a user group or user at Slack. */
export const slackId = z
  .string()
  .regex(
    /^[USW][A-Z0-9]{2,20}$/,
    'is not a Slack id. Write the id of a user group (S…) or a user (U…), not its name.',
  );

/** A time without a zone, in ISO 8601 to the minute: it is of the time zone beside it. */
export const localTime = z.iso.datetime({
  local: true,
  precision: -1,
  error: 'is not a local time. Write 2026-11-02T09:00, in quotes.',
});

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }).format(0));
  } catch {
    return false;
  }
}

/** A channel by its name, or its id. */
export const channel = z
  .string()
  .regex(/^[#@]?[\w.-]{1,80}$/, 'is not a channel. Write "#on-call" in quotes, or its id.');
