import { inChain, traceAfter } from './lineage.ts';
import type { LocalAnswer, LocalRequest } from './local-request.ts';

/** A Lambda function's handler: two arguments, as Node 24 on Lambda demands. */
export type Handler = (event: never, context: Invocation) => Promise<unknown>;

/** What a handler learns of its invocation, as far as ours ask. */
interface Invocation {
  functionName: string;
  awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/** What each function has; a host that stops gives none. */
const TIMEOUT_MS = 60_000;
const RETRIES = 2;
const RETRY_AFTER_MS = 1_000;

/** Runs functions by name, as Lambda's Invoke API does, and knows what is still running. */
export interface FunctionRunner {
  invoke(name: string, event: unknown, caller?: Caller): Promise<unknown>;
  /** Runs it without anybody waiting; a failure is tried twice more, as Lambda does with asynchronous events. */
  invokeLater(name: string, event: unknown): void;
  has(name: string): boolean;
  /** Stops retrying failed events. Resolves when no function is running, or after the timeout. */
  drain(withinMs: number): Promise<void>;
}

/** `trace`: the trace header of the call that invokes; the function's own calls carry on its chain. */
interface Caller {
  trace?: string;
  awsRequestId?: string;
}

/** Makes a runner of handlers. `note` is told of every failure, `watch` of every event before it is handled. */
export function createRunner(
  handlers: Readonly<Record<string, Handler>>,
  note: (message: string) => void,
  watch: (name: string, event: unknown) => void = () => undefined,
): FunctionRunner {
  const running = new Set<Promise<unknown>>();
  let isDraining = false;
  const invoke = (
    name: string,
    event: unknown,
    { trace = '', awsRequestId = crypto.randomUUID() }: Caller = {},
  ): Promise<unknown> => {
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
    if (!handler) return Promise.reject(new Error(`there is no function ${name}`));
    watch(name, event);
    const context = invocationOf(name, awsRequestId, () => isDraining);
    const run = inChain(traceAfter(trace, name), () => handler(structuredClone(event) as never, context));
    running.add(run);
    return run.finally(() => running.delete(run));
  };
  const again = async (name: string, event: unknown): Promise<void> => {
    // Lambda tries a failed event again under the same id.
    const awsRequestId = crypto.randomUUID();
    for (let tries = 0; tries <= RETRIES && !(isDraining && tries > 0); tries++) {
      try {
        await invoke(name, event, { awsRequestId });
        return;
      } catch (error) {
        note(`${name} failed: ${(error as Error).message}`);
        await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS * (tries + 1)).unref());
      }
    }
  };
  return {
    invoke,
    invokeLater: (name, event) => void again(name, event),
    has: (name) => Object.hasOwn(handlers, name),
    async drain(withinMs) {
      isDraining = true;
      await allEnd(running, withinMs);
    },
  };
}

/** Waits for all that run, and what they begin, or for the timeout. */
async function allEnd(running: ReadonlySet<Promise<unknown>>, withinMs: number): Promise<void> {
  const timeout = new Promise((resolve) => setTimeout(resolve, withinMs).unref());
  while (running.size > 0) {
    const isLate = await Promise.race([
      Promise.allSettled(running).then(() => false),
      timeout.then(() => true),
    ]);
    if (isLate) return;
  }
}

function invocationOf(functionName: string, awsRequestId: string, isStopping: () => boolean): Invocation {
  const endMs = performance.now() + TIMEOUT_MS;
  const getRemainingTimeInMillis = () => (isStopping() ? 0 : Math.max(0, endMs - performance.now()));
  return { functionName, awsRequestId, getRemainingTimeInMillis };
}

/** Lambda's Invoke API: `POST /2015-03-31/functions/{name}/invocations`; undefined for other paths. */
export async function answerInvoke(
  runner: FunctionRunner,
  request: LocalRequest,
): Promise<LocalAnswer | undefined> {
  const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.path)?.[1];
  if (name === undefined || request.method !== 'POST') return undefined;
  if (!runner.has(name))
    return json(
      404,
      { Type: 'User', Message: `Function not found: ${name}` },
      { 'x-amzn-errortype': 'ResourceNotFoundException' },
    );
  const event = parse(request.body.toString('utf8'));
  if (event === undefined)
    return json(
      400,
      { Type: 'User', Message: 'The payload is not JSON' },
      { 'x-amzn-errortype': 'InvalidRequestContentException' },
    );
  const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type === 'DryRun') return { status: 204, type: 'text/plain', body: '' };
  if (type === 'Event') {
    runner.invokeLater(name, event.value);
    return { status: 202, type: 'text/plain', body: '' };
  }
  try {
    return json(200, (await runner.invoke(name, event.value)) ?? null);
  } catch (error) {
    const { name: errorType, message: errorMessage } = error as Error;
    return json(200, { errorType, errorMessage }, { 'x-amz-function-error': 'Unhandled' });
  }
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: text === '' ? {} : (JSON.parse(text) as unknown) };
  } catch {
    return undefined;
  }
}

function json(status: number, value: unknown, headers: Record<string, string> = {}): LocalAnswer {
  return { status, type: 'application/json', body: JSON.stringify(value), headers };
}
