const ENTITY = /&(?:quot|apos|amp|lt|gt|nbsp|#\d{2,5}|#x[0-9a-fA-F]{2,4});/g;
const NAMED: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
};

function character(entity: string): string {
  const name = entity.slice(1, -1);
  const named = NAMED[name];
  if (named !== undefined) return named;
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  // Control characters and halves of surrogate pairs stand for nothing a log would say.
  return code < 32 || code > 0xffff || (code >= 0xd800 && code <= 0xdfff)
    ? entity
    : String.fromCharCode(code);
}

/** Turns the entities of HTML back into characters, as a message has them that was copied from the source of an error page. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? text.replace(ENTITY, character) : text;
}
