/** Room for what a kernel needs while it works. Its user says where it lies and makes sure that it is large enough. */

/** 128 bytes for a tile that is only used in part, then room for packed panels and padded pictures. */
let start: usize = 0;

export function placeScratch(address: usize): void {
  start = address;
}

// @ts-ignore: decorator
@inline
export function edge(): usize {
  return start;
}

// @ts-ignore: decorator
@inline
export function room(): usize {
  return start + 128;
}

/** The first address that the module itself does not use. */
export function firstFree(): usize {
  return __heap_base;
}
