import * as z from 'zod';
import { slackId } from './config-values.ts';

const NAME_CHARACTERS = new Set('abcdefghijklmnopqrstuvwxyz0123456789-');
/** Characters of names and ARNs of SSM documents and Lambda functions. */
const TARGET_CHARACTERS = new Set('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:/$-');

const name = z
  .string()
  .min(1)
  .max(40)
  .refine(
    (text) => [...new Set(text)].every((one) => NAME_CHARACTERS.has(one)),
    'is not a name. Write small letters, digits and hyphens, e.g. close-connection.',
  );

const target = z
  .string()
  .min(1)
  .max(200)
  .refine(
    (text) => [...new Set(text)].every((one) => TARGET_CHARACTERS.has(one)),
    'is not the name or ARN of a document or function.',
  );

/** Something that Halfopen may run when an approver says so: an SSM Automation document, or a Lambda function. */
export const action = z
  .strictObject({
    name: name.describe('what a step of a runbook names as its action'),
    label: z.string().min(3).max(60).describe('what people read on the button'),
    document: target.exactOptional().describe('SSM Automation document to start'),
    role: z
      .string()
      .startsWith('arn:', 'is not the ARN of a role.')
      .exactOptional()
      .describe('role that the document runs as; passed as AutomationAssumeRole'),
    function: target.exactOptional().describe('Lambda function to invoke'),
    parameters: z
      .record(z.string().min(1).max(50), z.string().max(300))
      .default({})
      .describe('what it gets: texts, in which {fact} is a fact of the diagnosis'),
    approvers: z.array(slackId).min(1).describe('ids of users and user groups who may run it'),
    dryRun: z.boolean().default(false).describe('it takes DryRun, and then changes nothing'),
    undo: name.exactOptional().describe('name of the action that takes it back'),
  })
  .refine(
    (one) => (one.document === undefined) !== (one.function === undefined),
    'needs either document or function.',
  )
  .refine(
    (one) => one.role === undefined || one.document !== undefined,
    'has a role, which only a document takes.',
  );
