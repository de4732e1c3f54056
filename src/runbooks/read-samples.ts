import * as z from 'zod';
import type { EventKind } from '../model/message.ts';
import { checkYaml, type YamlFault } from './checked-yaml.ts';

/** A text as somebody wrote or some program printed it, and the event that it tells of, or its kind. */
export interface Sample {
  text: string;
  event: string;
}

const schema = z.array(z.string().min(1));

/** Reads texts to learn from: lists, each in a file that is named after its event. A name that the vocabulary does not have is a fault. */
export function readSamples(
  files: readonly { path: string; source: string }[],
  events: readonly Pick<EventKind, 'id'>[],
): { samples: Sample[]; faults: YamlFault[] } {
  const ids = new Set(events.map(({ id }) => id));
  const faults: YamlFault[] = [];
  const samples = files.flatMap(({ path, source }) => {
    const event = path.slice(path.lastIndexOf('/') + 1, -'.yml'.length);
    const read = checkYaml(path, source, schema, 'a list of texts');
    faults.push(...read.faults);
    if (!ids.has(event))
      faults.push({
        file: path,
        line: 1,
        column: 1,
        message: `"${event}" is none of the known names. Name the file after one of events.yml, or a kind of text.`,
      });
    return (read.value ?? []).map((text) => ({ text, event }));
  });
  return { samples, faults };
}
