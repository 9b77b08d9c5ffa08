/** The key under which two spellings of a case-insensitive value are the same: composed, then lower case. */
export function fold(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

/** The order of texts by code point, which is the order of their bytes in UTF-8 and so the databases'. */
export function compareText(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length)
  for (let i = 0; i < shorter; i += 1) {
    const [a, b] = [left.charCodeAt(i), right.charCodeAt(i)]
    if (a !== b) return rank(a) - rank(b)
  }
  return left.length - right.length
}

/** Halves of surrogate pairs stand for what is beyond U+FFFF, so they go behind all other units. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
