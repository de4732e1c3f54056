import { addressOf } from '../../model/address.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import { countedConcerned } from '../concerned.ts';
import { cut } from '../cut.ts';
import { counted } from '../in-words.ts';

type Facts = Diagnosis['facts'];

/** Facts that name somebody, the one that people page by first. */
const NAMES = ['clientName', 'queue', 'group', 'database', 'process'] as const;
const DETAILS = [
  ['client', 'client'],
  ['user', 'user'],
  ['vhost', 'virtual host'],
  ['node', 'node'],
  ['server', 'server'],
  ['peer', 'peer'],
] as const;
const MOST_DETAILS = 3;
const LONGEST_NAME = 60;

/** Whom a cause concerns, by the name that its connection gave itself where one is known: `orders-worker (client 10.0.0.5, user orders)`. */
export function concernedInWords({ facts, concerns = [] }: Pick<Diagnosis, 'facts' | 'concerns'>): string {
  const many = concerns.map(countedConcerned).join(', ');
  const names = NAMES.flatMap((fact) => nameOf(facts, fact)).slice(0, 2);
  const details = DETAILS.flatMap(([fact, word]) => detail(facts, fact, word)).slice(0, MOST_DETAILS);
  const [first, ...rest] = [...(many === '' ? [] : [many]), ...names, ...details];
  if (first === undefined) return serverOf(facts);
  return rest.length > 0 ? `${first} (${rest.join(', ')})` : first;
}

/** Where somebody wanted to go of whom nothing else is known, as a program that was started by hand says it. */
function serverOf({ serverHost, serverPort }: Facts): string {
  if (typeof serverHost !== 'string') return '';
  return `server ${cut(serverHost, LONGEST_NAME)}${serverPort === undefined ? '' : `:${String(serverPort)}`}`;
}

function nameOf(facts: Facts, fact: (typeof NAMES)[number]): string[] {
  const value = facts[fact];
  if (typeof value !== 'string') return [];
  if (fact === 'process') {
    const { pid } = facts;
    return [`${cut(value, LONGEST_NAME)}${typeof pid === 'string' ? `, pid ${pid}` : ''}`];
  }
  const more = severalOf(facts, fact).size - 1;
  const word = fact === 'clientName' ? '' : `${fact} `;
  return [`${word}${cut(value, LONGEST_NAME)}${more > 0 ? ` and ${more} more` : ''}`];
}

/** Several connections of one address are one client. */
function detail(facts: Facts, fact: string, word: string): string[] {
  const value = facts[fact];
  // Nearly every client uses the default virtual host.
  if (typeof value !== 'string' || value === '' || value === '/') return [];
  const all = severalOf(facts, fact);
  const addresses = new Set([...all].map((one) => addressOf(one)));
  if (all.size < 2) return [`${word} ${cut(value, LONGEST_NAME)}`];
  if (addresses.size === 1) return [`${word} ${addressOf(value)}, ${counted(all.size, 'connection')}`];
  return [`${word} ${cut(value, LONGEST_NAME)} and ${addresses.size - 1} more`];
}

function severalOf(facts: Facts, fact: string): Set<string> {
  const all = facts[`all${fact.slice(0, 1).toUpperCase()}${fact.slice(1)}`];
  return new Set(Array.isArray(all) ? all.map(String) : [String(facts[fact])]);
}
