/** Names that Windows takes for something else than a file of that name, or does not take at all. It says so late, or never:
 *  what is written to NUL is gone, and "cat:1.png" is a hidden part of a file called cat. */

const device = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])[ ]*(\.|$)/i;

/** @param path as Windows reads it: with / or \
 *  @returns what ails it, if anything */
export function windowsProblem(path: string): string | undefined {
  // The drive, and the prefixes of paths without limit, are no part of a name.
  const parts = path.replace(/^[\\/]{2}[?.][\\/]/, '').replace(/^[a-z]:/i, '');
  for (const name of parts.split(/[\\/]/)) {
    if (name === '' || name === '.' || name === '..') continue;
    const sign = /[<>:"|?*\x00-\x1f]/.exec(name)?.[0];
    if (sign) return `a name on Windows cannot hold ${JSON.stringify(sign)}`;
    if (device.test(name)) return `${name} is a device on Windows, not a file`;
    if (/[. ]$/.test(name)) return 'a name on Windows cannot end in a dot or a blank';
  }
  return undefined;
}
