const PARTY =
  /^(?:(?:consumer)?_?group(?:_?id|_?name)?|topic|partition|member_?id|client_?(?:id|name|addr|ip)|consumer_?(?:tag|name)|broker|queue(?:_?name)?|vhost|exchange|subject|subscription|database|peer(?:name|addr)?|remote_?addr(?:ess)?|size|limit|max(?:_\w{2,20})?|in_?use|idle|pending|wait_?count|keep_?alive|cid|sid)$/i;

/**
 * Whether a key of a structured record tells whom or how much its message speaks of: a consumer group, topic, queue, client,
 * the size or limit of something. Such values belong behind the message, which seldom repeats them.
 */
export function namesParty(key: string): boolean {
  return PARTY.test(key);
}
