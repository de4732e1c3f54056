import type * as z from 'zod';
import { HalfopenError } from '../../errors.ts';
import { didYouMean } from '../../interactions/did-you-mean.ts';
import type { Config, Route } from '../../model/config.ts';
import { checkYaml, type YamlFault } from '../../runbooks/checked-yaml.ts';
import { configSchema } from './config-schema.ts';

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
  const { incidents, channels, longestSilence, ownLogGroups, routes, sources, lookups } = value;
  return Object.freeze({
    routes: routes.map(toRoute),
    sources: sources.map(({ silentAfter, ...rest }) => ({
      ...rest,
      ...(silentAfter === undefined ? {} : { silentAfterMs: silentAfter }),
    })),
    outlets: value.outlets,
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
      budgetWindowMs: channels.budgetWindow,
      paceMs: channels.pace,
    },
    ownLogGroups,
    longestSilenceMs: longestSilence,
    permissions: value.permissions,
    people: value.people,
    maintenance: value.maintenance.map(({ from, to, ...rest }) => ({ ...rest, fromMs: from, toMs: to })),
    lookups: { mostBytes: lookups.mostMb << 20, mostMs: lookups.most },
  });
}

function toRoute({ escalate, ...route }: z.output<typeof configSchema>['routes'][number]): Route {
  const whom = escalate?.mention ?? route.mention;
  return { ...route, ...(escalate && whom ? { escalate: { afterMs: escalate.after, mention: whom } } : {}) };
}

function faulty(faults: readonly YamlFault[]): HalfopenError {
  return new HalfopenError({
    code: 'config-faulty',
    message: faults
      .map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`)
      .join('\n'),
    hint: 'Fix these; every key and its default is in the halfopen.yml that ships with Halfopen.',
  });
}
