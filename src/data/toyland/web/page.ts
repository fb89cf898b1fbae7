/** What there is on the web of Toyland: answers to addresses, and beside them the truth about each page.
 *  A crawler is handed `get` alone. The truth is for whoever scores what was collected; no filter may look at it.
 *  Left out: bytes and their encodings, headers, forms, scripts that run. Read next: site.ts, then ../web.ts */

/** What a host answers. */
export interface Answer {
  /** 200 here it is, 301 it is elsewhere, 404 there is no such page. */
  readonly status: 200 | 301 | 404;
  readonly type: 'text/html' | 'text/plain';
  /** Where it is, with 301. */
  readonly location?: string;
  readonly body: string;
}

/** What the one who made a page allows others to do with it. */
export type Licence = 'free' | 'non-commercial' | 'reserved' | 'unstated';

/** What a page is. */
type PageKind =
  /** Whole sentences about Toyland. */
  | 'article'
  /** Links to other pages, hardly a sentence. */
  | 'list'
  /** Advertising, words without a sentence, filler. */
  | 'spam'
  /** Hardly any text at all. */
  | 'stub'
  /** In another language; `mixed` is half in ours. */
  | 'foreign'
  | 'mixed'
  /** An article that says what is not so. */
  | 'rumour'
  /** A page that a program makes without end. */
  | 'trap';

export type PersonalKind = 'phone' | 'email' | 'address';
/** Something that finds one person, as it stands in the text. */
export interface Personal {
  readonly kind: PersonalKind;
  readonly text: string;
}

export interface Truth {
  readonly kind: PageKind;
  /** What its owner really allows. */
  readonly licence: Licence;
  /** Sentences of the page that are false. */
  readonly wrong: readonly string[];
  readonly personal: readonly Personal[];
  /** It says how to do harm. */
  readonly harmful: boolean;
  /** The page that it was copied from. */
  readonly copyOf?: string;
  /** Word for word, or with changes. */
  readonly copy?: 'exact' | 'near';
}

export interface Web {
  /** Where a crawler may begin. */
  readonly start: string;
  get(url: string): Answer;
  /** By address, of every page that is not made on demand. */
  readonly truth: ReadonlyMap<string, Truth>;
  /** Pages made on demand have this one. */
  readonly trap: Truth;
  /** In the other language, for whoever has to learn what it looks like. */
  readonly foreignSample: readonly string[];
}
