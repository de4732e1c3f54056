import type { Operation } from '../../../model/errno-kind.ts';

const WORDS: Record<Operation, string> = {
  connect:
    'connect connecting connectex dial dialing opensocket fsockopen create_connection open_connection stream_socket_client',
  read: 'read reading recv recvfrom recvmsg wsarecv receive receiving readv fread',
  write: 'write writing send sending sendto sendmsg wsasend writev fwrite flush',
  bind: 'bind binding listen listening listener listeners',
  accept: 'accept accepting acceptex',
  resolve: 'resolve resolving getaddrinfo gethostbyname lookup',
};
const OF_WORD = new Map(
  Object.entries(WORDS).flatMap(([operation, words]) =>
    words.split(' ').map((word) => [word, operation as Operation] as const),
  ),
);
/** Calls whose name decides, whatever the text says of the step in them that failed. */
const DECIDING = new Map<string, Operation>([
  ['lookup', 'resolve'],
  ['getaddrinfo', 'resolve'],
  ['gethostbyname', 'resolve'],
  ['stream_socket_server', 'bind'],
]);
const NAME = /[A-Za-z_]\w*/g;
/** `socketRead0` and `create_listener` consist of words. */
const PART = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g;
const SYSCALL = /\bsyscall['"]?: ?['"](\w{3,20})/;

/** The frames of Java right below the line of an exception, the call that failed first. */
const FRAMES = /^\n(?:\s+at [^\n]*\n?)+/;

const AFTER_CHARS = 40;
const LINE_CHARS = 160;
const LINES_CHARS = 400;

/**
 * Which call failed, for a failure that stands in `text` from `start` to `end`: named right behind it ("- recvfrom(2)", "(Read failed)"),
 * before it in its line, in the lines before (the innermost frame of Python), or in those behind (that of Java). `isNear`: in its line.
 */
export function operationNear(
  text: string,
  start: number,
  end: number,
): { operation: Operation; isNear: boolean } | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = endOfLine(text, end);
  const before = operationsIn(text.slice(Math.max(lineStart, start - LINE_CHARS), start));
  const own = operationsIn(text.slice(start, Math.min(end, start + LINE_CHARS)));
  const behind = operationsIn(clauseOf(text.slice(end, Math.min(lineEnd, end + AFTER_CHARS))));
  const frame = operationsIn(FRAMES.exec(text.slice(lineEnd, lineEnd + LINES_CHARS))?.[0] ?? '')[0];
  const near =
    before.find(({ decides }) => decides) ??
    behind[0] ??
    before.findLast(({ isClass }) => !isClass) ??
    frame ??
    before.at(-1) ??
    own[0];
  if (near) return { operation: near.operation, isNear: true };
  const above = operationsIn(text.slice(Math.max(0, lineStart - LINES_CHARS), lineStart));
  const below = text.slice(lineEnd, lineEnd + LINES_CHARS);
  const far =
    OF_WORD.get(SYSCALL.exec(below)?.[1]?.toLowerCase() ?? '') ??
    above.at(-1)?.operation ??
    operationsIn(below)[0]?.operation;
  return far && { operation: far, isNear: false };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** What follows belongs to the failure up to the end of the sentence. */
function clauseOf(text: string): string {
  const end = text.search(/[.;] |[.;]$/);
  return end < 0 ? text : text.slice(0, end);
}

interface Named {
  operation: Operation;
  decides: boolean;
  /** The name of an exception: Java throws a BindException where connect finds no local port, too. */
  isClass: boolean;
}

function operationsIn(text: string): Named[] {
  return [...text.matchAll(NAME)].flatMap(([name]): Named[] => {
    const deciding = DECIDING.get(name.toLowerCase());
    const operation = deciding ?? operationOf(name);
    const isClass = /(?:Exception|Error)$/.test(name);
    return operation ? [{ operation, decides: deciding !== undefined, isClass }] : [];
  });
}

function operationOf(name: string): Operation | undefined {
  const whole = OF_WORD.get(name.toLowerCase());
  if (whole) return whole;
  const parts = name.match(PART) ?? [];
  for (const part of parts) {
    const operation = OF_WORD.get(part.toLowerCase());
    if (operation) return operation;
  }
  return undefined;
}
