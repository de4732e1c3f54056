import {
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  Registry,
  type RegistryContentType,
} from 'prom-client';
import { listOpen } from '../src/store/incident-lists.ts';
import { listSources } from '../src/store/source-items.ts';
import type { StoreContext } from '../src/store/store-context.ts';
import type { Handler } from './aws/function-runner.ts';

const BUCKETS_SEC = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60];

/** Metrics of the host in OpenMetrics. */
export interface HostMetrics {
  /** Wraps a function so that its runs are counted and timed. */
  measured(name: string, handler: Handler): Handler;
  /** What stands in the store now, and what was counted since the start. */
  render(store: Pick<StoreContext, 'table' | 'nowMs'>): Promise<{ type: string; body: string }>;
}

/** Starts with nothing counted. Labels are names of our own and of the configuration: nothing that a log says becomes one. */
export function createHostMetrics(): HostMetrics {
  const register = new Registry<RegistryContentType>();
  register.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  collectDefaultMetrics({ register });
  const { runs, seconds, open, heard } = ownMetrics([register]);
  return {
    measured: (name, handler) => async (event, invocation) => {
      const end = seconds.startTimer({ function: name });
      try {
        const result = await handler(event, invocation);
        runs.inc({ function: name, outcome: 'done' });
        return result;
      } catch (error) {
        runs.inc({ function: name, outcome: 'failed' });
        throw error;
      } finally {
        end();
      }
    },
    async render(store) {
      open.reset();
      heard.reset();
      const context = store as StoreContext;
      for (const { system, runbook, severity, owner, explained } of await listOpen(context))
        if (!explained) open.inc({ system, runbook, severity, acknowledged: owner ? 'yes' : 'no' });
      for (const { name, heardMs } of await listSources(context))
        heard.set({ source: name }, heardMs / 1_000);
      return { type: register.contentType, body: await register.metrics() };
    },
  };
}

function ownMetrics(registers: Registry<RegistryContentType>[]) {
  return {
    runs: new Counter({
      name: 'halfopen_function_runs',
      help: 'Runs of a function, by how they ended',
      labelNames: ['function', 'outcome'],
      registers,
    }),
    seconds: new Histogram({
      name: 'halfopen_function_seconds',
      help: 'How long a run of a function took',
      labelNames: ['function'],
      buckets: BUCKETS_SEC,
      registers,
    }),
    open: new Gauge({
      name: 'halfopen_incidents_open',
      help: 'Open incidents that are no symptom of another',
      labelNames: ['system', 'runbook', 'severity', 'acknowledged'],
      registers,
    }),
    heard: new Gauge({
      name: 'halfopen_source_last_heard_timestamp_seconds',
      help: 'When a log group or host last sent something',
      labelNames: ['source'],
      registers,
    }),
  };
}
