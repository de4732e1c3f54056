import { jsx as _jsx } from 'react/jsx-runtime';
import { Message } from 'slack-blocks-to-jsx';
import { formatDate } from './format-date.ts';
import { pictureAddress } from './picture-address.ts';
import { useWorkspace } from './workspace-context.ts';

const HOOKS = {
  link: ({ href, children, className }) =>
    _jsx('a', {
      href: href,
      className: className,
      target: '_blank',
      rel: 'noreferrer noopener',
      children: children,
    }),
  date: ({ timestamp, format, fallback }) =>
    _jsx('time', { children: formatDate(Number(timestamp), format, Date.now()) || fallback }),
};
/** A block drawn by the renderer: header, image, table, markdown, rich text. */
export function LibraryBlock({ block }) {
  const { state } = useWorkspace();
  const shown = block['type'] === 'image' ? withAddress(block) : block;
  return _jsx('div', {
    className: `library ${String(block['type'])}`,
    children: _jsx(Message, {
      withoutWrapper: true,
      name: '',
      logo: '',
      blocks: [shown],
      hooks: HOOKS,
      data: {
        users: [...state.people, state.bot],
        channels: state.channels.map(({ id, name }) => ({ id, name: name.replace(/^#/, '') })),
        user_groups: [state.group],
      },
    }),
  });
}
function withAddress(picture) {
  const { slack_file: _, ...rest } = picture;
  return { ...rest, image_url: pictureAddress(picture) };
}
