import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { checkYaml, type YamlFault } from '../../runbooks/checked-yaml.ts';

/** `deploy.yml`. Every key is optional. */
export const deploySchema = z.looseObject({
  logGroups: z.array(z.string().min(1)).default([]).describe('CloudWatch log groups to subscribe to'),
  ingest: z
    .enum(['lambda', 'kinesis'])
    .default('lambda')
    .describe('lambda: CloudWatch Logs calls the function itself; kinesis: through a stream'),
  filterPattern: z
    .string()
    .default('')
    .describe('only events that meet this CloudWatch filter pattern are delivered; empty: all'),
  channel: z.string().min(1).default('#on-call').describe('channel of what no route takes'),
  managementUrlParameter: z
    .string()
    .default('')
    .describe('SSM parameter with the URL of RabbitMQ’s management API; empty: not polled'),
});

/** What is deployed where; keys that only packaging reads are let through. */
export type DeployFile = z.output<typeof deploySchema>;

/** Reads `deploy.yml`: its content, all its faults, or neither when there is no such file. Throws when it can't be opened. */
export function readDeployFile(path: string): { deploy?: DeployFile; faults: YamlFault[] } {
  if (!existsSync(path)) return { faults: [] };
  const { value, faults } = checkYaml(path, readFileSync(path, 'utf8'), deploySchema, 'the deployment');
  return value ? { deploy: value, faults } : { faults };
}
