const { createHash } = require('node:crypto');
const { accountArn } = require('./existing.cjs');

/** What is watched: log groups by name, and those that patterns (`/aws/amazonmq/broker/*`) and tags find. */
module.exports = { watched, logicalId, groupArns };

function watched({ logGroups, logGroupTags }) {
  return {
    names: logGroups.filter((name) => !name.endsWith('*')),
    patterns: logGroups.filter((name) => name.endsWith('*')),
    tags: Object.entries(logGroupTags),
  };
}

/** A logical id that depends on the name of the log group alone, so that taking one out of the list touches no other. */
function logicalId(name) {
  const readable = name.replaceAll(/[^A-Za-z0-9]+/g, '').slice(-60);
  return `Subscription${readable}${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}

/** What a role's inline policies may hold in all is 10,240 characters; this much of them is for log groups. */
const MOST_CHARACTERS = 5_000;
/** What CloudFormation puts in place of partition, region and account is no longer than this. */
const AROUND_NAME = 90;

/**
 * ARNs of log groups for a policy, which does not grow with the list: where the names are too many, those that lie in one folder
 * (`/aws/amazonmq/broker/b-1/general` and `…/b-2/general`) are granted by it, by the deepest folders that fit. Throws where none do.
 */
function groupArns(names) {
  const depths = names.map((name) => name.split('/').length);
  for (let depth = Math.max(0, ...depths); depth > 1; depth--) {
    const granted = withoutNested([...new Set(names.map((name) => upTo(name, depth)))]);
    const characters = granted.reduce((sum, name) => sum + name.length + AROUND_NAME, 0);
    if (characters <= MOST_CHARACTERS)
      return granted.map((name) => accountArn('logs', `log-group:${name}:*`));
  }
  if (names.length === 0) return [];
  throw new Error(
    `deploy.yml: the rights to read ${names.length} log groups do not fit into a role. Write patterns: their common beginning and *.`,
  );
}

/** `/a/b/c/d` up to depth 3 is `/a/b/*`: what stands before the third slash. */
function upTo(name, depth) {
  const parts = name.split('/');
  return parts.length <= depth ? name : `${parts.slice(0, depth).join('/')}/*`;
}

function withoutNested(names) {
  return names.filter(
    (name) =>
      !names.some((other) => other !== name && other.endsWith('*') && name.startsWith(other.slice(0, -1))),
  );
}
