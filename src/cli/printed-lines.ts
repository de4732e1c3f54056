import { basename, dirname } from 'node:path';
import { runbookFiles } from '../adapters/runbook-files.ts';
import type { CataloguedMessage, EventKind } from '../model/message.ts';
import { filledOut, fixedLetters, parseTemplate } from '../model/message-template.ts';
import type { PrintedLines } from '../model/printed-lines.ts';
import { type LineWords, wordsAlone } from '../observe/logs/line-words.ts';
import { readEvents, readMessages } from '../runbooks/read-messages.ts';
import { throwFaults } from './throw-faults.ts';

/** With fewer fixed letters, or two short words, a line is anybody's: `connect timeout` may be a setting. */
const LEAST_LETTERS = 12;
const ENOUGH_LETTERS = 20;
const LEAST_WORDS = 3;
const FILLING = 'orders';

/** Reads the catalogue of a folder with `events.yml` and `messages/`, and finds its lines of this kind. Throws with all faults of its files. */
export function printedLinesIn(folder: string): PrintedLines {
  const files = runbookFiles(folder);
  const named = files.find(({ path }) => basename(path) === 'events.yml');
  const { events, faults } = readEvents(named ?? { path: 'events.yml', source: '' });
  const within = files.filter(({ path }) => basename(dirname(path)) === 'messages');
  const { messages, faults: inMessages } = readMessages(within, events);
  throwFaults([...faults, ...inMessages]);
  return printedLines(messages, events);
}

/**
 * Lines of messages of trouble that by their words alone look as if a person wrote them, or like code. The others need no mention.
 */
function printedLines(messages: readonly CataloguedMessage[], events: readonly EventKind[]): PrintedLines {
  const healthy = new Set(events.flatMap(({ id, healthy: isHealthy }) => (isHealthy ? [id] : [])));
  const texts = messages.filter(({ event }) => !healthy.has(event)).map(({ text }) => text.split('\n'));
  return {
    first: misread(
      texts.flatMap(([first = '']) => first),
      ['prose', 'code'],
    ),
    further: misread(
      texts.flatMap(([, ...further]) => further),
      ['prose'],
    ),
  };
}

function misread(lines: readonly string[], as: readonly LineWords[]): string[] {
  const found = lines
    .map((line) => line.trim())
    .filter((line) => {
      const template = parseTemplate(line);
      const letters = fixedLetters(template);
      if (letters < LEAST_LETTERS) return false;
      if (letters < ENOUGH_LETTERS && line.split(' ').length < LEAST_WORDS) return false;
      return as.includes(wordsAlone(filledOut(template, FILLING)));
    });
  return [...new Set(found.map(shortened))].toSorted();
}

/** So much of a long line is enough to know it. */
const ENOUGH_CHARACTERS = 90;

/** Holes have no blanks, so that none is cut. */
function shortened(line: string): string {
  return line.length <= ENOUGH_CHARACTERS
    ? line
    : `${line.slice(0, line.lastIndexOf(' ', ENOUGH_CHARACTERS))} {rest}`;
}
