import type { InputSource } from '../model/input.ts';
import { DATED_LEVEL_START } from '../observe/log-start.ts';
import { observe } from '../observe/observe.ts';
import { decode } from '../observe/wrappers/decode.ts';

/** Whether most lines of a sample are rows of a table rather than records of a log. */
export function holdsRows(sample: Uint8Array, source: InputSource): boolean {
  const text = decode(sample);
  if (DATED_LEVEL_START.test(text)) return false;
  const { observations } = observe(text, source);
  return (
    observations.filter(({ kind }) => kind !== 'log' && kind !== 'setting' && kind !== 'figure').length * 2 >
    observations.length
  );
}
