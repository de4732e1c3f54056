import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FollowedLog, followFile } from '../../../src/adapters/follow-file.ts';

let folder: string;
let log: string;
let followed: FollowedLog;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'halfopen-follow-'));
  log = join(folder, 'broker.log');
  followed = followFile(log, true);
});
afterEach(async () => {
  await followed.close();
  rmSync(folder, { recursive: true, force: true });
});

const read = async (): Promise<string[]> => (await followed.read()).map(({ message }) => message);

describe('a followed log', () => {
  it('gives a line once it is whole', async () => {
    writeFileSync(log, 'one\ntw');
    expect(await read()).toEqual(['one']);

    appendFileSync(log, 'o\n');
    expect(await read()).toEqual(['two']);
  });

  it('gives the last line of a rotated file although it has no newline, before the lines of the new file', async () => {
    writeFileSync(log, 'one\nkilled while writ');
    expect(await read()).toEqual(['one']);

    renameSync(log, `${log}.1`);
    writeFileSync(log, 'three\n');

    expect(await read()).toEqual(['killed while writ', 'three']);
  });

  it('is read on after a rotation until the program writes to the new file', async () => {
    writeFileSync(log, 'one\n');
    await read();

    renameSync(log, `${log}.1`);
    writeFileSync(log, '');
    expect(await read()).toEqual([]);
    appendFileSync(`${log}.1`, 'two\nthr');
    expect(await read()).toEqual(['two']);
    appendFileSync(`${log}.1`, 'ee');
    appendFileSync(log, 'four\n');

    expect(await read()).toEqual(['three', 'four']);
  });

  it('gives the unfinished line of a file that is truncated, and names later lines at the same place otherwise', async () => {
    writeFileSync(log, 'one\ntwo');
    const [first] = await followed.read();

    truncateSync(log);
    expect(await read()).toEqual(['two']);
    appendFileSync(log, 'uno\n');
    const [second] = await followed.read();

    expect(second?.message).toBe('uno');
    expect(second?.id).not.toBe(first?.id);
  });
});
