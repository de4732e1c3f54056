import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBedrockOpinion } from '../../../src/adapters/bedrock-opinion.ts';
import type { Opinion } from '../../../src/ports.ts';

/** The SDK speaks HTTP/2 to this service. An answer of `POST /model/{id}/converse` that uses a tool, in the form that the API's reference gives. */
const ANSWER = {
  output: {
    message: {
      role: 'assistant',
      content: [
        {
          toolUse: {
            toolUseId: 'tooluse_kZJMlvQmRJ6eAyJE5GIl7Q',
            name: 'choose_runbook',
            input: { runbook: 'memory-alarm', why: 'It names a watermark.' },
          },
        },
      ],
    },
  },
  stopReason: 'tool_use',
  usage: { inputTokens: 1_912, outputTokens: 61, totalTokens: 1_973 },
  metrics: { latencyMs: 1_105 },
};

interface Sent {
  toolConfig: {
    toolChoice: unknown;
    tools: { toolSpec: { inputSchema: { json: { properties: { runbook: { enum: string[] } } } } } }[];
  };
  messages: { role: string; content: { text: string }[] }[];
  system: { text: string }[];
}

const asked: { url: string; body: Sent }[] = [];
let answer: { status: number; body: object } = { status: 200, body: ANSWER };
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    asked.push({ url: request.url ?? '', body: JSON.parse(Buffer.concat(parts).toString()) as Sent });
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer.body));
  });
});
let opinion: Opinion;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  opinion = createBedrockOpinion('eu.anthropic.claude-haiku-4-5-20251001-v1:0', {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' },
    maxAttempts: 1,
  });
});
afterAll(() => void server.close());
beforeEach(() => {
  asked.length = 0;
  answer = { status: 200, body: ANSWER };
});

const question = {
  messages: [{ text: 'watermark <*> passed on node <*>', count: 3 }],
  formats: ['rabbitmq'],
  runbooks: [{ id: 'memory-alarm', title: 'RabbitMQ reached its memory limit' }],
};

describe('a model at Bedrock', () => {
  it('is given shapes of messages as data, and may choose among the runbooks alone', async () => {
    expect(await opinion.ask(question)).toEqual({ runbook: 'memory-alarm', why: 'It names a watermark.' });

    const [{ url, body } = { url: '', body: undefined }] = asked;
    expect(decodeURIComponent(url)).toBe('/model/eu.anthropic.claude-haiku-4-5-20251001-v1:0/converse');
    expect(JSON.parse(body?.messages[0]?.content[0]?.text ?? '')).toEqual({
      formats: question.formats,
      messages: question.messages,
    });
    expect(body?.toolConfig.toolChoice).toEqual({ tool: { name: 'choose_runbook' } });
    expect(body?.toolConfig.tools[0]?.toolSpec.inputSchema.json.properties.runbook.enum).toEqual([
      'memory-alarm',
      'none',
    ]);
  });

  it('that chooses none says why', async () => {
    const [content] = ANSWER.output.message.content;
    const none = {
      toolUse: { ...content?.toolUse, input: { runbook: 'none', why: 'They tell of printers.' } },
    };
    answer = {
      status: 200,
      body: { ...ANSWER, output: { message: { role: 'assistant', content: [none] } } },
    };

    expect(await opinion.ask(question)).toEqual({ why: 'They tell of printers.' });
  });

  it.each([
    [403, { message: 'You don’t have access to the model with the specified model ID.' }],
    [200, { ...ANSWER, output: { message: { role: 'assistant', content: [{ text: 'It is DNS.' }] } } }],
  ])('that refuses or does not choose is a failure with a hint: %i', async (status, body) => {
    answer = { status, body };

    await expect(opinion.ask(question)).rejects.toMatchObject({
      code: 'opinion-unavailable',
      hint: expect.stringContaining('model is enabled') as string,
    });
  });
});
