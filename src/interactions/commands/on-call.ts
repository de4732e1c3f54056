import { renderOnCall } from '../../render/slack/answers/on-call-answer.ts';
import { defineCommand } from './define-command.ts';

/** `/triage oncall`: who is on call by each schedule now, and until when. */
export const onCall = defineCommand({
  name: 'oncall',
  aliases: ['on-call'],
  arguments: '',
  does: 'who is on call now, by each schedule',
  example: 'oncall',
  isQuestion: true,
  parse: () => ({}),
  async run({ config, onCall: lookUp, nowMs }) {
    const schedules = await Promise.all(
      config.schedules.map(async ({ name }) => ({ name, ...(await lookUp.find(name, nowMs())) })),
    );
    return { content: renderOnCall(schedules) };
  },
});
