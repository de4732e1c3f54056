const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\,[]{}');

/** Where the list of events stands in a delivery: between its brackets, both left out. */
interface Events {
  from: number;
  to: number;
  /** Where the commas between its events stand. */
  commas: readonly number[];
}

/**
 * Cuts a delivery's JSON (`{"logGroup": …, "logEvents": [{…}, …]}`) into documents of the same form with at most so many bytes of
 * events each, an event that is larger alone. They hold the same events in the same order, and the same input is always cut in the
 * same places. What has no list `logEvents` comes back as it is: its reader says what is wrong with it.
 */
export function* splitDelivery(json: Buffer, mostBytes: number): Generator<Buffer> {
  const events = json.length > mostBytes ? findEvents(json) : undefined;
  if (!events) {
    yield json;
    return;
  }
  const [head, tail] = [json.subarray(0, events.from), json.subarray(events.to)];
  let from = events.from;
  let end = from;
  for (const border of [...events.commas, events.to]) {
    if (border - from > mostBytes && end > from) {
      yield Buffer.concat([head, json.subarray(from, end), tail]);
      from = end + 1;
    }
    end = border;
  }
  yield Buffer.concat([head, json.subarray(from, events.to), tail]);
}

/** One pass over the bytes that looks at structure alone; texts are jumped over. */
function findEvents(json: Buffer): Events | undefined {
  const commas: number[] = [];
  let depth = 0;
  let from = -1;
  let lastText = '';
  for (let i = 0; i < json.length; i++) {
    const byte = json[i];
    if (byte === QUOTE) {
      const end = endOfText(json, i);
      if (depth === 1) lastText = json.toString('latin1', i + 1, end);
      i = end;
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth++;
      if (depth === 2 && byte === OPEN_LIST && lastText === 'logEvents') from = i + 1;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      depth--;
      if (depth === 1 && from >= 0) return { from, to: i, commas };
    } else if (byte === COMMA && depth === 2 && from >= 0) commas.push(i);
  }
  return undefined;
}

/** The quote that ends a text: the next one with an even number of backslashes before it. */
function endOfText(json: Buffer, start: number): number {
  for (
    let at = json.indexOf(QUOTE as number, start + 1);
    at >= 0;
    at = json.indexOf(QUOTE as number, at + 1)
  ) {
    let backslashes = 0;
    while (json[at - 1 - backslashes] === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return at;
  }
  return json.length;
}
