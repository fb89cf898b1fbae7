/** What a lab can show. A Frame says what to draw, never how: `render` makes terminal text of it at a given size and
 *  colour depth, `export` makes files. Plain data: it can be cloned, compared and sent between threads. */

/** What a piece of text means; `render` chooses the colour, and a sign where there is none. */
export type Tone =
  | 'plain'
  | 'muted' // less important
  | 'accent' // look here
  | 'good'
  | 'bad'
  | 'warn'
  | 'a' // four hues that tell series apart
  | 'b'
  | 'c'
  | 'd';

export interface Span {
  readonly text: string;
  readonly tone?: Tone;
  readonly bold?: boolean;
}

/** One paragraph: a string, or pieces of it in different tones. A newline starts a new line. */
export type Rich = string | readonly (string | Span)[];

/** Words, wrapped at the width. `wrap: false` cuts at the edge instead, with an ellipsis. */
export interface TextFrame {
  readonly kind: 'text';
  readonly text: Rich;
  readonly tone?: Tone;
  readonly wrap?: boolean;
}

export interface TableFrame {
  readonly kind: 'table';
  readonly columns: readonly { readonly title: string; readonly align?: 'left' | 'right' }[];
  /** A cell of a row is cut with an ellipsis when the table has to shrink; the widest left-aligned column gives way first. */
  readonly rows: readonly (readonly Rich[])[];
}

/** Horizontal bars: `label ▇▇▇▇ note`. */
export interface BarsFrame {
  readonly kind: 'bars';
  readonly bars: readonly {
    readonly label: Rich;
    readonly value: number;
    /** What stands behind the bar, such as "0.34". */
    readonly note?: string;
    readonly tone?: Tone;
    /** Points at this bar: it is the one picked. */
    readonly mark?: boolean;
  }[];
  /** The value of a full bar; without it the largest. */
  readonly max?: number;
}

export interface Axis {
  readonly label?: string;
  readonly min?: number;
  readonly max?: number;
  readonly log?: boolean;
}

/** Curves over a common x. Points that are not finite leave a gap. */
export interface LineFrame {
  readonly kind: 'line';
  readonly series: readonly {
    readonly name: string;
    readonly tone?: Tone;
    readonly x: ArrayLike<number>;
    readonly y: ArrayLike<number>;
  }[];
  /** Single points, drawn over the curves: data, or with `big` a ball that rolls. */
  readonly points?: readonly {
    readonly name: string;
    readonly tone?: Tone;
    readonly x: ArrayLike<number>;
    readonly y: ArrayLike<number>;
    readonly big?: boolean;
  }[];
  readonly x?: Axis;
  readonly y?: Axis;
  /** Horizontal lines for reference, such as ln 2. */
  readonly marks?: readonly { readonly y: number; readonly name: string }[];
  /** Rows wanted; without it as many as there are, twelve at most. */
  readonly height?: number;
}

/** Counts or densities in bins of equal width. */
export interface HistogramFrame {
  readonly kind: 'histogram';
  /** Left edge of the first bin and right edge of the last. */
  readonly from: number;
  readonly to: number;
  readonly series: readonly { readonly name: string; readonly tone?: Tone; readonly values: ArrayLike<number> }[];
  readonly height?: number;
}

export interface HeatmapFrame {
  readonly kind: 'heatmap';
  /** values[row][column] */
  readonly values: readonly ArrayLike<number>[];
  readonly rows?: readonly string[];
  readonly columns?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** `diverging` has its middle at 0; on `log`, what is not above 0 is the least. */
  readonly scale?: 'sequential' | 'diverging' | 'log';
  /** false: nothing below says what the shades mean, for one of several that are alike. */
  readonly legend?: boolean;
  /** One character each, drawn into the cell of a value; the last one of a cell is seen. */
  readonly marks?: readonly { readonly row: number; readonly column: number; readonly sign: string }[];
}

export interface ImageFrame {
  readonly kind: 'image';
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** height × width × channels, row by row, 0 to 1. */
  readonly pixels: ArrayLike<number>;
  /** `ascii` averages 1×2 pixels to a cell, `blocks` stacks two in a cell, `braille` sets 2×4 dots in a cell. */
  readonly style?: 'ascii' | 'blocks' | 'braille';
}

/** A strip of tokens, told apart by shading; a weight from 0 to 1 makes one stand out. */
export interface TokensFrame {
  readonly kind: 'tokens';
  readonly tokens: readonly {
    readonly text: string;
    readonly tone?: Tone;
    readonly weight?: number;
    /** A small line under the token, such as its probability. */
    readonly note?: string;
  }[];
  /** Tokens behind these that are only counted. */
  readonly more?: number;
}

/** Frames below each other. */
export interface RowsFrame {
  readonly kind: 'rows';
  readonly frames: readonly Frame[];
  /** Empty lines between them; 0 without it. */
  readonly gap?: number;
}

/** Frames beside each other; below each other where the width does not allow it. */
export interface ColumnsFrame {
  readonly kind: 'columns';
  readonly frames: readonly Frame[];
  /** Shares of the width; equal without it. */
  readonly shares?: readonly number[];
  /** The least width of a column before they stack; 24 without it. */
  readonly least?: number;
}

/** A titled box, such as prompt, model and output. */
export interface PanelFrame {
  readonly kind: 'panel';
  readonly title: string;
  readonly body: Frame;
  readonly tone?: Tone;
}

export type Frame =
  | TextFrame
  | TableFrame
  | BarsFrame
  | LineFrame
  | HistogramFrame
  | HeatmapFrame
  | ImageFrame
  | TokensFrame
  | RowsFrame
  | ColumnsFrame
  | PanelFrame;

/** Room to draw in, in terminal cells. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What a terminal can show. */
export interface Surface extends Size {
  /** 0 no colours, 1 sixteen, 2 256, 3 sixteen million (chalk's levels). */
  readonly colour: 0 | 1 | 2 | 3;
  readonly unicode: boolean;
}

export const text = (text: Rich, tone?: Tone): TextFrame => ({ kind: 'text', text, tone });
export const rows = (...frames: Frame[]): RowsFrame => ({ kind: 'rows', frames });
export const columns = (...frames: Frame[]): ColumnsFrame => ({ kind: 'columns', frames });
export const panel = (title: string, body: Frame, tone?: Tone): PanelFrame => ({ kind: 'panel', title, body, tone });
