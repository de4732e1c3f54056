/** See plain-template.mjs. */
export function plainTemplate(packaged: object): object;
