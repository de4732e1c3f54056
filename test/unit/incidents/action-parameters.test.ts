import { describe, expect, it } from 'vitest';
import { actionParameters } from '../../../src/incidents/action-parameters.ts';

const facts = {
  client: '10.0.0.1:4000',
  queue: ['a', 'b'],
  count: 3,
  evil: 'a\nb',
  pid: '<0.12.0>',
  local: '[::ffff:10.0.0.1]:5672',
  name: 'worker; reboot',
  option: '--all',
  long: 'x'.repeat(400),
};

describe('a parameter of an action', () => {
  it.each([
    ['{client}', '10.0.0.1:4000'],
    ['queue {queue} of {vhost|/}', 'queue a of /'],
    ['{count}', '3'],
    ['{pid}', '<0.12.0>'],
    ['{local}', '[::ffff:10.0.0.1]:5672'],
    ['fixed', 'fixed'],
    ['{"json": true}', '{"json": true}'],
  ])('has the facts of the diagnosis: %s → %s', (template, value) => {
    expect(actionParameters({ parameters: { P: template } }, { facts })).toEqual({ values: { P: value } });
  });

  it.each([
    ['a fact that is not known', '{node}', 'does not tell {node}'],
    ['a name that every object has', '{constructor}', 'does not tell {constructor}'],
    ['a line break', '{evil}', 'shells'],
    ['a name that is a command', '{name}', 'shells'],
    ['a name that is an option', '{option}', 'begins with -'],
    ['too long a value', '{long}', 'too long'],
  ])('stands against the run where it needs %s', (_, template, problem) => {
    expect(actionParameters({ parameters: { P: template } }, { facts })).toEqual({
      problem: expect.stringContaining(problem),
    });
  });
});
