import * as z from 'zod';
import { channel, clockTime, duration, slackId, timeZone } from './config-values.ts';

const called = z
  .string()
  .refine(
    (text) => (text.startsWith('@') ? text.length > 1 : slackId.safeParse(text).success),
    'is neither a Slack id nor a schedule. Write the id of a user group (S…) or a user (U…), or "@" and the name of a schedule.',
  );

const pattern = z.string().min(1).max(200);

const step = z.strictObject({ after: duration, mention: called.exactOptional() });

/** A route as it is written; one inside another takes from it what it does not set. */
export interface WrittenRoute {
  name: string;
  match: Record<string, string | string[]>;
  channel?: string;
  quietHours?: {
    from: string;
    to: string;
    timeZone: string;
    days: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
  };
  mention?: string;
  escalate?: z.output<typeof step> | z.output<typeof step>[];
  continue?: boolean;
  routes?: WrittenRoute[];
}

const written = z.strictObject({
  name: z.string().min(1),
  match: z
    .record(z.string(), z.union([pattern, z.array(pattern).min(1)]))
    .default({})
    .describe('labels, each with a pattern or several; * stands for anything, ! before a pattern refuses it'),
  channel: channel.exactOptional(),
  quietHours: z
    .strictObject({
      from: clockTime,
      to: clockTime,
      timeZone: timeZone.default('UTC'),
      days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).default([]),
    })
    .exactOptional(),
  mention: called.exactOptional(),
  escalate: z
    .union([step, z.array(step).min(1).max(10)])
    .describe('whom to mention when nobody has acknowledged, at once or step by step')
    .exactOptional(),
  continue: z
    .boolean()
    .describe('add a copy of the card in its channel, or whom to mention, and go on')
    .exactOptional(),
  get routes() {
    return z.array(written).describe('branches, tried first; they take what they do not set').exactOptional();
  },
});

/** The tree of routes. A fault in a branch stands at its place. */
export const routes = z.array(written).superRefine((all, context) => {
  for (const { path, message } of faultsOf(all, {}, [])) context.addIssue({ code: 'custom', path, message });
});

interface RouteFault {
  path: (string | number)[];
  message: string;
}

function faultsOf(
  all: readonly WrittenRoute[],
  above: Partial<WrittenRoute>,
  path: (string | number)[],
): RouteFault[] {
  return all.flatMap((route, i) => {
    const here = [...path, i];
    const whole = { ...above, ...route };
    const again = Object.keys(route.match).filter((label) => label in (above.match ?? {}));
    const match = { ...above.match, ...route.match };
    return [
      ...ownFaults(route, whole, here),
      ...again.map((label) => ({
        path: [...here, 'match', label],
        message: `matches ${label}, which the route around it matches already. Match it in one of them.`,
      })),
      ...faultsOf(route.routes ?? [], { ...whole, match }, [...here, 'routes']),
    ];
  });
}

function ownFaults(
  route: WrittenRoute,
  whole: Partial<WrittenRoute>,
  path: (string | number)[],
): RouteFault[] {
  const steps = route.escalate === undefined ? [] : [route.escalate].flat();
  const isToNobody = steps.some(({ mention }) => mention === undefined && whole.mention === undefined);
  const faults: [boolean, string][] = [
    [isToNobody, 'escalates to nobody: set mention or escalate.mention.'],
    [
      !route.continue && whole.channel === undefined,
      'has no channel. Set channel, here or in the route around it.',
    ],
    [
      route.continue === true && route.routes !== undefined,
      'continues, so it has no branches. Leave out routes, or continue.',
    ],
    [
      route.continue === true &&
        route.channel === undefined &&
        route.mention === undefined &&
        route.escalate === undefined,
      'continues and adds nothing. Set channel, mention or escalate.',
    ],
  ];
  return faults.filter(([isFault]) => isFault).map(([, message]) => ({ path, message }));
}
