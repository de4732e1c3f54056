import type { PageBlock, PageView } from './page-state.ts';
import type { StoodView } from './stood-records.ts';

interface Text {
  text: string;
}

/** A view as the page shows it. */
export function pageViewOf({ id, given, errors, error }: StoodView): PageView {
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
