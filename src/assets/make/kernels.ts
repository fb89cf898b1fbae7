/** Compiles the fast kernels and writes them as a module of the program. Nothing is done where they are up to date. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const folder = 'src/nn/kernels/simd/assembly';
const result = 'src/nn/kernels/simd/bytes.ts';
const options = [
  '-O3',
  '--noAssert',
  '--runtime',
  'stub',
  '--enable',
  'simd,bulk-memory',
  '--importMemory',
  '--lowMemoryLimit',
  '65536',
];

const hash = createHash('sha256').update(options.join());
for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(`${folder}/${name}`));
const mark = `// Compiled from ./assembly by ../../../assets/make/kernels.ts: ${hash.digest('hex').slice(0, 16)}\n`;

if (!existsSync(result) || !readFileSync(result, 'utf8').startsWith(mark)) {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [`${folder}/index.ts`, ...options, '--disableWarning', '112', '--outFile', 'kernels.wasm'],
    {
      writeFile: (_, contents) => {
        binary = contents as Uint8Array;
      },
    },
  );
  if (error || !binary) throw new Error(`the kernels do not compile:\n${stderr.toString()}`);
  const text = Buffer.from(binary).toString('base64');
  writeFileSync(result, `${mark}/** A WebAssembly module, in base64. */\nexport const bytes =\n  '${text}';\n`);
}
