import { DescribeTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { awsSettings } from '../../aws-settings.ts';
import { type Finding, fail, ok, warn } from '../check.ts';
import type { PlanCheck } from './plan.ts';

/** Whether the table that deploy.yml names can be used; where it names none, whether an earlier deployment left one. */
export const checkTable: PlanCheck = async ({ deploy, stage, env, isFirst }) => {
  const client = new DynamoDBClient(awsSettings(env, 'DYNAMODB'));
  if (deploy.table) return [await checkNamed(client, deploy.table)];
  if (!isFirst) return [];
  const isOurs = (name: string) =>
    name === `halfopen-${stage}` || name.startsWith(`halfopen-${stage}-Table-`);
  const left = (await tableNames(client)).filter(isOurs);
  return left.map((name) =>
    warn(
      `table ${name}`,
      'was left by an earlier deployment; this one begins with a new one',
      `Write table: ${name} into deploy.yml to go on with its incidents, or aws dynamodb delete-table --table-name ${name}.`,
    ),
  );
};

async function checkNamed(client: DynamoDBClient, name: string): Promise<Finding> {
  const check = `table ${name}`;
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    const keys = (Table?.KeySchema ?? []).map(({ AttributeName }) => AttributeName).join(' ');
    return keys === 'pk sk'
      ? ok(check, 'is there and is used as it is')
      : fail(check, `is not one of Halfopen’s: its keys are ${keys}`, 'Correct table in deploy.yml.');
  } catch (error) {
    const { name: said } = error as Error;
    if (said !== 'ResourceNotFoundException')
      return warn(
        check,
        `not checked: AWS answered ${said}`,
        'Use credentials that may dynamodb:DescribeTable.',
      );
    return fail(
      check,
      'is not in this account and region',
      'aws dynamodb list-tables lists them; correct table in deploy.yml, or leave it empty for a new one.',
    );
  }
}

async function tableNames(client: DynamoDBClient): Promise<string[]> {
  const names: string[] = [];
  let from: string | undefined;
  do {
    const page = await client.send(new ListTablesCommand(from ? { ExclusiveStartTableName: from } : {}));
    names.push(...(page.TableNames ?? []));
    from = page.LastEvaluatedTableName;
  } while (from);
  return names;
}
