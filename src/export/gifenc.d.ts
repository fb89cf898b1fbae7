/** The part of gifenc that is used; it brings no types. */
declare module 'gifenc' {
  type Palette = readonly (readonly [red: number, green: number, blue: number])[];
  interface Encoder {
    writeFrame(
      index: Uint8Array,
      width: number,
      height: number,
      options: {
        palette: Palette;
        /** Milliseconds. */
        delay: number;
        /** 0 for ever, −1 once. */
        repeat: number;
        transparent: boolean;
        transparentIndex: number;
        /** 1 leaves the frame standing. */
        dispose: number;
      },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  }
  export function GIFEncoder(): Encoder;
  /** @param rgba four bytes a pixel */
  export function quantize(rgba: Uint8Array, colours: number): Palette;
  const all: { GIFEncoder: typeof GIFEncoder; quantize: typeof quantize };
  export default all;
}
