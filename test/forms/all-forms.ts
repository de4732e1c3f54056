import { CONTENT_FORMS } from './content-forms.ts';
import type { Form } from './form.ts';
import { PASTE_FORMS } from './paste-forms.ts';
import { WRAPPER_FORMS } from './wrapper-forms.ts';

export const ALL_FORMS: readonly Form[] = [...WRAPPER_FORMS, ...PASTE_FORMS, ...CONTENT_FORMS];
