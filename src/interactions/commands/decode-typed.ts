/**
 * What a person typed or pasted at Slack, as it was before Slack escaped it: `&amp;`, `&lt;`, `&gt;` are undone, links and
 * mentions (`<https://…|…>`, `<@U…|name>`, `<mailto:…>`) give their text, and code fences are taken off.
 * An Erlang pid such as `<0.697.0>` stays.
 */
export function decodeTyped(text: string): string {
  const plain = text
    .replaceAll(/<(?:https?:\/\/|mailto:|tel:)[^|>\s]{1,3000}\|([^>]{1,3000})>/g, '$1')
    .replaceAll(/<(?:mailto:|tel:)?((?:https?:\/\/)?[^|>\s]{1,3000})>/g, (whole, target: string) =>
      /^(?:https?:\/\/|[^@\s]+@[^@\s]+$)/.test(target) && !/^[@#!]/.test(target) ? target : whole,
    )
    .replaceAll(/<[@#!][A-Z0-9^]{1,40}\|([^>]{1,80})>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return plain
    .replaceAll(/\n?```\n?/g, '\n')
    .replaceAll('\u2028', '\n')
    .replace(/^\n+|\n+$/g, '');
}
