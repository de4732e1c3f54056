import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/run-halfopen.ts';

const REFUSED = 'Error: connect ECONNREFUSED 10.0.0.1:5672';
const sample = (name: string) => join(root, 'samples', name);

let client: Client;
beforeAll(async () => {
  client = new Client({ name: 'test', version: '1' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [join(root, 'bin', 'halfopen.cjs'), 'mcp'],
      env: { PATH: process.env['PATH'] ?? '', HALFOPEN_DATA_DIR: join(root, 'no-such-folder') },
    }),
  );
});
afterAll(() => client.close());

async function call(
  name: string,
  given: Record<string, unknown> = {},
): Promise<{ text: string; isError: boolean }> {
  const { content, isError } = await client.callTool({ name, arguments: given });
  const [first] = content as { text: string }[];
  return { text: first?.text ?? '', isError: isError === true };
}

describe('halfopen mcp', () => {
  it('says who it is, when to call it, and that its tools only read', async () => {
    const { tools } = await client.listTools();

    expect(client.getServerVersion()).toMatchObject({
      name: 'halfopen',
      version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
    });
    expect(client.getInstructions()).toContain('Call triage before you guess');
    expect(tools.map(({ name }) => name)).toEqual([
      'triage',
      'timeouts',
      'search_runbooks',
      'show_runbook',
      'explain',
      'incidents',
    ]);
    expect(tools.map(({ annotations }) => annotations?.readOnlyHint)).toEqual(tools.map(() => true));
  });

  it('diagnoses a text as the terminal does', async () => {
    const { text } = await call('triage', { evidence: [{ text: REFUSED, name: 'worker.log' }] });

    expect(text).toMatch(/^CRITICAL {2}Nothing accepts connections at the address/);
    expect(text).toContain('worker.log:1');
  });

  it('diagnoses files together, with whose they are, and gives the JSON of triage', async () => {
    const { text } = await call('triage', {
      evidence: [
        { path: sample('missed-heartbeats/broker.log'), role: 'broker' },
        { path: sample('missed-heartbeats/client.log'), role: 'client' },
      ],
      detail: 'json',
    });

    const { diagnoses, inputs } = JSON.parse(text);
    expect(diagnoses.map(({ runbook }: { runbook: string }) => runbook)).toEqual(['missed-heartbeats']);
    expect(inputs.map(({ role }: { role: string }) => role)).toEqual(['broker', 'client']);
  });

  it('says plainly when it finds nothing', async () => {
    expect((await call('triage', { evidence: [{ text: 'all is well' }] })).text).toMatch(
      /^Nothing diagnosed\./,
    );
  });

  it('lists the time-outs of a configuration, with their lines', async () => {
    const { text } = await call('timeouts', {
      evidence: [{ text: '# broker\nheartbeat = 30\n', name: 'rabbitmq.conf' }],
    });

    expect(text).toMatch(/^rabbitmq\.conf:2 heartbeat = 30/);
  });

  it('finds and shows runbooks, as tools and as resources', async () => {
    const { text } = await call('search_runbooks', { words: 'publisher hangs memory' });
    const { resources } = await client.listResources();
    const { contents } = await client.readResource({ uri: 'halfopen://runbooks/memory-alarm' });

    expect(text).toContain('memory-alarm');
    expect(resources.map(({ uri }) => uri)).toContain('halfopen://runbooks/memory-alarm');
    expect(contents[0]).toMatchObject({ text: (await call('show_runbook', { id: 'memory-alarm' })).text });
  });

  it('offers prompts that lead an assistant to its tools, with what a person gave', async () => {
    const { prompts } = await client.listPrompts();
    const ofFiles = await client.getPrompt({ name: 'triage', arguments: { files: 'broker.log worker.log' } });
    const ofPort = await client.getPrompt({ name: 'this_machine', arguments: { port: '5672' } });
    const typed = client.getPrompt({ name: 'this_machine', arguments: { port: "5672'; rm" } });

    expect(prompts.map(({ name }) => name)).toEqual(['triage', 'this_machine', 'open_incidents']);
    expect(JSON.stringify(ofFiles.messages)).toContain('call triage once with all of these files');
    expect(JSON.stringify(ofFiles.messages)).toContain('broker.log worker.log');
    expect(JSON.stringify(ofPort.messages)).toContain("ss -tanpo '( sport = :5672 or dport = :5672 )'");
    await expect(typed).rejects.toThrow('a number');
  });

  it('explains a state, and a message', async () => {
    expect((await call('explain', { what: 'close wait' })).text).toMatch(/^CLOSE_WAIT\n/);
    expect((await call('explain', { what: REFUSED })).text).toContain('connection-refused');
  });

  it.each([
    ['a file that is not there', 'triage', { evidence: [{ path: 'no-such.log' }] }, 'no-such.log not found'],
    ['a misspelt runbook', 'show_runbook', { id: 'memory-alarms' }, 'Did you mean memory-alarm?'],
    ['a host that does not run', 'incidents', {}, 'Start it with npm start'],
    ['no evidence', 'triage', { evidence: [] }, 'evidence'],
  ])('answers %s with what to do', async (_, name, given, told) => {
    const { text, isError } = await call(name, given);

    expect(isError).toBe(true);
    expect(text).toContain(told);
  });
});
