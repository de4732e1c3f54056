import { createTelemetry } from '../src/adapters/telemetry.ts';

const telemetry = createTelemetry('answer');

/** Does slow work for Slack after the acknowledgement. Nothing is handed to it yet; what it does not know is counted. */
export async function handler(
  event: { work?: unknown },
  _context: unknown,
): Promise<{ done: false; why: string }> {
  telemetry.count('Refused', 1);
  telemetry.flush();
  return { done: false, why: `unknown work: ${typeof event?.work}` };
}
