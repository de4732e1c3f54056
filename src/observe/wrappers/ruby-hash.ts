import { level } from '../level.ts';
import { fieldTimeMs } from '../times/whole-time.ts';
import type { Unwrapped } from './wrapper.ts';

const START = /^\{:\w{1,40}=>/;
const PAIR = /:(\w{1,40})=>(?:"((?:[^"\\]|\\.){0,8000})"?|:?([\w.:-]{1,80}))/g;
const DETAILS = ['exception', 'error', 'error_class', 'error_message', 'class', 'reason'];

/** A Hash as Ruby prints it, which Logstash up to version 2 wrote as its records: `{:timestamp=>"…", :message=>"…", :level=>:warn}`. */
export function rubyHash(text: string): Unwrapped | undefined {
  if (!START.test(text)) return undefined;
  const pairs = new Map<string, string>();
  for (const [, key = '', quoted, plain] of text.slice(0, 16_000).matchAll(PAIR))
    if (!pairs.has(key)) pairs.set(key, quoted ?? plain ?? '');
  const message = pairs.get('message') ?? pairs.get('msg');
  if (message === undefined) return undefined;
  const details = DETAILS.flatMap((key) => pairs.get(key) ?? []);
  return {
    text: [message, ...details].join('\n').replaceAll('\\"', '"'),
    atMs: fieldTimeMs(pairs.get('timestamp')),
    level: level(pairs.get('level') ?? ''),
  };
}
