import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run-halfopen.ts';

/** A resource of a template, as far as the model reads it. */
export interface TemplateResource {
  Type: string;
  Properties: Readonly<Record<string, unknown>>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

export interface Template {
  Resources: Readonly<Record<string, TemplateResource>>;
}

/** What each resource type says of itself: properties that can't be changed in place, and those that name it. */
const TYPES = JSON.parse(
  readFileSync(join(root, 'test', 'fixtures', 'aws', 'create-only.json'), 'utf8'),
) as Record<string, { createOnly: string[]; identifier: string[] }>;

/** SQS refuses the name of a queue for so long after it was deleted (CreateQueue). */
const NAME_RESTS_MS = 60_000;

/** Where something stands in the account: `known` is its name, where the template gives one. */
interface Made {
  resource: TemplateResource;
  known: string | undefined;
}

interface LogGroup {
  logGroupClass: 'STANDARD' | 'INFREQUENT_ACCESS';
  /** Filters by name; those of others too. */
  filters: Set<string>;
}

/** An account as CloudFormation finds it. */
export interface AccountSettings {
  logGroups: Record<string, { logGroupClass?: LogGroup['logGroupClass']; filters?: string[] }>;
  /** Subscription filters that a log group may bear. */
  filterQuota: number;
  /** Executions of all Lambda functions together. */
  concurrency: number;
}

/**
 * A model of how CloudFormation deploys a stack: what is new is made, what changes in a create-only property is made again before the
 * old one is deleted, a failure undoes what was made, and policies say what stays. Names are unique in the account.
 */
export function createAccount(settings: AccountSettings) {
  const groups = new Map<string, LogGroup>(
    Object.entries(settings.logGroups).map(([name, { logGroupClass = 'STANDARD', filters = [] }]) => [
      name,
      { logGroupClass, filters: new Set(filters) },
    ]),
  );
  const names = new Set<string>();
  const resting = new Map<string, number>();
  let stack = new Map<string, Made>();
  let nowMs = 0;
  let serial = 0;

  const nameOf = ({ Type, Properties }: TemplateResource): string | undefined => {
    const { identifier, createOnly } = TYPES[Type] ?? { identifier: [], createOnly: [] };
    const parts = [...new Set([...identifier, ...createOnly])].filter((key) => key.endsWith('Name'));
    const given = parts.map((key) => Properties[key]).filter((value) => typeof value === 'string');
    const isOwn =
      given.length > 0 && Type !== 'AWS::Logs::SubscriptionFilter' && !Type.startsWith('AWS::ApiGatewayV2');
    return isOwn ? `${Type} ${given.join(' ')}` : undefined;
  };

  const make = (id: string, resource: TemplateResource): Made => {
    const known = nameOf(resource);
    if (known !== undefined && names.has(known)) throw new Error(`${id}: ${known} already exists`);
    if (known !== undefined && nowMs < (resting.get(known) ?? 0))
      throw new Error(`${id}: ${known} was deleted just now`);
    if (resource.Type === 'AWS::Logs::SubscriptionFilter') subscribe(id, resource);
    if (known !== undefined) names.add(known);
    return { resource, known };
  };

  const subscribe = (id: string, { Properties }: TemplateResource): void => {
    const name = Properties['LogGroupName'];
    // That of the stack itself.
    if (typeof name !== 'string') return;
    const group = groups.get(name);
    if (!group) throw new Error(`${id}: log group ${name} does not exist`);
    if (group.logGroupClass !== 'STANDARD')
      throw new Error(`${id}: ${name} is of class ${group.logGroupClass}`);
    if (group.filters.size >= settings.filterQuota) throw new Error(`${id}: LimitExceeded on ${name}`);
    serial += 1;
    group.filters.add(`${id}-${serial}`);
  };

  const drop = (id: string, { resource, known }: Made): void => {
    if (known !== undefined) names.delete(known);
    if (known !== undefined && resource.Type === 'AWS::SQS::Queue') resting.set(known, nowMs + NAME_RESTS_MS);
    const group = groups.get(String(resource.Properties['LogGroupName']));
    if (resource.Type === 'AWS::Logs::SubscriptionFilter' && group) {
      const [oldest = ''] = [...group.filters].filter((filter) => filter.startsWith(`${id}-`));
      group.filters.delete(oldest);
    }
  };

  const reserve = ({ Resources }: Template): void => {
    const reserved = Object.values(Resources).reduce(
      (sum, { Properties }) => sum + Number(Properties['ReservedConcurrentExecutions'] ?? 0),
      0,
    );
    if (reserved > 0 && settings.concurrency - reserved < Math.min(100, settings.concurrency))
      throw new Error('UnreservedConcurrentExecution would fall below its minimum');
  };

  const isReplaced = (before: TemplateResource, after: TemplateResource): boolean =>
    before.Type !== after.Type ||
    (TYPES[after.Type]?.createOnly ?? []).some(
      (key) => JSON.stringify(before.Properties[key]) !== JSON.stringify(after.Properties[key]),
    );

  return {
    groups,
    /** Moves the account's clock. */
    wait(ms: number) {
      nowMs += ms;
    },
    /** Deploys; `failAt` names a resource that fails for a reason of its own. Says what was made, replaced and deleted. */
    deploy(template: Template, failAt?: string) {
      const made = new Map<string, Made>();
      const replaced: string[] = [];
      try {
        reserve(template);
        for (const [id, resource] of Object.entries(template.Resources)) {
          const before = stack.get(id);
          if (before && !isReplaced(before.resource, resource)) continue;
          if (id === failAt) throw new Error(`${id}: fails`);
          made.set(id, make(id, resource));
          if (before) replaced.push(id);
        }
      } catch (error) {
        for (const [id, one] of made) if (one.resource.DeletionPolicy !== 'Retain') drop(id, one);
        return { status: 'ROLLBACK' as const, reason: (error as Error).message };
      }
      const deleted = [...stack.keys()].filter((id) => !(id in template.Resources));
      for (const [id, one] of stack) {
        const goes = deleted.includes(id) ? one.resource.DeletionPolicy : one.resource.UpdateReplacePolicy;
        if ((deleted.includes(id) || replaced.includes(id)) && !goes?.startsWith('Retain')) drop(id, one);
      }
      stack = new Map(
        Object.entries(template.Resources).map(([id, resource]) => [
          id,
          made.get(id) ?? { resource, known: nameOf(resource) },
        ]),
      );
      return { status: 'COMPLETE' as const, made: [...made.keys()], replaced, deleted };
    },
    destroy() {
      for (const [id, one] of stack) if (!one.resource.DeletionPolicy?.startsWith('Retain')) drop(id, one);
      stack = new Map();
    },
  };
}
