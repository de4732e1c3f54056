import type { ReactNode } from 'react';
import { type Block, Message } from 'slack-blocks-to-jsx';
import type { PageBlock } from '../page-state.ts';
import type { PictureShape } from './block-shapes.ts';
import { pictureAddress } from './block-shapes.ts';
import { formatDate } from './format-date.ts';
import { useWorkspace } from './workspace-context.ts';

const HOOKS: NonNullable<Parameters<typeof Message>[0]['hooks']> = {
  link: ({ href, children, className }) => (
    <a href={href} className={className} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  ),
  date: ({ timestamp, format, fallback }) => (
    <time>{formatDate(Number(timestamp), format, Date.now()) || fallback}</time>
  ),
};

/** A block drawn by the renderer: header, image, table, markdown, rich text. */
export function LibraryBlock({ block }: { block: PageBlock }): ReactNode {
  const { state } = useWorkspace();
  const shown = block['type'] === 'image' ? withAddress(block as unknown as PictureShape) : block;
  return (
    <div className={`library ${String(block['type'])}`}>
      <Message
        withoutWrapper
        name=""
        logo=""
        blocks={[shown as unknown as Block]}
        hooks={HOOKS}
        data={{
          users: [...state.people, state.bot],
          channels: state.channels.map(({ id, name }) => ({ id, name: name.replace(/^#/, '') })),
          user_groups: [state.group],
        }}
      />
    </div>
  );
}

function withAddress(picture: PictureShape): object {
  const { slack_file: _, ...rest } = picture;
  return { ...rest, image_url: pictureAddress(picture) };
}
