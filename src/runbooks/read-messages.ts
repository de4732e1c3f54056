import * as z from 'zod';
import type { CataloguedMessage, EventKind } from '../model/message.ts';
import { checkYaml, type YamlFault } from './checked-yaml.ts';

const messagesSchema = z.strictObject({
  product: z.string(),
  messages: z.array(
    z.strictObject({
      text: z.string().min(1),
      event: z.string(),
      level: z.string().exactOptional(),
      exception: z.string().exactOptional(),
      doubtful: z.boolean().exactOptional(),
      versions: z.string().exactOptional(),
      source: z.string().exactOptional(),
    }),
  ),
});

const eventsSchema = z.record(
  z.string().regex(/^[a-z0-9-]+$/),
  z.strictObject({
    means: z.string().min(8),
    healthy: z.boolean().default(false),
    symptom: z.boolean().default(false),
  }),
);

/** One file of the catalogue. */
interface CatalogueFile {
  path: string;
  source: string;
}

/** Reads the vocabulary of events. */
export function readEvents({ path, source }: CatalogueFile): { events: EventKind[]; faults: YamlFault[] } {
  const { value, faults } = checkYaml(path, source, eventsSchema, 'the events');
  return { events: Object.entries(value ?? {}).map(([id, kind]) => ({ id, ...kind })), faults };
}

/** Reads the messages of products. An event that the vocabulary does not have is a fault. */
export function readMessages(
  files: readonly CatalogueFile[],
  events: readonly EventKind[],
): { messages: CataloguedMessage[]; faults: YamlFault[] } {
  const ids = new Set(events.map(({ id }) => id));
  const faults: YamlFault[] = [];
  const messages = files.flatMap(({ path, source }) => {
    const read = checkYaml(path, source, messagesSchema, 'a catalogue of messages');
    faults.push(...read.faults);
    const { product = '', messages: found = [] } = read.value ?? {};
    found.forEach(({ event }, i) => {
      if (ids.has(event)) return;
      const message = `"${event}" is no event. Take one of knowledge/events.yml, or add it there.`;
      faults.push({ file: path, ...read.locate(['messages', i, 'event']), message });
    });
    return found.map((one) => ({ product, ...one }));
  });
  return { messages, faults };
}
