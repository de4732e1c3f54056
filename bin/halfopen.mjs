#!/usr/bin/env node
/** The program by its earlier path. */
await import('./halfopen.cjs');
