/**
 * Loaded into the one-machine host by `node --import`: names each write of the host, kills the host at one of them, and sets its clock
 * ahead. A write is a request that one of its servers answers: to the store, the queue, or Slack.
 *
 * HALFOPEN_TEST_KILL: a file with JSON `{"write", "nth", "when"}`, read at each write; `nth` counts from 1 since the file was changed,
 * `when` is `before` the write is done, or `after`, when nobody has learned of it. HALFOPEN_TEST_WRITES: a file to which the name of
 * each write is added. HALFOPEN_TEST_AHEAD_MS: how far the clock is ahead.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { Server } from 'node:http';

const { HALFOPEN_TEST_KILL: killFile, HALFOPEN_TEST_WRITES: writesFile } = process.env;
let armed = '';
let seen = 0;

setClockAhead(Number(process.env.HALFOPEN_TEST_AHEAD_MS ?? 0));

const { emit } = Server.prototype;
Server.prototype.emit = function watched(event, ...given) {
  if (event === 'request') watch(...given);
  return emit.call(this, event, ...given);
};

function watch(incoming, outgoing) {
  const chunks = [];
  incoming.on('data', (chunk) => chunks.push(chunk));
  incoming.once('end', () => {
    const write = nameOf(incoming, Buffer.concat(chunks).toString('utf8'));
    if (!write) return;
    appendFileSync(writesFile, `${write}\n`);
    const when = fateOf(write);
    if (when === 'before') die();
    if (when === 'after') outgoing.end = die;
  });
}

function fateOf(write) {
  const given = readFileSync(killFile, 'utf8');
  if (given !== armed) seen = 0;
  armed = given;
  const kill = JSON.parse(given || '{}');
  return write === kill.write && ++seen === kill.nth ? kill.when : undefined;
}

/** `put` and the kind of item, `queue`, or a method of Slack's and the key of the message. */
function nameOf({ headers, url }, body) {
  const target = String(headers['x-amz-target'] ?? '');
  if (target.endsWith('.PutItem')) return `put ${JSON.parse(body).Item.pk.S.split('#')[0]}`;
  if (target.endsWith('.SendMessage')) return 'queue';
  const method = /^\/api\/(chat\.(?:postMessage|update))$/.exec(url)?.[1];
  if (!method) return undefined;
  const { event_payload: name } = JSON.parse(new URLSearchParams(body).get('metadata') ?? '{}');
  return `${method} ${name?.key}`;
}

function die() {
  process.kill(process.pid, 'SIGKILL');
}

function setClockAhead(aheadMs) {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) {
      if (given.length === 0) super(Real.now() + aheadMs);
      else super(...given);
    }
    static now() {
      return Real.now() + aheadMs;
    }
  };
}
