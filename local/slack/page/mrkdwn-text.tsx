import type { ReactNode } from 'react';
import type { TextObject } from './block-shapes.ts';
import { CodeBlock } from './code-block.tsx';
import { formatDate } from './format-date.ts';
import { type Piece, parseMrkdwn } from './parse-mrkdwn.ts';
import { useWorkspace } from './workspace-context.ts';

/** A text object: mrkdwn, or text that stands for itself. */
export function MrkdwnText({ text }: { text: TextObject }): ReactNode {
  if (text.type === 'plain_text') return <span className="text">{text.text}</span>;
  return (
    <span className="text">
      <Pieces pieces={parseMrkdwn(text.text)} />
    </span>
  );
}

function Pieces({ pieces }: { pieces: readonly Piece[] }): ReactNode {
  // A text's pieces have no names of their own, and are drawn again as a whole.
  return pieces.map((piece, i) => <PieceView key={`${i}${piece.kind}`} piece={piece} />);
}

function PieceView({ piece }: { piece: Piece }): ReactNode {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'code':
      return <code>{piece.text}</code>;
    case 'pre':
      return <CodeBlock text={piece.text} />;
    case 'bold':
      return (
        <strong>
          <Pieces pieces={piece.inside} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Pieces pieces={piece.inside} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Pieces pieces={piece.inside} />
        </s>
      );
    case 'quote':
      return (
        <blockquote>
          <Pieces pieces={piece.inside} />
        </blockquote>
      );
    case 'link':
      return <Outside url={piece.url}>{piece.text}</Outside>;
    case 'date':
      return <DateText {...piece} />;
    default:
      return <Mention {...piece} />;
  }
}

/** A link that leads out of the page. */
function Outside({ url, children }: { url: string; children: ReactNode }): ReactNode {
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

function DateText({ seconds, format, url, text }: Piece & { kind: 'date' }): ReactNode {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return text;
  const shown = (
    <time dateTime={at.toISOString()} title={at.toUTCString()}>
      {formatDate(seconds, format, Date.now()) || text}
    </time>
  );
  return url ? <Outside url={url}>{shown}</Outside> : shown;
}

function Mention({ kind, id, text }: Extract<Piece, { id: string }>): ReactNode {
  const { state } = useWorkspace();
  const isMe = id === state.me || (kind === 'broadcast' && id !== 'channel');
  const names: Record<string, string | undefined> = {
    user: [...state.people, state.bot].find((one) => one.id === id)?.name,
    group: id === state.group.id ? state.group.name : undefined,
    channel: state.channels.find((one) => one.id === id)?.name.replace(/^#/, ''),
  };
  const shown = (names[kind] ?? text) || id;
  return (
    <span className={`mention ${isMe ? 'me' : ''}`}>
      {kind === 'channel' ? '#' : '@'}
      {shown.replace(/^[@#]/, '')}
    </span>
  );
}
