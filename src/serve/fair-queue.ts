/** Who waits for a place: clients take turns, whoever has many waiting like whoever has one (round robin, Nagle 1985).
 *  There is an end to it. The last quarter of its room is for clients of whom nobody waits yet, so that one alone cannot fill it. */
export class FairQueue<T extends { readonly client?: string }> {
  /** By client, in the order of their turns; none is empty. */
  private readonly clients = new Map<string | undefined, T[]>();
  private count = 0;

  /** @param room how many may wait */
  constructor(readonly room: number) {}

  get size(): number {
    return this.count;
  }

  /** @param beside how much more of the room its client takes
   *  @returns whether there was room */
  add(item: T, beside = 0): boolean {
    const own = this.clients.get(item.client);
    const kept = own || beside > 0 ? Math.floor(this.room / 4) : 0;
    if (this.count + beside >= this.room - kept) return false;
    if (own) own.push(item);
    else this.clients.set(item.client, [item]);
    this.count++;
    return true;
  }

  // #region turns
  /** The oldest of the client whose turn it is. */
  next(): T | undefined {
    for (const [client, items] of this.clients) {
      const item = items.shift();
      this.clients.delete(client);
      if (items.length > 0) this.clients.set(client, items); // behind all others
      this.count--;
      return item;
    }
    return undefined;
  }
  // #endregion

  /** @returns whether it was waiting */
  remove(item: T): boolean {
    const items = this.clients.get(item.client);
    const at = items?.indexOf(item) ?? -1;
    if (!items || at < 0) return false;
    items.splice(at, 1);
    if (items.length === 0) this.clients.delete(item.client);
    this.count--;
    return true;
  }
}
