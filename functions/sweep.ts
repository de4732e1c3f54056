import { createTelemetry } from '../src/adapters/telemetry.ts';
import { type Swept, sweep } from '../src/notify/sweep.ts';
import { composeNotify } from './compose-notify.ts';

const telemetry = createTelemetry('sweep');
const ready = composeNotify();

/** Runs each minute. `time` (ISO 8601, as EventBridge sets it) is taken for now. */
export async function handler(event: { time?: string }, _context: unknown): Promise<Swept> {
  const context = await ready();
  const timeMs = Date.parse(event?.time ?? '');
  const swept = await sweep(Number.isNaN(timeMs) ? context : { ...context, nowMs: () => timeMs });
  telemetry.count('Swept', 1);
  telemetry.count('Resolved', swept.resolved);
  for (const { message, channel, subject, hint, atMs } of swept.refusals)
    telemetry.log.error(message, { channel, subject, hint, at: new Date(atMs).toISOString() });
  for (const { message, outlet, hint } of swept.outlets) telemetry.log.error(message, { outlet, hint });
  telemetry.count('OutletsBehind', swept.outlets.length);
  telemetry.count('SlackRefused', swept.refusals.length);
  telemetry.reportFailures(swept.failures);
  for (const { subject, what, hint, sinceMs } of swept.internalErrors)
    telemetry.log.error(`${subject}: ${what}`, { hint, since: new Date(sinceMs).toISOString() });
  telemetry.count('InternalErrors', swept.internalErrors.length);
  telemetry.flush();
  return swept;
}
