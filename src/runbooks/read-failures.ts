import * as z from 'zod';
import type { ErrnoKind } from '../model/errno-kind.ts';
import { checkYaml, type YamlFault } from './checked-yaml.ts';

const texts = z.array(z.string().min(3)).default([]);
const numbers = z.array(z.int()).default([]);
const failuresSchema = z.record(
  z.string().regex(/^E[A-Z_]{3,}$/),
  z.strictObject({
    means: z.string().min(8),
    operation: z.enum(['connect', 'read', 'write', 'bind', 'accept', 'resolve']).exactOptional(),
    always: z.boolean().default(false),
    linux: z.int().exactOptional(),
    bsd: z.int().exactOptional(),
    windows: z.int().exactOptional(),
    win32: numbers,
    gai: numbers,
    symbols: texts,
    names: texts,
    kinds: texts,
    words: texts,
    beside: texts,
    connecting: texts,
  }),
);

/** Reads knowledge/failures.yml: the failures, or all faults of the file. */
export function readFailures(path: string, source: string): { kinds: ErrnoKind[]; faults: YamlFault[] } {
  const { value, faults } = checkYaml(path, source, failuresSchema, 'the failures');
  return { kinds: Object.entries(value ?? {}).map(([errno, kind]) => ({ errno, ...kind })), faults };
}
