/** Where a product runs as a service: there is no shell, and much is done by an API or in a console. */
export const PLATFORMS = ['amazon-mq'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** How log groups begin that only the platform writes. */
const LOG_GROUPS: readonly (readonly [begins: string, platform: Platform])[] = [
  ['/aws/amazonmq/', 'amazon-mq'],
];

/** The platform that one of these inputs is a log of; undefined where none is. */
export function platformOf(inputs: Iterable<string>): Platform | undefined {
  for (const input of inputs)
    for (const [begins, platform] of LOG_GROUPS) if (input.startsWith(begins)) return platform;
  return undefined;
}
