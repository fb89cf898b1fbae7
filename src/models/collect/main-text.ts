/** What on a page is its text, and what stands on every page of the host: navigation, cookie notes, advertising, footers. Three
 *  things give these away: they come again on other pages of the host, they are mostly links, they are no whole sentences.
 *  Left out: how a page looks, learning from examples. Papers: Kohlschütter et al. 2010 (link density); Raffel et al. 2020,
 *  section 2.2 (lines that end in a full stop). Read next: licence.ts */
import type { Block } from './blocks.ts';

/** Pages of one host on which a block may stand and still be text. */
const mostPages = 2;
/** A block with more of its signs in links leads somewhere else. */
const mostLinks = 0.4;

/** Counts the blocks of every host, and keeps what is rare on it. */
export class MainText {
  private readonly pages = new Map<string, Map<string, number>>();

  /** Count a page of a host. All of them come before the first `of`. */
  count(host: string, blocks: readonly Block[]): void {
    let seen = this.pages.get(host);
    if (!seen) this.pages.set(host, (seen = new Map()));
    for (const text of new Set(blocks.map(({ text }) => text))) seen.set(text, (seen.get(text) ?? 0) + 1);
  }

  // #region main-text
  /** The blocks that are text, and how many were left out for which reason. */
  of(host: string, blocks: readonly Block[]): { kept: string[]; repeated: number; links: number; phrases: number } {
    const found = { kept: [] as string[], repeated: 0, links: 0, phrases: 0 };
    for (const { text, links } of blocks) {
      if (this.pages.get(host)!.get(text)! > mostPages) found.repeated++;
      else if (links > mostLinks) found.links++;
      else if (!/[.!?]["']?$/.test(text)) found.phrases++;
      else found.kept.push(text);
    }
    return found;
  }
  // #endregion
}
