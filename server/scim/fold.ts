/** The key under which two spellings of a case-insensitive value are the same: composed, then lower case. */
export function fold(text: string): string {
  return text.normalize('NFC').toLowerCase()
}
