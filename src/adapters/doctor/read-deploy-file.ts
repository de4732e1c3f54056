import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { checkYaml, type YamlFault } from '../../runbooks/checked-yaml.ts';

const schema = z.looseObject({
  logGroups: z.array(z.string().min(1)).default([]),
  ingest: z.enum(['lambda', 'kinesis']).default('lambda'),
  filterPattern: z.string().default(''),
  channel: z.string().min(1).default('#on-call'),
  managementUrlParameter: z.string().default(''),
});

/** What is deployed where; keys that only packaging reads are let through. */
export type DeployFile = z.output<typeof schema>;

/** Reads `deploy.yml`: its content, all its faults, or neither when there is no such file. Throws when it can't be opened. */
export function readDeployFile(path: string): { deploy?: DeployFile; faults: YamlFault[] } {
  if (!existsSync(path)) return { faults: [] };
  const { value, faults } = checkYaml(path, readFileSync(path, 'utf8'), schema, 'the deployment');
  return value ? { deploy: value, faults } : { faults };
}
