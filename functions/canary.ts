import { createLogWriter } from '../src/adapters/canary/log-writer.ts';
import { runCanary } from '../src/adapters/canary/run-canary.ts';
import { createTelemetry } from '../src/adapters/telemetry.ts';
import { composeStore } from './compose.ts';

const telemetry = createTelemetry('canary');
const context = composeStore();
const write = createLogWriter(process.env);

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Runs once an hour: from a log line to its card, the whole way. The alarm `canary-missing` rings when none comes twice. */
export async function handler(_event: unknown, _context: unknown): Promise<{ tookMs: number | undefined }> {
  try {
    const tookMs = await runCanary(context, write, sleep);
    if (tookMs === undefined) telemetry.log.error('no card came of the line of the canary');
    telemetry.count('CanaryCards', tookMs === undefined ? 0 : 1);
    telemetry.count('CanaryMs', tookMs ?? 0);
    return { tookMs };
  } finally {
    telemetry.flush();
  }
}
