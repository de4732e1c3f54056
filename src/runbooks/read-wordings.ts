import * as z from 'zod';
import type { EventKind } from '../model/message.ts';
import type { Wordings } from '../model/wordings.ts';
import { checkYaml, type YamlFault } from './checked-yaml.ts';

const phrases = z
  .array(
    z.string().refine((text) => text === text.toLowerCase(), 'has a capital. Write phrases in lower case.'),
  )
  .min(1);

const wordingsSchema = z.strictObject({
  'anywhere-healthy': phrases,
  events: z.record(
    z.string(),
    z.strictObject({ all: z.array(phrases).min(1), none: phrases.default([]), about: phrases.default([]) }),
  ),
});

/** Reads how people write of events. An event that the vocabulary does not have is a fault. */
export function readWordings(
  { path, source }: { path: string; source: string },
  events: readonly EventKind[],
): { wordings: Wordings; faults: YamlFault[] } {
  const { value, faults, locate } = checkYaml(path, source, wordingsSchema, 'the wordings');
  const ids = new Set(events.map(({ id }) => id));
  const unknown = Object.keys(value?.events ?? {}).filter((event) => !ids.has(event));
  return {
    wordings: {
      healthy: value?.['anywhere-healthy'] ?? [],
      events: Object.entries(value?.events ?? {}).map(([event, rule]) => ({ event, ...rule })),
    },
    faults: [
      ...faults,
      ...unknown.map((event) => ({
        file: path,
        ...locate(['events', event], 'key'),
        message: `"${event}" is no event. Take one of events.yml.`,
      })),
    ],
  };
}
