import { describe, expect, it } from 'vitest';
import { regionOf, regionsOf } from '../../src/course/source.ts';
import { InputError } from '../../src/data/input-error.ts';

const source = `/** Header. */
export class Model {
  // #region whole
  step(): void {
    // #region inner part
    this.count++;

      this.more();
    // #endregion
  }
  // #endregion
}
// #region open
`;

describe('regions', () => {
  it('have a name, the line they begin at, and no common indentation', () => {
    expect(regionsOf(source)).toEqual([
      { name: 'whole', line: 4, text: 'step(): void {\n  this.count++;\n\n    this.more();\n}' },
      { name: 'inner part', line: 6, text: 'this.count++;\n\n  this.more();' },
    ]);
  });

  it('stand at the line that they name', () => {
    const lines = source.split('\n');
    for (const { line, text } of regionsOf(source)) expect(lines[line - 1].trim()).toBe(text.split('\n')[0].trim());
  });

  it('read the same with CR LF', () => {
    expect(regionsOf(source.replaceAll('\n', '\r\n'))).toEqual(regionsOf(source));
  });

  it('may be empty, and an end without a beginning is none', () => {
    expect(regionsOf('// #endregion\n//#region a\n//#endregion\n')).toEqual([{ name: 'a', line: 3, text: '' }]);
  });

  it('are not taken from text that only speaks of them', () => {
    expect(regionsOf("const mark = '// #region a';\n// see #region b\n")).toEqual([]);
  });
});

describe('one region', () => {
  it('is found by its name', () => {
    expect(regionOf(source, 'inner part', 'model.ts').line).toBe(6);
  });

  it('that is not there names those that are', () => {
    expect(() => regionOf(source, 'outer', 'model.ts')).toThrow(
      new InputError('no region "outer"', 'model.ts', 'There are whole, inner part.'),
    );
    expect(() => regionOf('', 'outer', 'model.ts')).toThrow(
      'no region "outer" (model.ts). Mark it with #region outer and #endregion.',
    );
  });
});
