import type { ErrnoKind } from './errno-kind.ts';
import kinds from './errno-kinds.json' with { type: 'json' };

/** The failures of knowledge/failures.yml. */
export const ERRNO_KINDS = kinds as readonly ErrnoKind[];

/** What stands before an error number that is one of the system. Lower case. */
export const NUMBER_LEADS: readonly string[] = [
  'errno',
  'os error',
  'system error: ',
  'winerror',
  'socketexception (',
  'nsposixerrordomain code=',
  'posixerrorcode(rawvalue: ',
  '[system:',
  'connect error: ',
  'socket error: ',
  'connect_error:_',
];
const KIND_LEADS = [
  'kind: ',
  'kind(',
  'SocketError.',
  'SocketErrorCode: ',
  'SocketErrorCode=',
  'SocketErrorCode = ',
];

/** One text that stands for a failure. `needs`: it does so only beside a call, or only beside a connect or a look-up. */
export interface ErrnoSpelling {
  text: string;
  errno: string;
  needs?: 'operation' | 'connecting';
}

/** The texts that stand for a failure, without the bare numbers; any case. */
export function spellingsOf(kind: ErrnoKind): ErrnoSpelling[] {
  const { errno } = kind;
  const plain = [
    ...(errno.startsWith('EAI_') ? [] : [errno, `WSA${errno}`]),
    ...kind.symbols,
    ...kind.names,
    ...kind.kinds.flatMap((name) => KIND_LEADS.map((lead) => `${lead}${name}`)),
    ...kind.words,
    ...(kind.windows === undefined ? [] : [`0x8007${kind.windows.toString(16)}`]),
  ];
  return [
    ...plain.map((text) => ({ text, errno })),
    ...kind.beside.map((text) => ({ text, errno, needs: 'operation' as const })),
    ...kind.connecting.map((text) => ({ text, errno, needs: 'connecting' as const })),
  ];
}

/** Characters before a bare number of Windows; behind a digit or a colon it is part of another number or a port. */
export const BEFORE_NUMBER: readonly string[] = [' ', '(', '[', '=', '#', '"', "'"];

/** From here on numbers of Linux are those of the network; smaller ones stand in brackets for anything. */
const LEAST_BRACKETED = 98;

/** A number of Linux in brackets, alone or behind what the call returned, or below zero, as it stands where its words were cut off or translated: `(111: `, `[111]`, `(-1 111)`, `-111`. */
export function bracketedOf({ linux = 0 }: ErrnoKind): string[] {
  if (linux < LEAST_BRACKETED) return [];
  return [`(${linux}:`, `(${linux})`, `[${linux}]`, `(-1 ${linux})`, `-${linux}`];
}

/** The numbers of a failure as they stand alone, in brackets or below zero. */
export function numbersOf(kind: ErrnoKind): string[] {
  return [...(kind.windows === undefined ? [] : [String(kind.windows)]), ...bracketedOf(kind)];
}

/** Fixed texts, one of which or of its numbers any record of such a failure holds. Lower case. */
export function textsOfErrno(kind: ErrnoKind): string[] {
  return [...spellingsOf(kind).map(({ text }) => text.toLowerCase()), ...NUMBER_LEADS];
}
