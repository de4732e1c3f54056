import { describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../../src/engine/triage.ts';
import { HalfopenError } from '../../../src/errors.ts';
import { ingestSnapshot } from '../../../src/ingest/ingest.ts';
import { createMemory } from '../../../src/ingest/memory.ts';
import { publishHome } from '../../../src/interactions/publish-home.ts';
import type { CompiledRunbook } from '../../../src/model/runbook.ts';
import { sweep } from '../../../src/notify/sweep.ts';
import { compiledBuiltInRunbooks } from '../../support/built-in-runbooks.ts';
import { runQueue } from '../../support/run-queue.ts';
import {
  dropClient,
  JANE,
  seen,
  type TestInteractions,
  testInteractions,
  theIncident,
} from '../../support/test-interactions.ts';

const CLIENT = '10.0.0.5';

/** The built-in runbooks, of which one can't be evaluated. */
function engineWithout(id: string): Engine {
  return createEngine(compiledBuiltInRunbooks().map((one) => (one.id === id ? breaking(one) : one)));
}

function breaking(runbook: CompiledRunbook): CompiledRunbook {
  return Object.defineProperty({ ...runbook }, 'when', {
    get: () => {
      throw new TypeError('broken');
    },
  });
}

const { engine } = testInteractions();
const broken: Engine = {
  ...engine,
  start: () => {
    throw new TypeError('broken');
  },
};

async function home(context: TestInteractions): Promise<string> {
  await publishHome(context, JANE);
  return seen(context.recorded.published.at(-1)?.view);
}

/** The card of a client's incident as it stands in its channel. */
async function cardOf(context: TestInteractions, client = CLIENT): Promise<string> {
  const { id } = await theIncident(context, client);
  return seen(context.chat.standing.find(({ name }) => name.incident === id && name.key === 'card')?.content);
}

async function drop(context: TestInteractions, second: number, client = CLIENT): Promise<void> {
  await dropClient(context, { client, second });
  await runQueue(context, 25_000);
}

describe('a system of which a part can’t be triaged', () => {
  it('says so on its cards, on Home and to the operators, until a triage is clean', async () => {
    const context = testInteractions();
    await drop(context, 0);
    const before = await cardOf(context);
    const partial = { ...context, engine: engineWithout('connection-limit') };

    await drop(partial, 1);
    const [during, onHome, { internalErrors }] = [
      await cardOf(context),
      await home(context),
      await sweep(context),
    ];
    await drop(context, 2);

    expect(before).not.toContain('incomplete');
    expect(during).toContain('may be incomplete: 1 runbook could not be evaluated');
    expect(onHome).toContain('system default: 1 runbook could not be evaluated, since');
    expect(onHome).toContain('internal error');
    expect(internalErrors).toMatchObject([{ subject: 'system default', isWhole: false }]);
    expect(await cardOf(context)).not.toContain('incomplete');
    expect(await home(context)).not.toContain('could not be evaluated');
    expect((await sweep(context)).internalErrors).toEqual([]);
  });

  it('says so on a card that is new too', async () => {
    const context = { ...testInteractions(), engine: engineWithout('connection-limit') };

    await drop(context, 0);

    expect(await cardOf(context)).toContain('may be incomplete');
  });

  it('keeps since when, over all triages that fail', async () => {
    const context = { ...testInteractions(), engine: engineWithout('connection-limit') };
    await drop(context, 0);
    const [first] = (await sweep(context)).internalErrors;
    context.clock.ms += 600_000;

    await drop(context, 600);

    const [second] = (await sweep(context)).internalErrors;
    expect(second?.sinceMs).toBe(first?.sinceMs);
    expect(second?.atMs).toBeGreaterThan(first?.atMs ?? Infinity);
  });
});

describe('a system that can’t be triaged at all', () => {
  it('keeps its evidence, says so, and is triaged whole once it can be', async () => {
    const context = testInteractions();

    await drop({ ...context, engine: broken }, 0);
    const shown = await home(context);
    await drop(context, 1, '10.0.0.6');

    expect(shown).toContain('system default: the evidence could not be triaged');
    expect(await cardOf(context)).toContain(CLIENT);
    expect(await cardOf(context, '10.0.0.6')).toContain('10.0.0.6');
    expect(await home(context)).not.toContain('could not be triaged');
  });

  it('is handed back to be tried again where only the store fails', async () => {
    const context = testInteractions();
    const unavailable = { code: 'store-unavailable', message: 'no answer', hint: '', retryable: true };
    context.table.list = () => Promise.reject(new HalfopenError(unavailable));

    await expect(drop(context, 0)).rejects.toThrow('no answer');
  });
});

describe('evidence that is damaged in the store', () => {
  it.each(['evidence-lines#default', 'snapshot#default'])(
    'costs its own part, and is told: %s',
    async (pk) => {
      const context = testInteractions();
      await ingestSnapshot(context, { host: 'mq-1', role: 'broker', text: 'none', atMs: context.clock.ms });
      await drop(context, 0);
      for (const item of await context.table.list({ pk }, context.clock.ms))
        await context.table.put({ ...item, body: { of: 'another shape' } }, 'any', context.clock.ms);
      context.clock.ms += 600_000;
      // Another process: this one need not read again what it has read.
      context.memory = createMemory();

      await drop(context, 600, '10.0.0.6');

      expect(await cardOf(context, '10.0.0.6')).toContain(
        'may be incomplete: part of the evidence could not be read',
      );
    },
  );
});

describe('an incident whose stored body is damaged', () => {
  it('costs none of the others their triage', async () => {
    const context = testInteractions();
    await drop(context, 0);
    const { fingerprint } = await theIncident(context);
    const item = await context.table.get('incident', fingerprint, context.clock.ms);
    if (!item) throw new Error('no item');
    await context.table.put({ ...item, body: { id: 'damaged' } }, 'any', context.clock.ms);

    await dropClient(context, { second: 1 });
    await drop(context, 2, '10.0.0.6');

    expect(await cardOf(context, '10.0.0.6')).toContain('10.0.0.6');
    expect(await home(context)).toContain('could not be evaluated');
  });
});
