import * as z from 'zod';

const UNITS_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A length of time as people write it: `30s`, `5m`, `2h`, `7d`. Gives milliseconds. */
const duration = z
  .string()
  .regex(/^\d{1,6}[smhd]$/, 'is no length of time. Write 30s, 5m, 2h or 7d.')
  .transform((text) => Number(text.slice(0, -1)) * (UNITS_MS[text.slice(-1)] ?? 0));

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is no time of day. Write 22:00, in quotes.');
const timeZone = z.string().refine(isTimeZone, 'is no time zone. Write one like Europe/Berlin or UTC.');

const route = z.strictObject({
  name: z.string().min(1),
  match: z.record(z.string(), z.string()).default({}),
  channel: z.string().regex(/^[#@]?[\w.-]{1,80}$/, 'is no channel. Write "#on-call" in quotes, or its id.'),
  quietHours: z
    .strictObject({
      from: clockTime,
      to: clockTime,
      timeZone: timeZone.default('UTC'),
      days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).default([]),
    })
    .exactOptional(),
});

const source = z
  .strictObject({
    logGroup: z.string().min(1).exactOptional(),
    host: z.string().min(1).exactOptional(),
    role: z.enum(['broker', 'client', 'host', 'peer']).exactOptional(),
    system: z.string().min(1).default('default'),
    silentAfter: duration.exactOptional(),
  })
  .refine(
    ({ logGroup, host }) => (logGroup === undefined) !== (host === undefined),
    'needs logGroup or host, one of them.',
  );

/** `halfopen.yml`. Every key may be left out. */
export const configSchema = z.strictObject({
  routes: z.array(route).default([]),
  sources: z.array(source).default([]),
  incidents: z
    .strictObject({
      quiet: duration.default(1_800_000),
      flap: duration.default(1_800_000),
      groupWait: duration.default(5_000),
      repeat: duration.default(14_400_000),
      evidence: duration.default(21_600_000),
      worseFactor: z.number().min(2).max(1_000).default(10),
    })
    .prefault({}),
  channels: z
    .strictObject({
      budgetCards: z.number().int().min(1).max(1_000).default(20),
      budgetWindow: duration.default(600_000),
      pace: duration.default(1_000),
    })
    .prefault({}),
  ownLogGroups: z.array(z.string().min(1)).default(['/aws/lambda/halfopen*']),
  longestSilence: duration.default(604_800_000),
});

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }).format(0));
  } catch {
    return false;
  }
}
