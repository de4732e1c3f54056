import type { BlockRead, BlockReader } from '../block-reader.ts';
import { jsonListing } from './json-listing.ts';

const OPENS = /^\s{0,200}\{?\s{0,4}"permissions"\s{0,4}:\s{0,4}(?=\[)/;

/** Reads the permissions within RabbitMQ's exported definitions, which may be a part of them. */
export const definitions: BlockReader = {
  format: 'definitions',
  read(lines, from, context): BlockRead | undefined {
    const first = lines[from];
    const key = OPENS.exec((first?.text ?? '').slice(0, 400))?.[0];
    if (first === undefined || key === undefined) return undefined;
    const list = [{ ...first, text: first.text.slice(key.length) }, ...lines.slice(from + 1, from + 4000)];
    const read = jsonListing.read(list, 0, context);
    return read && { ...read, next: from + read.next };
  },
};
