import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAwsActions } from '../../../src/adapters/aws-actions.ts';
import type { AllowedAction } from '../../../src/model/allowed-action.ts';
import type { Actions } from '../../../src/ports.ts';

/** What AWS answers, in the forms of its API references (StartAutomationExecution, GetAutomationExecution, Invoke). */
const ID = '73c8eef8-f4ee-4a05-820c-e354fEXAMPLE';
const execution = (status: string, more: object = {}) => ({
  AutomationExecution: { AutomationExecutionId: ID, AutomationExecutionStatus: status, ...more },
});

interface Got {
  what: string;
  body: Record<string, unknown>;
}

const got: Got[] = [];
let answers: { status?: number; headers?: Record<string, string>; body: object }[] = [];
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const target = request.headers['x-amz-target'] ?? request.url ?? '';
    got.push({ what: String(target), body: JSON.parse(Buffer.concat(parts).toString()) as Got['body'] });
    const { status = 200, headers = {}, body } = answers.shift() ?? { status: 500, body: {} };
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
});
const waits: number[] = [];
let actions: Actions;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const where = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' },
  };
  actions = createAwsActions({ ssm: where, lambda: where, wait: async (ms) => void waits.push(ms) });
});
afterAll(() => void server.close());
beforeEach(() => {
  got.length = 0;
  waits.length = 0;
  answers = [];
});

const KICK: AllowedAction = {
  name: 'kick',
  label: 'Kick',
  document: 'Ops-Kick',
  role: 'arn:aws:iam::123456789012:role/ops',
  parameters: {},
  approvers: ['U0JANE01'],
  dryRun: true,
};
const { document: _document, role: _role, ...rest } = KICK;
const START: AllowedAction = { ...rest, name: 'start', function: 'ops-start' };
const request = (action: AllowedAction, isDryRun = false) => ({
  action,
  run: {
    incidentId: 'a-1',
    action: action.name,
    parameters: { Client: '10.0.0.1:4000' },
    isDryRun,
    reason: 'it hangs',
  },
  userId: 'U0JANE01',
  token: 'act-1',
});

describe('an automation', () => {
  it('is started once, and followed to its end', async () => {
    answers = [
      { body: { AutomationExecutionId: ID } },
      { body: execution('InProgress') },
      { status: 500, body: {} },
      { body: execution('Success', { Outputs: { 'kick.Closed': ['1'] } }) },
    ];

    const outcome = await actions.run(request(KICK));

    expect(outcome).toEqual({
      state: 'succeeded',
      said: `Automation ${ID}: Success\nkick.Closed: 1`,
    });
    expect(got.map(({ what }) => what)).toEqual([
      'AmazonSSM.StartAutomationExecution',
      ...Array.from({ length: 3 }, () => 'AmazonSSM.GetAutomationExecution'),
    ]);
    expect(got[0]?.body).toMatchObject({
      DocumentName: 'Ops-Kick',
      Parameters: {
        Client: ['10.0.0.1:4000'],
        AutomationAssumeRole: ['arn:aws:iam::123456789012:role/ops'],
        DryRun: ['false'],
      },
      ClientToken: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/),
    });
    expect(waits).toHaveLength(2);
  });

  it('is told that it is a dry run', async () => {
    answers = [{ body: { AutomationExecutionId: ID } }, { body: execution('Success') }];

    await actions.run(request(KICK, true));

    expect(got[0]?.body).toMatchObject({ Parameters: { DryRun: ['true'] } });
  });

  it.each([
    ['failed', [{ body: execution('Failed', { FailureMessage: 'Step fails' }) }], 'Step fails'],
    ['failed', [{ body: execution('Cancelled') }], 'Cancelled'],
    ['unknown', [{ status: 400, body: { __type: 'AccessDeniedException', message: 'no' } }], 'has started'],
    ['still running', Array.from({ length: 90 }, () => ({ body: execution('InProgress') })), 'goes on'],
  ])('that has begun is %s when AWS says so', async (state, later, said) => {
    answers = [{ body: { AutomationExecutionId: ID } }, ...later];

    expect(await actions.run(request(KICK))).toEqual({ state, said: expect.stringContaining(said) });
  });

  it.each([
    [
      400,
      'not started',
      { __type: 'InvalidAutomationExecutionParametersException', message: 'unknown DryRun' },
    ],
    [500, 'unknown', { __type: 'InternalServerError', message: 'try later' }],
  ])('whose start is answered by %i is %s, and not tried again', async (status, state, body) => {
    answers = [{ status, body }];

    expect(await actions.run(request(KICK))).toMatchObject({ state });
    expect(got).toHaveLength(1);
  });
});

describe('a function', () => {
  it('gets who approved what, and its answer is what it says', async () => {
    answers = [{ body: { started: true } }];

    expect(await actions.run(request(START, true))).toEqual({ state: 'succeeded', said: '{"started":true}' });
    expect(got[0]?.what).toBe('/2015-03-31/functions/ops-start/invocations');
    expect(got[0]?.body).toEqual({
      action: 'start',
      parameters: { Client: '10.0.0.1:4000' },
      dryRun: true,
      incident: 'a-1',
      approvedBy: 'U0JANE01',
      reason: 'it hangs',
      token: 'act-1',
    });
  });

  it('that throws has failed', async () => {
    answers = [{ headers: { 'x-amz-function-error': 'Unhandled' }, body: { errorMessage: 'boom' } }];

    expect(await actions.run(request(START))).toEqual({ state: 'failed', said: '{"errorMessage":"boom"}' });
  });

  it('that there is not has not started', async () => {
    answers = [{ status: 404, body: { Type: 'User', Message: 'Function not found' } }];

    expect(await actions.run(request(START))).toMatchObject({ state: 'not started' });
  });
});
