import { createHash } from 'node:crypto';
import { InvokeStore, InvokeStoreBase } from '@aws/lambda-invoke-store';

/** Lambda stops a function that has run so often in one chain of invocations (docs.aws.amazon.com/lambda, invocation-recursion). */
export const LONGEST_CHAIN = 16;

const LINEAGE = 'Lineage=';

/** How often a function has run in the chain that a trace header names: `Lineage=<function>:<count>|…`. */
export function runsOf(trace: string, functionName: string): number {
  return lineageOf(trace).get(nameIn(functionName)) ?? 0;
}

/** The trace header of an invocation of a function that follows another, or of one that begins a chain (an empty one). */
export function traceAfter(trace: string, functionName: string): string {
  const lineage = lineageOf(trace);
  lineage.set(nameIn(functionName), runsOf(trace, functionName) + 1);
  const counts = [...lineage].map(([name, count]) => `${name}:${count}`).join('|');
  const root = trace.split(';').find((part) => part.startsWith('Root=')) ?? `Root=${newRoot()}`;
  return `${root};${LINEAGE}${counts}`;
}

const store = InvokeStore.getInstanceAsync(true);

/** Runs a function so that the calls of the SDK within it carry a trace header, also while others run. */
export async function inChain<T>(trace: string, run: () => Promise<T>): Promise<T> {
  return (await store).run({ [InvokeStoreBase.PROTECTED_KEYS.X_RAY_TRACE_ID]: trace }, run);
}

function lineageOf(trace: string): Map<string, number> {
  const lineage = trace.split(';').find((part) => part.startsWith(LINEAGE)) ?? LINEAGE;
  const counts = lineage
    .slice(LINEAGE.length)
    .split('|')
    .filter((part) => part !== '');
  return new Map(
    counts.map((part) => {
      const [name = '', count] = part.split(':');
      return [name, Number(count)];
    }),
  );
}

function nameIn(functionName: string): string {
  return createHash('sha256').update(functionName).digest('hex').slice(0, 8);
}

function newRoot(): string {
  return `1-${Math.floor(Date.now() / 1_000).toString(16)}-${crypto.randomUUID().replaceAll('-', '').slice(0, 24)}`;
}
