import type * as z from 'zod';
import { HalfopenError } from '../../errors.ts';
import { didYouMean } from '../../interactions/did-you-mean.ts';
import type { Config } from '../../model/config.ts';
import { checkYaml, type YamlFault } from '../../runbooks/checked-yaml.ts';
import { configSchema } from './config-schema.ts';
import { flatRoutes } from './flat-routes.ts';

const KEYS = Object.keys(configSchema.shape);

/**
 * Reads the configuration; the route that takes the rest is not in it. Throws `config-faulty` with every fault of the file,
 * each as `file:line:column message`.
 */
export function parseConfig(file: string, text: string): Config {
  const { value, faults } = checkYaml(file, text, configSchema, 'the configuration', new Map(), (key) =>
    didYouMean(key, KEYS),
  );
  if (!value) throw faulty(faults);
  const unknown = unknownSchedules(value).map((name) => ({
    file,
    line: 1,
    column: 1,
    message: `routes mention "@${name}", which is not a Slack id nor among the schedules. Write an id (U…, S…), add a schedule of that name, or correct it.`,
  }));
  if (unknown.length > 0) throw faulty(unknown);
  const { incidents, channels, longestSilence, ownLogGroups, routes, sources, lookups } = value;
  return Object.freeze({
    routes: flatRoutes(routes),
    schedules: value.schedules,
    sources: sources.map(({ silentAfter, ...rest }) => ({
      ...rest,
      ...(silentAfter === undefined ? {} : { silentAfterMs: silentAfter }),
    })),
    outlets: value.outlets,
    alerts: value.alerts.map(({ before, ...rest }) => ({ ...rest, beforeMs: before })),
    actions: value.actions,
    incidents: {
      quietMs: incidents.quiet,
      flapMs: incidents.flap,
      groupWaitMs: incidents.groupWait,
      repeatMs: incidents.repeat,
      remindMs: incidents.remind,
      evidenceMs: incidents.evidence,
      worseFactor: incidents.worseFactor,
    },
    channels: {
      budgetCards: channels.budgetCards,
      ...(channels.budgetPerRunbook === undefined ? {} : { budgetPerRunbook: channels.budgetPerRunbook }),
      budgetWindowMs: channels.budgetWindow,
      paceMs: channels.pace,
    },
    ownLogGroups,
    longestSilenceMs: longestSilence,
    permissions: value.permissions,
    people: value.people,
    maintenance: value.maintenance.map(({ from, to, ...rest }) => ({ ...rest, fromMs: from, toMs: to })),
    lookups: {
      mostBytes: lookups.mostMb << 20,
      mostMs: lookups.most,
      opinionsPerDay: lookups.opinionsPerDay,
    },
  });
}

/** Names of schedules that routes mention and nothing defines. */
function unknownSchedules({ routes, schedules }: z.output<typeof configSchema>): string[] {
  const known = new Set(schedules.map(({ name }) => `@${name}`));
  const mentioned = flatRoutes(routes).flatMap(({ mention, escalate = [] }) => [
    ...(mention ? [mention] : []),
    ...escalate.map((step) => step.mention),
  ]);
  const unknown = mentioned.filter((one) => one.startsWith('@') && !known.has(one));
  return [...new Set(unknown)].map((one) => one.slice(1));
}

function faulty(faults: readonly Pick<YamlFault, 'file' | 'line' | 'column' | 'message'>[]): HalfopenError {
  return new HalfopenError({
    code: 'config-faulty',
    message: faults
      .map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)
      .join('\n'),
    hint: 'Fix these; every key and its default is in the halfopen.yml that ships with Halfopen.',
  });
}
