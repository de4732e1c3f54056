import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStandIn } from './open-stand-in.ts';

type Stand = ReturnType<typeof openStandIn>;

async function upload(stand: Stand, name: string, bytes: string) {
  const { upload_url: url, file_id: id } = await stand.api('files.getUploadURLExternal', {
    filename: name,
    length: bytes.length,
    alt_txt: 'a chart',
  });
  const sent = await stand.ask({ path: new URL(String(url)).pathname, body: Buffer.from(bytes) });
  return { id: String(id), status: sent.status };
}

describe('a file of the app’s', () => {
  it('goes up in three steps, is shared in a thread, and comes down with the token only', async () => {
    const stand = openStandIn();
    const { ts } = await stand.api('chat.postMessage', { channel: '#on-call', text: 'card' });
    const { id } = await upload(stand, 'chart.png', 'bytes');

    const early = await stand.api('files.info', { file: id });
    const done = await stand.api('files.completeUploadExternal', {
      files: [{ id, title: 'Chart' }],
      channel_id: '#on-call',
      thread_ts: ts,
    });
    const info = await stand.api('files.info', { file: id });

    const { url_private: url } = info['file'] as { url_private: string };
    const get = (headers: Record<string, string>) =>
      stand.ask({ method: 'GET', path: new URL(url).pathname, headers });
    expect(early['error']).toBe('file_not_found');
    expect(done['ok']).toBe(true);
    expect(info['file']).toMatchObject({ name: 'chart.png', title: 'Chart', alt_txt: 'a chart', size: 5 });
    expect(stand.standIn.messages().at(-1)).toMatchObject({ threadTs: ts, files: [id] });
    expect(Buffer.from((await get({ authorization: 'Bearer xoxb-x' })).body).toString()).toBe('bytes');
    expect((await get({})).status).toBe(302);
  });

  it('must have the length that was announced', async () => {
    const stand = openStandIn();
    const { upload_url: url } = await stand.api('files.getUploadURLExternal', { filename: 'a', length: 9 });

    const sent = await stand.ask({ path: new URL(String(url)).pathname, body: Buffer.from('four') });

    expect(sent.status).toBe(400);
  });

  it('may stand in a message as a picture, when it is one', async () => {
    const stand = openStandIn();
    const { id } = await upload(stand, 'chart.png', 'bytes');
    const { id: log } = await upload(stand, 'broker.log', 'bytes');
    const post = (file: string) =>
      stand.api('chat.postMessage', {
        channel: '#on-call',
        text: 'x',
        blocks: [{ type: 'image', slack_file: { id: file }, alt_text: 'x' }],
      });

    await stand.api('files.completeUploadExternal', { files: [{ id }] });
    // Slack scans an upload first: until then it tells no type, and no block may show the file.
    expect((await post(id))['error']).toBe('invalid_blocks');
    expect((await stand.api('files.info', { file: id }))['file']).toMatchObject({ mimetype: '' });
    stand.clock.ms += 1_000;
    expect((await stand.api('files.info', { file: id }))['file']).toMatchObject({ mimetype: 'image/png' });
    expect((await post(id))['ok']).toBe(true);
    expect((await post(log))['error']).toBe('invalid_blocks');
    expect((await post('FNONE'))['error']).toBe('invalid_blocks');
  });
});

describe('a file of a person’s', () => {
  it('never runs as a page of this host', async () => {
    const stand = openStandIn();
    const path = '/stand-in/upload?as=UBOB&name=evil.html';
    const { file } = JSON.parse(String((await stand.ask({ path, body: Buffer.from('<script>') })).body)) as {
      file: { id: string };
    };

    const answer = await stand.ask({ method: 'GET', path: `/stand-in/files/${file.id}/evil.html` });

    expect(answer.type).toBe('application/octet-stream');
    expect(answer.headers).toMatchObject({
      'content-disposition': "attachment; filename*=UTF-8''evil.html",
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });
});

describe('a restart', () => {
  it('loses neither messages nor private ones, files, and Homes', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'halfopen-stand-in-'));
    const before = openStandIn({ dataDir, app: () => 'Private' });
    await before.page('post', { channel: '#on-call', text: '/triage x' });
    const { id } = await upload(before, 'chart.png', 'bytes');
    await before.api('files.completeUploadExternal', { files: [{ id }], channel_id: '#payments' });
    const { ts, channel } = await before.api('chat.postMessage', { channel: '#on-call', text: 'gone' });
    await before.api('chat.delete', { channel, ts });
    const view = { type: 'home', blocks: [{ type: 'divider' }] };
    await before.api('views.publish', { user_id: 'UONCALL', view });
    const { revision: _, ...seen } = await before.see();

    const after = openStandIn({ dataDir });

    const { revision: __, ...again } = await after.see();
    expect(again).toEqual(seen);
    expect(again.channels.map(({ name }) => name)).toEqual(['#on-call', '#payments', 'halfopen']);
    const file = await after.ask({ method: 'GET', path: `/stand-in/files/${id}` });
    expect(Buffer.from(file.body).toString()).toBe('bytes');
    rmSync(dataDir, { recursive: true });
  });
});
