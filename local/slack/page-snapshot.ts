import { COMMAND_LIST } from '../../src/interactions/commands/command-list.ts';
import { withBlockIds } from './block-elements.ts';
import { directId } from './channels.ts';
import type { PageBlock, PageChannel, PageFile, PageMessage, PageState, PageView } from './page-state.ts';
import type { StandInParts } from './stand-in-parts.ts';
import type { StoredMessage } from './state.ts';
import type { StoredEphemeral, StoredView } from './stored-records.ts';
import { homeOf, stackOf } from './views.ts';
import { BOT, COMMANDS, GROUP, PEOPLE, type Person, SHORTCUTS, SLACKBOT } from './workspace.ts';

/** What can be typed behind the command, as its help lists it. */
const SUBCOMMANDS = COMMAND_LIST.map(({ name, arguments: usage, does }) => ({
  command: `/triage ${name}`,
  usage,
  about: does,
}));

/** Older ones stay in the state, but a page of them would be slow. */
const MOST_SHOWN = 1_000;

/** Everything one person sees. `channels` are keys that are there before anything was posted in them. */
export function pageSnapshot(parts: StandInParts, me: Person, channels: readonly string[]): PageState {
  const { state } = parts;
  const own = directId(me.id);
  const isMine = (channel: string) => !PEOPLE.some(({ id }) => id !== me.id && directId(id) === channel);
  const messages = [
    ...state.messages().map((one) => pageMessage(parts, one)),
    ...state.ephemerals.all().flatMap((one) => (one.user === me.id ? [pageEphemeral(one)] : [])),
  ]
    .filter(({ channel }) => isMine(channel))
    .toSorted((a, b) => Number(a.ts) - Number(b.ts))
    .slice(-MOST_SHOWN);
  const keys = [...new Set([...channels, ...messages.map(({ channel }) => channel)])].filter(isMine);
  const home = homeOf(state, me.id);
  return {
    revision: state.revision(),
    me: me.id,
    people: PEOPLE,
    bot: { id: BOT.userId, name: BOT.name },
    group: { id: GROUP.id, name: GROUP.handle },
    commands: [...COMMANDS, ...SUBCOMMANDS],
    samples: parts.samples.names,
    shortcuts: SHORTCUTS,
    channels: [
      ...keys.filter((key) => key !== own).map((key) => pageChannel(parts, key)),
      { key: own, id: own, name: BOT.name, isDirect: true },
    ],
    messages,
    modals: stackOf(state, me.id).map(pageViewOf),
    ...(home ? { home: pageViewOf(home) } : {}),
  };
}

function pageChannel({ channels }: StandInParts, key: string): PageChannel {
  return { key, id: channels.idOf(key), name: `#${channels.nameOf(key)}`, isDirect: false };
}

function pageMessage({ files }: StandInParts, message: StoredMessage): PageMessage {
  const { channel, ts, threadTs, text, blocks, edits } = message;
  return {
    channel,
    ts,
    ...(threadTs ? { threadTs } : {}),
    isBroadcast: message.broadcast === true,
    isEphemeral: false,
    author: message.user ?? BOT.userId,
    text,
    blocks: withBlockIds(blocks),
    edits,
    files: (message.files ?? []).flatMap((id): PageFile[] => {
      const file = files.find(id);
      if (!file) return [];
      const { name, title, mimetype, size, altText } = file;
      return [{ id, name, title, mimetype, size, ...(altText ? { altText } : {}) }];
    }),
  };
}

function pageEphemeral({ id, channel, threadTs, author, text, blocks }: StoredEphemeral): PageMessage {
  return {
    channel,
    ts: id,
    ...(threadTs ? { threadTs } : {}),
    isBroadcast: false,
    isEphemeral: true,
    author: author === 'app' ? BOT.userId : SLACKBOT.userId,
    text,
    blocks: withBlockIds(blocks),
    edits: 0,
    files: [],
  };
}

interface Text {
  text: string;
}

/** A view as the page shows it. */
function pageViewOf({ id, given, errors, error }: StoredView): PageView {
  const { title, submit, close } = given as { title?: Text; submit?: Text; close?: Text };
  return {
    id,
    title: title?.text ?? '',
    blocks: given.blocks as readonly PageBlock[],
    ...(submit ? { submit: submit.text } : {}),
    ...(close ? { close: close.text } : {}),
    ...(errors ? { errors } : {}),
    ...(error ? { error } : {}),
  };
}
