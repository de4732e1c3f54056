import type { WebClient } from '@slack/web-api';
import type { Config } from '../../model/config.ts';
import type { DeployFile } from '../config/deploy-schema.ts';

/** One thing that was looked at: whether it will do, what was found, and, unless it is well, what to do about it. */
export interface Finding {
  /** What was looked at, e.g. `channel #on-call`. */
  check: string;
  status: 'ok' | 'warn' | 'fail';
  found: string;
  hint: string;
}

/** What Slack answered: `said` is its error, or `ratelimited`, or `no_answer` when none came. */
export type SlackAnswer =
  | { ok: true; answer: Readonly<Record<string, unknown>> }
  | { ok: false; said: string; found: string };

/** A message that was posted, and deleted again or not; or why it was not posted. */
export type RoundTrip =
  | { posted: true; channelId: string; deleted: SlackAnswer }
  | { posted: false; said: string; found: string };

/** A workspace that has let us in, what the token may do there (undefined: Slack did not say), and a post to a channel, made once. */
export interface Workspace {
  client: WebClient;
  scopes: readonly string[] | undefined;
  /** Absent when nothing may be posted. */
  roundTrip?: (channel: string) => Promise<RoundTrip>;
}

/** What checks look at. What could not be read is undefined; the check that reads it has said so. */
export interface Circumstances {
  /** What the functions work in, as far as it is known here: that of the host, where one is looked at. */
  env: NodeJS.ProcessEnv;
  /** The caller's own, for what lies on AWS whatever is looked at. */
  callerEnv: NodeJS.ProcessEnv;
  config: Config | undefined;
  deploy: DeployFile | undefined;
  /** Channel of what no route takes. */
  defaultChannel: string;
  /** Where Slack sends its requests, without path. */
  url: string | undefined;
  /** Whether it is the host of this machine that is looked at. */
  isHost: boolean;
  signingSecret: string | undefined;
  workspace: Workspace | undefined;
}

/** Looks at one part; never changes anything that lasts. What it throws is a finding, too. */
export type Check = (circumstances: Circumstances) => Promise<Finding[]> | Finding[];

/** It will do. */
export function ok(check: string, found: string): Finding {
  return { check, status: 'ok', found, hint: '' };
}

/** It works, but not as it should, or can't be known. */
export function warn(check: string, found: string, hint: string): Finding {
  return { check, status: 'warn', found, hint };
}

/** It will not work. */
export function fail(check: string, found: string, hint: string): Finding {
  return { check, status: 'fail', found, hint };
}
