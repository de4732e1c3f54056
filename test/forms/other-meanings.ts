import { basename, dirname, join } from 'node:path';
import { runbookFiles } from '../../src/adapters/runbook-files.ts';
import { type Beginning, beginningOf, cutPlaceAt, lettersBefore } from '../../src/detect/cut-template.ts';
import { isUsable, parseTemplate } from '../../src/model/message-template.ts';
import { readEvents, readMessages } from '../../src/runbooks/read-messages.ts';
import { speakersOf } from '../evaluate/catalogue.ts';
import { compiledBuiltInRunbooks } from '../support/built-in-runbooks.ts';
import { root } from '../support/run-halfopen.ts';

/** So long a fixed text tells where a message begins. */
const LEAST_PIECE = 8;

interface Known {
  beginning: Beginning;
  piece: string;
  runbooks: ReadonlySet<string>;
}

let known: Known[] | undefined;

/**
 * Whether a line that was cut off may be the beginning of messages of which some show a runbook and some do not: `disk resource limit
 * alarm` goes on with "set" or "cleared".
 */
export function mayMeanOtherwise(line: string, runbook: string): boolean {
  known ??= readKnown();
  const places = known.flatMap(({ beginning, piece, runbooks }) => {
    const at = line.lastIndexOf(piece);
    const place = at < 0 ? undefined : cutPlaceAt(line, beginning, at);
    return place ? [{ letters: lettersBefore(beginning, place), shows: runbooks.has(runbook) }] : [];
  });
  const most = places.reduce((letters, one) => Math.max(letters, one.letters), 0);
  const best = places.filter(({ letters }) => letters === most);
  return best.some(({ shows }) => shows) && best.some(({ shows }) => !shows);
}

function readKnown(): Known[] {
  const files = runbookFiles(join(root, 'knowledge'));
  const { events } = readEvents(
    files.find(({ path }) => basename(path) === 'events.yml') ?? { path: '', source: '' },
  );
  const { messages } = readMessages(
    files.filter(({ path }) => basename(dirname(path)) === 'messages'),
    events,
  );
  const speakers = speakersOf(compiledBuiltInRunbooks());
  return messages.flatMap(({ text, event }) => {
    const template = parseTemplate(text);
    const first = template.pieces.findIndex((piece) => piece.trim().length >= LEAST_PIECE);
    if (first < 0 || !isUsable(template)) return [];
    const piece = template.pieces[first]?.slice(0, LEAST_PIECE) ?? '';
    return [{ beginning: beginningOf(template, first), piece, runbooks: speakers.get(event) ?? new Set() }];
  });
}
