/** `<fingerprint>-<episode>`: 16 hexadecimal digits, and a number from 1. Groups: both. */
export const INCIDENT_ID = /^([0-9a-f]{16})-([1-9]\d{0,8})$/;
