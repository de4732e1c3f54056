import { HalfopenError } from '../../errors.ts';

/**
 * What errors of chat.postMessage and chat.update (docs.slack.dev) begin with that no other content would change: they are about the
 * token, permissions, the channel or the workspace. What Slack may add is taken to be about the content, since a plain message in its
 * place costs one call.
 */
const NOT_OF_CONTENT = [
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_',
  'no_permission',
  'missing_scope',
  'not_allowed_token_type',
  'access_denied',
  'as_user_not_supported',
  'cannot_reply_to_message',
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'is_inactive',
  'messages_tab_disabled',
  'restricted_action',
  'ekm_access_denied',
  'enterprise_is_restricted',
  'org_login_required',
  'two_factor_setup_required',
  'team_',
  'slack_connect_',
  'external_channel_migrating',
  'user_not_',
  'message_limit_exceeded',
  'accesslimited',
  'method_deprecated',
  'deprecated_endpoint',
  'unknown_method',
];
/** Statuses with which Slack, or what stands before it, refuses a body. */
const STATUSES_OF_CONTENT = [400, 413, 422];

/** Throws a failure of posting or editing again, as `slack-content-refused` where a plainer message may be taken. */
export function throwRefused(failure: unknown): never {
  if (!(failure instanceof HalfopenError) || failure.code !== 'slack-refused' || !isOfContent(failure.cause))
    throw failure;
  throw new HalfopenError({
    code: 'slack-content-refused',
    message: failure.message,
    hint: 'This is a fault of Halfopen: report it. A plain message stands in its place until the update that fixes it.',
    cause: failure.cause,
  });
}

function isOfContent(cause: unknown): boolean {
  const { data, statusCode } = cause as { data?: { error?: string }; statusCode?: number };
  if (statusCode !== undefined) return STATUSES_OF_CONTENT.includes(statusCode);
  const error = data?.error ?? '';
  return !NOT_OF_CONTENT.some((start) => error.startsWith(start));
}
