import { parseDocument } from 'yaml';
import { parseConfig } from '../../adapters/config/parse-config.ts';
import { HalfopenError } from '../../errors.ts';
import type { Settings } from './settings.ts';

/** The texts of the files that ship with the package, comments and all. */
export interface Templates {
  config: string;
  deploy: string;
}

/**
 * `halfopen.yml` and `deploy.yml` with the answers filled in; the comments of the templates stay. `schemas` are the paths written into
 * the first line of each, for editors. Throws `config-faulty` where an answer is no valid setting, `bad-use` for hours that are none.
 */
export function fillIn(templates: Templates, settings: Settings, schemas: Templates): Templates {
  const config = parseDocument(withSchema(templates.config, schemas.config));
  const routes = routesOf(settings);
  if (routes.length > 0) config.set('routes', config.createNode(routes));
  const deploy = parseDocument(withSchema(templates.deploy, schemas.deploy));
  if (settings.channel) deploy.set('channel', settings.channel);
  const groups = listOf(settings.logGroups);
  if (groups.length > 0) deploy.set('logGroups', deploy.createNode(groups));
  const made = { config: String(config), deploy: String(deploy) };
  parseConfig('halfopen.yml', made.config);
  return made;
}

function routesOf({ channel = '#on-call', mention, quietHours, timeZone = 'UTC' }: Settings): object[] {
  const critical = mention ? [{ name: 'critical', match: { severity: 'critical' }, channel, mention }] : [];
  const hours = quietHours
    ? [{ name: 'everything', match: {}, channel, quietHours: { ...hoursOf(quietHours), timeZone } }]
    : [];
  return [...critical, ...hours];
}

function hoursOf(text: string): { from: string; to: string } {
  const [from, to, ...rest] = text.split('-').map((part) => part.trim());
  if (from && to && rest.length === 0) return { from, to };
  throw new HalfopenError({
    code: 'bad-use',
    message: `"${text}" is not a span of hours.`,
    hint: 'Write them like 22:00-07:00.',
  });
}

function listOf(text = ''): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

/** Editors with a YAML language server complete and check by it. */
function withSchema(template: string, path: string): string {
  const lines = template.split('\n');
  const rest = lines[0]?.startsWith('# yaml-language-server:') ? lines.slice(1) : lines;
  return [`# yaml-language-server: $schema=${path}`, ...rest].join('\n');
}
