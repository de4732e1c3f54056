import * as z from 'zod';
import { FIELDS } from '../model/fields.ts';
import type { EventKind } from '../model/message.ts';
import { HOLE_KINDS, type Telling, type Tellings } from '../model/tellings.ts';
import { checkYaml, type YamlFault } from './checked-yaml.ts';

/** A stem that is shorter begins too many words. */
const SHORTEST_STEM = 3;

/** A port is a word as well. */
const phrase = z.coerce
  .string()
  .refine(
    (text) => withoutHoles(text) === withoutHoles(text).toLowerCase(),
    'has a capital. Write phrases in lower case.',
  )
  .refine((text) => pieces(text).every(isLongEnough), 'has a stem of fewer than three letters.')
  .refine(
    (text) => pieces(text).every(isKnownHole),
    'has a hole that is no field of a telling, or of no kind.',
  );
const phrases = z.array(phrase).min(1);
const phraseLists = z.array(phrases).min(1);

const telling = z.strictObject({
  all: phraseLists,
  also: z.array(phrases).default([]),
  none: z.array(phrase).default([]),
  instead: z.array(z.string()).default([]),
  exceeds: z.strictObject({ factors: z.array(z.string()).min(1), limit: z.string() }).exactOptional(),
  counted: z.strictObject({ of: phrases, least: z.int().min(1) }).exactOptional(),
  within: z.int().min(1).max(5).default(3),
});

const schema = z.strictObject({
  own: phrases,
  narrated: phrases,
  imperative: phrases,
  hypothetical: phrases,
  certain: phrases,
  denied: phrases,
  otherwise: phrases,
  words: z.record(z.string(), phrases),
  terms: z.record(z.string(), phrases),
  events: z.record(z.string(), z.array(telling).min(1)),
  circumstances: z.record(z.string(), z.array(telling).min(1)),
});

const NO_MARKS = {
  own: [],
  narrated: [],
  imperative: [],
  hypothetical: [],
  certain: [],
  denied: [],
  otherwise: [],
};

/** Reads how people tell of events. An event that the vocabulary does not have is a fault, and so is a term that is not there. */
export function readTellings(
  { path, source }: { path: string; source: string },
  events: readonly EventKind[],
): { tellings: Tellings; faults: YamlFault[] } {
  const { value, faults, locate } = checkYaml(path, source, schema, 'the tellings');
  const ids = new Set(events.map(({ id }) => id));
  const { events: told = {}, circumstances: beside = {}, terms = {}, words = {}, ...marks } = value ?? {};
  const [toldRules, circumstances] = [rulesOf(told), rulesOf(beside)];
  const rules = [...toldRules, ...circumstances];
  const unknown = rules.flatMap(({ event, instead }) =>
    [event, ...instead].filter((one) => !ids.has(one)).map((name) => ({ event, name })),
  );
  const missing = rules.filter(({ all, also, none }) =>
    [...all, ...also, none].flat().some((one) => one.startsWith('$') && !(one.slice(1) in terms)),
  );
  const at = (event: string) => ({
    file: path,
    ...locate([event in told ? 'events' : 'circumstances', event], 'key'),
  });
  return {
    tellings: {
      ...NO_MARKS,
      ...marks,
      words,
      terms,
      events: toldRules,
      circumstances,
    },
    faults: [
      ...faults,
      ...unknown.map(({ event, name }) => ({
        ...at(event),
        message: `"${name}" is no event. Take one of events.yml.`,
      })),
      ...missing.map(({ event }) => ({
        ...at(event),
        message: `"${event}" names a term that is not there.`,
      })),
      ...unknownSets(terms, rules, words).map((one) => ({
        file: path,
        ...locate(['words'], 'key'),
        message: `has no ${one}, which a phrase names.`,
      })),
    ],
  };
}

function rulesOf(ways: Record<string, Omit<Telling, 'event'>[]>): Telling[] {
  return Object.entries(ways).flatMap(([event, all]) => all.map((way) => ({ event, ...way })));
}

function pieces(text: string): string[] {
  return text.split(' ');
}

function withoutHoles(text: string): string {
  return pieces(text)
    .filter((piece) => !piece.startsWith('{'))
    .join(' ');
}

function isLongEnough(piece: string): boolean {
  return !piece.endsWith('*') || piece.length > SHORTEST_STEM;
}

/** Sets of words that phrases name and `words` does not have. */
function unknownSets(
  terms: Tellings['terms'],
  rules: readonly Telling[],
  words: Tellings['words'],
): readonly string[] {
  const lists = [...Object.values(terms), ...rules.flatMap(({ all, also, none }) => [...all, ...also, none])];
  const named = lists.flatMap((some) => some.flatMap(pieces)).filter((piece) => piece.startsWith('<'));
  return [...new Set(named)].filter((piece) => !(piece.slice(1, -1) in words));
}

function isKnownHole(piece: string): boolean {
  if (!piece.startsWith('{')) return true;
  const [name = '', kind = 'count'] = piece.slice(1, -1).split(':');
  return piece.endsWith('}') && name in FIELDS.telling && HOLE_KINDS.some((one) => one === kind);
}
