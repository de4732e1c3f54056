/** Longest ending of a file's name that says what it is, `.json`. */
const LONGEST_ENDING = 5;
/** A longer piece of a name that has a digit is an id. */
const LONGEST_COUNTED = 8;

/**
 * The name of an input with its numbers, ids and single letters masked. Two are named as the same log of two machines is where these
 * are the same: `mq01.log` and `mq02.log`, `kafka-1/server.log` and `kafka-2/server.log`, two streams of a log group.
 */
export function maskedName(name: string): string {
  return segments(name).map(masked).join('/');
}

/** What of an input's name is not in another that is alike: `mq01`, `kafka-1`. */
export function partThatDiffers(one: string, other: string): string {
  const others = segments(other);
  const own = segments(one).filter((segment, i) => segment !== others[i]);
  return own.map(withoutEnding).join('/');
}

/** The Erlang node after which RabbitMQ names its log, and collectors its stream: `rabbit@mq01` of `rabbit@mq01.log.1`. */
export function erlangNodeIn(name: string): string | undefined {
  return segments(name)
    .find((segment) => segment.includes('@'))
    ?.split('.log', 1)[0];
}

function segments(name: string): string[] {
  return name.replaceAll('\\', '/').replaceAll(':', '/').split('/');
}

function withoutEnding(segment: string): string {
  const dot = segment.lastIndexOf('.');
  const ending = segment.slice(dot);
  return dot > 0 && ending.length <= LONGEST_ENDING && !hasDigit(ending) ? segment.slice(0, dot) : segment;
}

/** A segment with its numbers, ids and single letters masked. */
function masked(segment: string): string {
  let [mask, piece] = ['', ''];
  for (const character of `${segment} `) {
    if (isDigit(character) || isLetter(character)) piece += character;
    else {
      mask += maskedPiece(piece) + character;
      piece = '';
    }
  }
  return mask;
}

function maskedPiece(piece: string): string {
  if (piece.length === 1) return '#';
  if (!hasDigit(piece)) return piece;
  const letters = piece.length > LONGEST_COUNTED ? 0 : piece.split('').findIndex(isDigit);
  return `${piece.slice(0, letters)}#`;
}

function hasDigit(text: string): boolean {
  return text.split('').some(isDigit);
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

function isLetter(character: string): boolean {
  return character.toLowerCase() !== character.toUpperCase();
}
